using Grains.Interfaces.Accounts;

namespace Grains.Accounts;

/// <summary>Kinds of durable work that accounts ask for.</summary>
public static class AccountWork
{
    /// <summary>What an activation opens; the payload is a <see cref="JoinJob"/>.</summary>
    public const string Join = "join";

    /// <summary>Wakes an account at its purge date; the payload is its key.</summary>
    public const string Purge = "account-purge";

    /// <summary>Deletes a file for good, with its claim; the payload is its id.</summary>
    public const string RemoveFile = "file-removal";
}

public sealed record JoinJob(string Account, string Portal, string Name, Admission Admission);
