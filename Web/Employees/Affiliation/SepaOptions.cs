namespace Web.Employees.Affiliation;

/// <summary>Section <c>Sepa</c>: who collects, beside the portal's insurer.</summary>
public sealed class SepaOptions
{
    /// <summary>Identifiant créancier SEPA.</summary>
    public string Ics { get; set; } = "";

    public string Address { get; set; } = "";
}
