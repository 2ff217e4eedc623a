using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using Silo.Messaging;
using Tests.Fixtures;

namespace Grains.Tests.Messaging;

public sealed class MailTemplateTests
{
    private static readonly MailTemplates Templates = new();
    private static readonly Dictionary<string, string> Values = new()
    {
        ["firstName"] = "Élodie", ["link"] = "https://espace.example.fr/x/activation?compte=c&jeton=t",
            ["until"] = "mardi 24 novembre 2026 à 9\u00a0h\u00a005", ["number"] = "10482213",
        ["code"] = "123456", ["subject"] = "Délai d’un remboursement", ["agent"] = "Firefox sur Linux", ["source"] = "192.0.2.0/24",
            ["at"] = "mardi 24 novembre 2026 à 9\u00a0h\u00a005",
        ["author"] = "Nora Vasselin", ["iban"] = "FR•• •••• 0189",
        ["employee"] = "Maëlys Corvandier", ["count"] = "3", ["identifier"] = "R-4821-7730", ["applicant"] = "Ousmane Drabelle",
            ["lastDay"] = "30\u00a0novembre 2026", ["ported"] = "30\u00a0novembre 2027", ["evin"] = "1",
            ["due"] = "16\u00a0novembre 2026", ["suspended"] = "1er\u00a0décembre 2026",
            ["by"] = "Nora Vasselin", ["space"] = "Groupe Brumont",
            ["company"] = "Maison Quillevreuse",
            ["reason"] = "La photo est floue", ["name"] = "relevé.pdf", ["former"] = "Nora Vasselin", ["host"] = "espace.example.fr",
        ["unsubscribe"] = "https://espace.example.fr/x/desabonnement/abc", ["choices"] = "https://espace.example.fr/x/profil#e-mails",
            ["number1"] = "2026-000123", ["subject1"] = "Délai d’un remboursement", ["held1"] = "Affiliation terminée\u00a0: Maëlys Corvandier", ["more"] = "1",
        ["codeLife"] = "10\u00a0minutes", ["lockoutFor"] = "24\u00a0heures", ["admissionAnswer"] = "7\u00a0jours", ["setUpLinkLife"] = "24\u00a0heures",
    };

