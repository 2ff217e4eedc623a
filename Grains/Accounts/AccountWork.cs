using Grains.Commits;
using Grains.Interfaces.Accounts;

namespace Grains.Accounts;

/// <summary>Kinds of durable work that accounts ask for.</summary>
public static class AccountWork
{
    /// <summary>What an activation opens; the payload is a <see cref="RegistrationJob"/>.</summary>
    public const string Join = "join";

    /// <summary>Wakes an account at its purge date; the payload is its key.</summary>
    public const string Purge = "account-purge";

    /// <summary>Deletes a file for good, with its claim; the payload is its id.</summary>
    public const string RemoveFile = "file-removal";

    /// <summary>Nothing at all.</summary>
    public const string Nothing = "nothing";

    // About as long as what a mail's job carries.
    private static readonly string Blank = new(' ', 280);

    /// <summary>What a stranger's turn writes where an owner gets a mail: a caller who measures both must see the same (rows A9, C10).</summary>
    public static Effect InsteadOfMail(string key, DateTimeOffset now) => new Schedule(Nothing, $"nothing/{key}", Blank, now, JobLane.Mail);
}

public sealed record RegistrationJob(string Account, string Portal, string Name, ProvenCompany Admission);
