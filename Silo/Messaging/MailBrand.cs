namespace Silo.Messaging;

/// <summary>A brand's colours in mails, where neither style sheets nor <c>light-dark()</c> can be relied on: the values of the site's tokens.</summary>
public sealed record MailBrand(
    string Text, string Strong, string Fill, string Frame, string DarkText, string DarkStrong, string DarkFill, string DarkFrame, string Radius, string Corner)
{
    private static readonly MailBrand Orvane = new("#0c5460", "#083e48", "#0c5460", "#e9f0f0", "#74c8d1", "#9adbe2", "#1a7783", "#0d1315", "12px", "7px");
    private static readonly MailBrand Halbrane = new("#6b2b5c", "#4e1c43", "#6b2b5c", "#f2ecf1", "#e0a9d0", "#f0c8e4", "#985486", "#141015", "17px", "10px");

    /// <summary>Another name has the insurer's own colours.</summary>
    public static MailBrand Of(string name) => name == "halbrane" ? Halbrane : Orvane;
}
