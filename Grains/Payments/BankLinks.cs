using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Grains.Commits;

namespace Grains.Payments;

/// <summary>
/// The links by which who is told of another account answers without signing in: under seal, so that nobody makes one for somebody else. What they open is
/// the grain's to say; they end with the change.
/// </summary>
public sealed class BankLinks(ISealer sealer)
{
    private const string Context = "bank-change-link";
    private const int Longest = 1024;

    /// <param name="request">Key of the change, which begins with its portal.</param>
    public string Path(string request, string account)
    {
        var link = Base64Url.EncodeToString(sealer.Seal(Encoding.UTF8.GetBytes($"{request}\n{account}"), Context));
        return $"/{request[..request.IndexOf('/', StringComparison.Ordinal)]}/compte-bancaire/{link}";
    }

    /// <summary>Null for what is no link of ours, or one of another portal.</summary>
    public (string Request, string Account)? Read(string portal, string? link)
    {
        try
        {
            return link is { Length: > 0 and < Longest }
                && Encoding.UTF8.GetString(sealer.Open(Base64Url.DecodeFromChars(link), Context)).Split('\n') is [var request, var account]
                && request.StartsWith($"{portal}/", StringComparison.Ordinal) ? (request, account) : null;
        }
        catch (Exception e) when (e is FormatException or CryptographicException)
        {
            return null;
        }
    }
}
