using System.Text.Json;
using Grains.Commits;

namespace Grains.Mail;

/// <summary>A message to the owner of an account: the template's name and what to put in it. The address is looked up when it is sent.</summary>
/// <param name="Sms">By text message instead of e-mail.</param>
/// <param name="To">The address of a person who has no account; <paramref name="Account"/> is empty then.</param>
public sealed record MailJob(string Template, string Account, string Portal, IReadOnlyDictionary<string, string> Values, bool Sms = false, string? To = null, string FirstName = "")
{
    /// <summary>The company whose open pages show what becomes of it; empty for none.</summary>
    public string Watched { get; init; } = "";

    /// <summary>The company that it speaks of, to who may read its employees; empty for none.</summary>
    public string Company { get; init; } = "";

    /// <summary>The establishment there; empty for none.</summary>
    public string Siret { get; init; } = "";

    public const string Kind = "mail";

    public Effect At(string key, DateTimeOffset due, JobLane lane, DateTimeOffset? expires = null) =>
        new Schedule(Kind, key, JsonSerializer.Serialize(this), due, lane, expires);

    public static MailJob Read(LeasedJob job) => JsonSerializer.Deserialize<MailJob>(job.Payload)!;
}
