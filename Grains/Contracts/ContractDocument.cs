namespace Grains.Contracts;

/// <param name="Kind">One of <see cref="Kinds"/>.</param>
/// <param name="Audience">Whom it is for, where that is not what its kind says.</param>
public sealed record ContractDocument(string Kind, int Version, DateOnly From, string File, string? Audience = null)
{
    public const string Employer = "E";
    public const string Both = "EA";

    /// <summary>Kinds, and who reads them: <c>E</c> the employer, <c>A</c> the insured.</summary>
    public static readonly IReadOnlyDictionary<string, string> Kinds = new Dictionary<string, string>
    {
        ["conditions-particulieres"] = Employer,
        ["tableau-garanties"] = Both,
        ["notice"] = Both,
        ["livret"] = Both,
        ["certificat-adhesion"] = Employer,
        ["avenant"] = Employer,
        ["acte"] = Employer,
        ["appel-cotisations"] = Employer,
        ["fiche-dsn"] = Employer,
        ["bulletin-individuel"] = Both,
    };

    public string ReadBy => Audience ?? Kinds.GetValueOrDefault(Kind, Employer);
}
