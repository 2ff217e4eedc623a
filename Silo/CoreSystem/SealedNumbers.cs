namespace Silo.CoreSystem;

/// <summary>What social security numbers and accounts are sealed under: each opens in its own row alone, and is found by the hash of its kind.</summary>
internal static class SealedNumbers
{
    public const string Nir = "nir";
    public const string Iban = "iban";

    public static string NirOf(string clientNumber, int? rank = null) => rank is null ? $"{Nir}/{clientNumber}" : $"{Nir}/{clientNumber}/{rank}";

    public static string IbanOf(string clientNumber) => $"{Iban}/{clientNumber}";
}
