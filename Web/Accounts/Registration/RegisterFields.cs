namespace Web.Accounts.Registration;

/// <summary>How a field of a registration is drawn.</summary>
public sealed record RegisterField(string Name, string Label, string? Help = null, string? Hint = null, string Type = "text", string? Mode = null,
    string Complete = "off");

public static class RegisterFields
{
    private static readonly Dictionary<string, RegisterField> All = new RegisterField[]
    {
        new("siret", RegisterTexts.Siret, RegisterTexts.SiretHelp, Mode: "numeric"),
        new("contrat", RegisterTexts.Contrat, RegisterTexts.ContratHelp),
        new("siren", RegisterTexts.Siren, RegisterTexts.SirenHelp, Mode: "numeric"),
        new("numeroClient", RegisterTexts.NumeroClient, RegisterTexts.NumeroClientHelp, Mode: "numeric"),
        new("nom", RegisterTexts.Nom, Complete: "family-name"),
        new("prenom", RegisterTexts.Prenom, Complete: "given-name"),
        new("naissance", RegisterTexts.Naissance, Hint: RegisterTexts.NaissanceHint, Mode: "numeric", Complete: "bday"),
        new("numeroPersonne", RegisterTexts.NumeroPersonne, RegisterTexts.NumeroPersonneHelp),
        new("numeroEntreprise", RegisterTexts.NumeroEntreprise, RegisterTexts.NumeroEntrepriseHelp, Mode: "numeric"),
        new("fonction", RegisterTexts.Fonction, Complete: "organization-title"),
        new("telephone", RegisterTexts.Telephone, Type: "tel", Complete: "tel"),
        new("courriel", RegisterTexts.Courriel, Type: "email", Complete: "email"),
        new("piece", RegisterTexts.Kind),
    }.ToDictionary(f => f.Name);

    public static RegisterField Find(string name) => All[name];
}
