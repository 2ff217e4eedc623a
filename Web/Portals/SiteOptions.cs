namespace Web.Portals;

/// <summary>Section <c>Site</c>: what the public pages say of the insurer.</summary>
public sealed class SiteOptions
{
    public string Insurer { get; set; } = "Orvane";

    public string Brand { get; set; } = "orvane";

    public string Phone { get; set; } = "";

    public string Email { get; set; } = "";

    public string Publisher { get; set; } = "";

    public string Director { get; set; } = "";

    public string Host { get; set; } = "";

    /// <summary>Folder with the insurer's own terms of use, a file a version; empty: those of the product.</summary>
    public string TermsFolder { get; set; } = "";

    public string DataProtectionEmail { get; set; } = "";
}
