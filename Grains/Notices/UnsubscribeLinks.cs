using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Grains.Commits;

namespace Grains.Notices;

/// <summary>
/// The links by which a person leaves the mails of one request without signing in: under seal, so that nobody makes one for somebody else's request. They
/// do not run out: whoever opens an old mail wants the same.
/// </summary>
public sealed class UnsubscribeLinks(ISealer sealer)
{
    private const string Context = "unsubscribe";
    private const int Longest = 1024;

    public string Path(string portal, Unsubscription of) =>
        $"/{portal}/desabonnement/{Base64Url.EncodeToString(sealer.Seal(Encoding.UTF8.GetBytes($"{of.Request}\n{of.Account}\n{of.Number}"), Context))}";

    /// <summary>Null for what is no link of ours, or one of another portal.</summary>
    public Unsubscription? Read(string portal, string? link)
    {
        try
        {
            return link is { Length: > 0 and < Longest }
                && Encoding.UTF8.GetString(sealer.Open(Base64Url.DecodeFromChars(link), Context)).Split('\n') is [var request, var account, var number]
                && request.StartsWith($"{portal}/", StringComparison.Ordinal) ? new Unsubscription(request, account, number) : null;
        }
        catch (Exception e) when (e is FormatException or CryptographicException)
        {
            return null;
        }
    }
}

/// <param name="Number">As people read it.</param>
public sealed record Unsubscription(string Request, string Account, string Number);
