using Web.Employees.Imports;

namespace Web.Companies;

/// <summary>The pages that a choice of company may lead to, as addresses name them after the portal.</summary>
public static class CompanyPages
{
    public const string Home = "accueil";

    public const string NewRequest = "demandes/nouvelle";

    public const string Forms = "demarches";

    public const string Import = "salaries/importer";

    public const string ImportDepartures = $"{Import}/{ImportFileModel.ForDepartures}";

    // Those that show all companies at once as well.
    private static readonly IReadOnlyList<string> Wide = [Home, "demandes", "salaries", "salaries/dispenses"];

    private static readonly IReadOnlyList<string> Narrow =
        [NewRequest, Forms, Import, ImportDepartures, "univers/sante", "univers/prevoyance", "univers/retraite"];

    /// <summary>The page that was asked for; home instead of one that there is not.</summary>
    public static string Known(string? page) => Wide.Concat(Narrow).FirstOrDefault(p => p == page) ?? Home;

    public static bool ShowsAll(string page) => Wide.Contains(page);

    /// <summary>Where one chooses a company first.</summary>
    public static string Choose(string portal, string page) => $"/{portal}/entreprises/choisir?vers={Uri.EscapeDataString(page)}";
}