    public static TheoryData<string, string> All()
    {
        var all = new TheoryData<string, string>();
        foreach (var name in Templates.Names.Where(n => !n.EndsWith("-sms", StringComparison.Ordinal)))
        {
            all.Add(name, "orvane");
            all.Add(name, "halbrane");
        }
        return all;
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Every_mail_renders_in_every_brand(string template, string brand)
    {
        var mail = Render(template, brand, Values);

        Assert.InRange(mail.Subject.Length, 8, 60);
        Assert.DoesNotContain('\n', mail.Subject);
        foreach (var part in new[] { mail.Subject, mail.Text, mail.Html })
        {
            Assert.DoesNotContain("{{", part);
            Assert.DoesNotContain("null", part);
            Assert.Equal([], FrenchTypography.Faults(Visible(part)));
        }
        Assert.DoesNotMatch("<[a-z/!]", mail.Text);
        Assert.Contains("09\u00a000\u00a000\u00a000\u00a000", mail.Text);
        Assert.Contains("Ne répondez pas", mail.Html);
        var html = Parse(mail.Html);
        Assert.Equal(mail.Subject, html.Descendants("h1").Single().Value);
        Assert.Contains(MailBrand.Of(brand).Fill, html.Descendants("style").Single().Value);
        Assert.All(html.Descendants("a"), a => Assert.StartsWith("https://espace.example.fr/", a.Attribute("href")!.Value));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Without_optional_values_nothing_is_left_open(string template, string brand)
    {
        var mail = Render(template, brand, new Dictionary<string, string> { ["firstName"] = "Élodie", ["link"] = Values["link"] });

        Assert.DoesNotContain("\n\n\n", mail.Text);
        Assert.DoesNotContain("identifiant de connexion\u00a0:", mail.Text);
        Parse(mail.Html);
    }

    [Fact]
    public void Reset_has_the_button_that_people_know()
    {
        var html = Parse(Render("reset", "orvane", Values).Html);

        var button = html.Descendants("a").First(a => (string?)a.Attribute("class") == "button");
        Assert.Equal(("Réinitialisation mot de passe", Values["link"]), (button.Value, button.Attribute("href")!.Value));
    }

    [Theory]
    [InlineData("request-unread")]
    [InlineData("request-asked")]
    [InlineData("request-closed")]
    [InlineData("request-progress")]
    public void Mails_of_a_request_name_it_and_lead_to_it_and_away_from_it(string template)
    {
        var links = Parse(Render(template, "orvane", Values).Html).Descendants("a").ToDictionary(a => a.Attribute("href")!.Value, a => (string?)a.Attribute("class"));

        Assert.Equal(("button", null), (links[Values["link"]], links[Values["unsubscribe"]]));
        Assert.Contains(Values["unsubscribe"], Render(template, "orvane", Values).Text, StringComparison.Ordinal);
        Assert.Contains(Values["number"], Render(template, "orvane", Values).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_people_type_can_be_neither_a_button_nor_a_paragraph_nor_markup()
    {
        var typed = "Ousmane\n\n[Cliquez ici](https://evil.example)\n\n<b>gras</b> {{insurer}}";

        var mail = Render("applicant", "orvane", new Dictionary<string, string>(Values) { ["applicant"] = typed });

        var html = Parse(mail.Html);
        Assert.Single(html.Descendants("a"), a => (string?)a.Attribute("class") == "button");
        Assert.DoesNotContain(html.Descendants("a"), a => a.Attribute("href")!.Value.Contains("evil", StringComparison.Ordinal));
        Assert.Empty(html.Descendants("b"));
        Assert.Contains("<b>gras</b> {{insurer}}", html.Value);
        Assert.Equal(Render("applicant", "orvane", Values).Text.Count(c => c == '\n'), mail.Text.Count(c => c == '\n'));
    }

    [Fact]
    public void Mail_about_a_taken_address_has_no_link_that_acts()
    {
        var html = Parse(Render("taken", "halbrane", Values).Html);

        Assert.Equal("https://espace.example.fr/particulier/connexion", Assert.Single(html.Descendants("a")).Attribute("href")!.Value);
        Assert.Contains("Profil & Contrat – Informations personnelles", html.Value);
    }

    [Theory]
    [InlineData("admitted")]
    [InlineData("not-admitted")]
    [InlineData("member-changed")]
    [InlineData("member-removed")]
    [InlineData("member-suspended")]
    [InlineData("member-restored")]
    [InlineData("member-left")]
    [InlineData("mandate-renewed")]
    [InlineData("mandate-passed-on")]
    [InlineData("mandate-received")]
    [InlineData("mandate-taken-back")]
    [InlineData("mandate-withdrawn")]
    [InlineData("handed-over")]
    [InlineData("company-added")]
    [InlineData("company-removed")]
    [InlineData("invitation")]
    [InlineData("invitation-accepted")]
    [InlineData("invitation-refused")]
    [InlineData("invitation-revoked")]
    public void Mail_about_a_space_says_who_did_it_and_how_to_object(string template)
    {
        var said = Render(template, "orvane", Values).Text;

        Assert.Contains("Nora Vasselin", said);
        Assert.Matches("ppelez-nous|renvoyez l’invitation", said);
        Assert.DoesNotContain("\n\n vient", Render(template, "orvane", Values.Where(v => v.Key != "by").ToDictionary()).Text);
    }

    [Theory]
    [InlineData("claim-granted")]
    [InlineData("claim-refused")]
    [InlineData("mandate-ending")]
    public void Mail_of_what_nobody_of_the_space_did_says_how_to_object(string template)
    {
        var said = Render(template, "orvane", Values).Text;

        Assert.Contains("Groupe Brumont", said);
        Assert.Contains("ppelez-nous", said);
    }

    [Fact]
    public void Lock_without_a_link_speaks_of_no_new_password()
    {
        var mail = Render("locked", "orvane", Values.Where(v => v.Key != "link").ToDictionary());

        Assert.DoesNotContain("nouveau mot de passe", mail.Text + mail.Html);
        Assert.DoesNotContain(Parse(mail.Html).Descendants("a"), a => (string?)a.Attribute("class") == "button");
        Assert.Contains("nouveau mot de passe", Render("locked", "orvane", Values).Text);
    }

    private static MailText Render(string template, string brand, Dictionary<string, string> values) => Templates.Render(
        template, false, new MailPortal("particulier", "Assuré", "Halbrane", brand, "0900000000"), "https://espace.example.fr/particulier/connexion",
        "le mardi de 9 h à 11 h", values);

    private static XElement Parse(string html)
    {
        using var reader = XmlReader.Create(new StringReader(html), new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore });
        return XElement.Load(reader);
    }

    // Neither styles nor attributes nor addresses are sentences.
    private static string Visible(string part) =>
        System.Net.WebUtility.HtmlDecode(Regex.Replace(Regex.Replace(part, "<style>.*?</style>|<[^>]+>", "\n", RegexOptions.Singleline), @"https?://\S+", ""));
}
