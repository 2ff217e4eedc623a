namespace Grains.Accounts.SignIn;

/// <summary>
/// Keys of the accounts that stand for nobody. A key names the portal it is asked in: the decoy lives under that portal's policy, as an
/// account does. Under another one its tries would settle, wait or lock at another number, and the clock would tell it from an account.
/// </summary>
public static class DecoyAccount
{
    private const char Separator = '@';

    public static string Key(string portal, uint number) => $"shadow-{number}{Separator}{portal}";

    /// <summary>The portal that a decoy's key names; empty for the key of an account.</summary>
    public static string PortalOf(string key) => key.IndexOf(Separator, StringComparison.Ordinal) is >= 0 and var at ? key[(at + 1)..] : "";
}
