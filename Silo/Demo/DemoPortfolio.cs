namespace Silo.Demo;

/// <summary>Companies that make a portfolio large; all of them invented, without contracts.</summary>
public static class DemoPortfolio
{
    private const string LongName =
        "Société d’exploitation et de maintenance des réseaux d’eau potable, d’assainissement et d’irrigation de Haut-Lestranc";

    private static readonly string[] Trades =
        ["Menuiserie", "Boulangerie", "Transports", "Imprimerie", "Garage", "Pharmacie", "Cabinet", "Maçonnerie", "Librairie", "Pépinières"];

    private static readonly string[] Names =
        ["Aubrelin", "Bastennec", "Corvandier", "Dambreville", "Esquirol", "Fauvergue", "Grandcourt", "Hestrade", "Issarlès", "Jonquerolles", "Kerlaouen",
            "Lestranc", "Marchevelle", "Norvins", "Orvalet", "Pellavoine", "Quaisnel", "Roquefeuil", "Sérizay", "Thuillerand"];

    private static readonly string[] Cities = ["Bellerive", "Courmelois", "Montrelais", "Grandcourt", "Val-Fleury", "Port-Maran", "Vernay-le-Haut"];

    /// <summary>Of Nora’s, beside the two that she works with.</summary>
    public static IReadOnlyList<DemoCompany> Further { get; } =
    [
        Of(9001, "Briqueterie des Trois-Chênes", "Bellerive"), Of(9002, "Coopérative Montfaucelle", "Courmelois"),
        Of(9003, "Distillerie Orvalet", "Montrelais"), Of(9004, "Entrepôts Quaisnel", "Port-Maran"), Of(9005, "Fonderie Marchenoy", "Grandcourt"),
        Of(9006, "Garage Pellavoine", "Val-Fleury"), Of(9007, "Horlogerie Vauclerc-Dambre", "Bellerive"), Of(9008, "Laboratoires Sérizay", "Port-Maran"),
        Of(9009, LongName, "Vernay-le-Haut"),
    ];

    /// <summary>As many as are asked for, each with a SIREN and a name of its own.</summary>
    public static IEnumerable<DemoCompany> Many(int count) => Enumerable.Range(0, count).Select(n => Of(
        10_000 + n, $"{Trades[n % Trades.Length]} {Names[n / Trades.Length % Names.Length]}{Place(n / (Trades.Length * Names.Length))}",
        Cities[n % Cities.Length]));

    private static string Place(int round) => round == 0 ? "" : $" {round + 1}";

    private static DemoCompany Of(int number, string name, string city) => new(Siren(number), name, city, 1 + number % 3);

    // Nine digits whose last one checks the others, in a range that no other company of the demo has.
    private static string Siren(int number)
    {
        var digits = $"71{number:000000}";
        var sum = digits.Select((c, i) => (c - '0') * (i % 2 == 0 ? 1 : 2)).Sum(d => d > 9 ? d - 9 : d);
        return $"{digits}{(10 - sum % 10) % 10}";
    }
}
