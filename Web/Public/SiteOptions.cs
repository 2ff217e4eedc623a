namespace Web.Public;

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

    /// <summary>Version of the terms of use that are accepted at registration.</summary>
    public string TermsVersion { get; set; } = "1";

    public string DataProtectionEmail { get; set; } = "";
}
