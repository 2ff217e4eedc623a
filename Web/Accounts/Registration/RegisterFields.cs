namespace Web.Accounts.Registration;

/// <summary>How a field of a registration is drawn.</summary>
/// <param name="Missing">What to do when it is empty.</param>
public sealed record RegisterField(string Name, string Label, string Missing, string? Help = null, string? Hint = null, string Type = "text", string? Mode = null,
    string Complete = "off");

public static class RegisterFields
{
    private static readonly Dictionary<string, RegisterField> All = new RegisterField[]
    {
        new("siret", RegisterTexts.Siret, RegisterTexts.SiretMissing, RegisterTexts.SiretHelp, Mode: "numeric"),
        new("contrat", RegisterTexts.Contrat, RegisterTexts.ContratMissing, RegisterTexts.ContratHelp),
        new("siren", RegisterTexts.Siren, RegisterTexts.SirenMissing, RegisterTexts.SirenHelp, Mode: "numeric"),
        new("numeroClient", RegisterTexts.NumeroClient, RegisterTexts.NumeroClientMissing, RegisterTexts.NumeroClientHelp, Mode: "numeric"),
        new("nom", RegisterTexts.Nom, RegisterTexts.NomMissing, Complete: "family-name"),
        new("prenom", RegisterTexts.Prenom, RegisterTexts.PrenomMissing, Complete: "given-name"),
        new("naissance", RegisterTexts.Naissance, RegisterTexts.NaissanceMissing, Hint: RegisterTexts.NaissanceHint, Mode: "numeric", Complete: "bday"),
        new("numeroPersonne", RegisterTexts.NumeroPersonne, RegisterTexts.NumeroPersonneMissing, RegisterTexts.NumeroPersonneHelp),
        new("numeroEntreprise", RegisterTexts.NumeroEntreprise, RegisterTexts.NumeroEntrepriseMissing, RegisterTexts.NumeroEntrepriseHelp, Mode: "numeric"),
        new("fonction", RegisterTexts.Fonction, RegisterTexts.FonctionMissing, Complete: "organization-title"),
        new("telephone", RegisterTexts.Telephone, RegisterTexts.TelephoneMissing, Type: "tel", Complete: "tel"),
        new("courriel", RegisterTexts.Courriel, RegisterTexts.CourrielMissing, Type: "email", Complete: "email"),
        new("piece", RegisterTexts.Kind, RegisterTexts.KindFault),
    }.ToDictionary(f => f.Name);

    public static RegisterField Find(string name) => All[name];
}
