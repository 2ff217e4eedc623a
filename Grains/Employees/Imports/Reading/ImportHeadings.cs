using Grains.Interfaces.Employees.Imports;
using Grains.Text;

namespace Grains.Employees.Imports.Reading;

/// <summary>Which column is which, however people call it.</summary>
public static class ImportHeadings
{
    public const int MostColumns = 200;

    /// <summary>Among the first lines the headings are looked for: a title may stand above them.</summary>
    internal const int DeepestHeading = 10;

    /// <summary>A row of a sheet beyond is not looked at.</summary>
    internal const int DeepestRow = 2 * NewImport.MostLines;

    /// <summary>Without one of these nobody can be affiliated.</summary>
    public static readonly IReadOnlyList<ImportField> Needed =
        [ImportField.LastName, ImportField.FirstName, ImportField.BirthDate, ImportField.College, ImportField.HiredOn, ImportField.EffectOn];

    // Folded, without what is neither letter nor digit.
    private static readonly Dictionary<ImportField, string> Known = new()
    {
        [ImportField.Nir] =
            "nir numerodesecuritesociale numerosecuritesociale nsecuritesociale nosecuritesociale securitesociale numsecu numerosecu nss numeroinsee",
        [ImportField.Civility] = "civilite titre sexe genre",
        [ImportField.LastName] = "nom nomdenaissance nomnaissance nomdefamille nompatronymique nomsalarie nomdusalarie",
        [ImportField.UsualName] = "nomdusage nomusage nomusuel nommarital nomdepouse",
        [ImportField.FirstName] = "prenom prenoms prenomsalarie prenomdusalarie prenom1",
        [ImportField.BirthDate] = "datedenaissance datenaissance naissance neele nele datenaiss ddn",
        [ImportField.Street] = "adresse rue voie adresse1 numeroetvoie adresseligne1 adressepostale",
        [ImportField.PostCode] = "codepostal cp",
        [ImportField.City] = "ville commune localite",
        [ImportField.Email] = "email mail courriel adresseemail adressemail adressecourriel emailsalarie courrieldusalarie adresseelectronique",
        [ImportField.Siret] = "siret etablissement siretetablissement siretdeletablissement numerosiret nsiret",
        [ImportField.College] = "college categorie categorieprofessionnelle codecollege statutcadre statut",
        [ImportField.Contract] = "contrat referencecontrat referenceducontrat numerocontrat numeroducontrat ncontrat contrats refcontrat",
        [ImportField.Option] = "option codeoption formule niveau options",
        [ImportField.HiredOn] = "datedembauche dateembauche embauche datedentree dateentree entree dateanciennete",
        [ImportField.EffectOn] = "datedeffet dateeffet effet dateaffiliation datedaffiliation debutaffiliation dateeffetaffiliation datedebut",
        [ImportField.WaiverEmail] = "emaildispense courrieldispense courrieldesdispenses emaildesdispenses maildispense courrielpourlesdispenses",
    };

    private static readonly Dictionary<string, ImportField> ByName =
        Known.SelectMany(k => k.Value.Split(' ').Select(name => (name, k.Key))).ToDictionary(k => k.name, k => k.Key);

    public static ImportField FieldOf(string heading) => ByName.GetValueOrDefault(Folded(heading));

    internal static bool AreHeadings(IReadOnlyList<string> cells) =>
        cells.Select(FieldOf).Where(f => f is ImportField.LastName or ImportField.FirstName or ImportField.BirthDate).Distinct().Count() >= 2;

    private static string Folded(string heading) => heading.Length > 100 ? "" : new([.. SearchText.Normalize(heading).Where(char.IsLetterOrDigit)]);
}
