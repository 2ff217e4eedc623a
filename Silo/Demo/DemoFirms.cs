namespace Silo.Demo;

/// <summary>A company of a portal other than the one for several, and who administrates it.</summary>
/// <param name="Unticked">Establishments that they do not want to see.</param>
public sealed record DemoFirm(DemoCompany Company, DemoPerson Founder, params IReadOnlyList<string> Unticked)
{
    public string Space => $"{Company.Portal}/{Founder.Key}";
}

public static class DemoFirms
{
    private const string HautVernay = "Société d’aménagement, d’entretien et de mise en valeur des berges et des chemins du Haut-Vernay";

    public static IReadOnlyList<DemoFirm> All { get; } =
    [
        new(new("339582413", HautVernay, "Vernay-le-Haut", 3, "entreprise"), DemoPeople.Solene, "33958241300037"),
        new(new("924708357", "Imprimerie Lestacq", "Bellerive", 1, "representant"), DemoPeople.Aurelien),
        new(new("465713022", "Cartonneries du Val-d’Ombre", "Ombre-le-Val", 3, "employeur"), DemoPeople.Fatoumata),
    ];
}
