using Grains.Interfaces.Employees.Imports;
using Grains.Text;

namespace Grains.Employees.Imports.Reading;

/// <summary>Which column is which in files of one kind, however people call it.</summary>
public sealed class ImportHeadings
{
    public const int MostColumns = 200;

    /// <summary>Among the first lines the headings are looked for: a title may stand above them.</summary>
    internal const int DeepestHeading = 10;

    /// <summary>A row of a sheet beyond is not looked at.</summary>
    internal const int DeepestRow = 2 * NewImport.MostLines;

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
        [ImportField.Email] = "email mail courriel adresseemail adressemail adressecourriel emailsalarie courrieldusalarie adresseelectronique emailpersonnel mailpersonnel courrielpersonnel adresseemailpersonnelle",
        [ImportField.Siret] = "siret etablissement siretetablissement siretdeletablissement numerosiret nsiret",
        [ImportField.College] = "college categorie categorieprofessionnelle codecollege statutcadre statut",
        [ImportField.Contract] = "contrat referencecontrat referenceducontrat numerocontrat numeroducontrat ncontrat contrats refcontrat",
        [ImportField.Option] = "option codeoption formule niveau options",
        [ImportField.HiredOn] = "datedembauche dateembauche embauche datedentree dateentree entree dateanciennete",
        [ImportField.EffectOn] = "datedeffet dateeffet effet dateaffiliation datedaffiliation debutaffiliation dateeffetaffiliation datedebut",
        [ImportField.WaiverEmail] = "emaildispense courrieldispense courrieldesdispenses emaildesdispenses maildispense courrielpourlesdispenses",
        [ImportField.LastDay] =
            "dernierjourducontrat dernierjour datedefindecontrat datedefinducontrat datefincontrat datefindecontrat findecontrat finducontrat datedefin datefin fin"
            + " datedesortie datesortie sortie datededepart datedepart depart datederupture datedelarupture datederadiation dateradiation findupreavis",
        [ImportField.Reason] =
            "motif motifdudepart motifdedepart motifdepart motifdelarupture motifderupture motifrupture motifdefindecontrat motifdefin motiffin motifdesortie"
            + " motifsortie motifderadiation codemotif codemotifderupture coderupture motifdsn codedsn",
    };

    private static readonly IReadOnlyList<ImportField> Naming = [ImportField.LastName, ImportField.FirstName, ImportField.BirthDate];

    private static readonly ImportHeadings Affiliations = new(
        [.. Known.Keys.Where(f => f is not (ImportField.LastDay or ImportField.Reason))], Naming,
        [.. Naming, ImportField.College, ImportField.HiredOn, ImportField.EffectOn]);

    private static readonly ImportHeadings Departures = new(
        [
            ImportField.Nir, .. Naming, ImportField.LastDay, ImportField.Reason, ImportField.Email, ImportField.Street, ImportField.PostCode, ImportField.City,
        ],
        [ImportField.Nir, .. Naming, ImportField.LastDay, ImportField.Reason], [ImportField.LastDay, ImportField.Reason]);

    private readonly Dictionary<string, ImportField> _byName;

    private ImportHeadings(IReadOnlyList<ImportField> fields, IReadOnlyList<ImportField> telling, IReadOnlyList<ImportField> needed)
    {
        (Fields, Telling, Needed) = (fields, telling, needed);
        _byName = fields.SelectMany(f => Known[f].Split(' ').Select(name => (name, f))).ToDictionary(k => k.name, k => k.f);
    }

    /// <summary>Those that are read, in the order of the model.</summary>
    public IReadOnlyList<ImportField> Fields { get; }

    /// <summary>Two of these make a row of headings.</summary>
    public IReadOnlyList<ImportField> Telling { get; }

    /// <summary>Without one of these no line can be done. Who leaves is named beside by a number, or by names and a birth date.</summary>
    public IReadOnlyList<ImportField> Needed { get; }

    public static ImportHeadings Of(ImportKind kind) => kind is ImportKind.Departures ? Departures : Affiliations;

    public ImportField FieldOf(string heading) => _byName.GetValueOrDefault(Folded(heading));

    internal bool AreHeadings(IReadOnlyList<string> cells) => cells.Select(FieldOf).Where(Telling.Contains).Distinct().Count() >= 2;

    /// <summary>A column that is missing; None for none.</summary>
    internal ImportField Missing(IReadOnlyCollection<ImportField> fields) =>
        Needed.Concat(fields.Contains(ImportField.Nir) ? [] : Naming).Except(fields).FirstOrDefault();

    private static string Folded(string heading) => heading.Length > 100 ? "" : new([.. SearchText.Normalize(heading).Where(char.IsLetterOrDigit)]);
}
