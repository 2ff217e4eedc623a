using System.Globalization;

namespace Grains.Accounts;

/// <summary>Versions of the terms of use are numbers, written as text; no version at all is older than the first.</summary>
public static class TermsVersion
{
    /// <summary>
    /// Whether who accepted one version need not accept another. A newer one covers an older one: while nodes are replaced, some may know a
    /// version that others do not.
    /// </summary>
    public static bool Covers(string accepted, string version) => Number(accepted) >= Number(version);

    private static int Number(string version) => int.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
