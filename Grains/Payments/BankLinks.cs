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

    private const string Sms = "sms";

    /// <param name="request">Key of the change, which begins with its portal.</param>
    /// <param name="bySms">It goes to the telephone: the one in a mailbox must not confirm in its place.</param>
    public string Path(string request, string account, bool bySms = false)
    {
        var link = Base64Url.EncodeToString(sealer.Seal(Encoding.UTF8.GetBytes($"{request}\n{account}{(bySms ? $"\n{Sms}" : "")}"), Context));
        return $"/{request[..request.IndexOf('/', StringComparison.Ordinal)]}/compte-bancaire/{link}";
    }

    /// <summary>Null for what is no link of ours, or one of another portal.</summary>
    public BankLinkTarget? Read(string portal, string? link)
    {
        try
        {
            return link is { Length: > 0 and < Longest }
                && Encoding.UTF8.GetString(sealer.Open(Base64Url.DecodeFromChars(link), Context)).Split('\n') is [var request, var account, .. var channel]
                && request.StartsWith($"{portal}/", StringComparison.Ordinal) ? new(request, account, channel is [Sms]) : null;
        }
        catch (Exception e) when (e is FormatException or CryptographicException)
        {
            return null;
        }
    }
}

/// <param name="Account">That it was sent to.</param>
public sealed record BankLinkTarget(string Request, string Account, bool BySms);
