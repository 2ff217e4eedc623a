namespace Grains.Requests.Attestations;

/// <summary>Of whom a form attests something, at once, where the core system knows it.</summary>
public enum Attests
{
    /// <summary>Its author, an insured person: <c>document</c>, <c>personnes</c>, <c>annee</c>, <c>envoi</c>.</summary>
    Insured = 1,
    /// <summary>The company, or one of its employees: <c>type</c>, <c>contrat</c>, <c>date</c>, <c>salarie</c>, <c>destinataire</c>.</summary>
    Company = 2,
}
