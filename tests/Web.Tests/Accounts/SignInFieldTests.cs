using System.Net;
using Silo.Demo;
using Web.Tests.Fixtures;

namespace Web.Tests.Accounts;

/// <summary>What the sign-in says of its fields, and what it takes from them.</summary>
public sealed class SignInFieldTests(Site site) : IClassFixture<Site>, IAsyncLifetime
{
    private const string Door = "/multi-siren/connexion";
    private static int _people;
    private readonly Site _site = site;
    private DemoPerson _nora = null!;

    public async Task InitializeAsync() => _nora = await _site.Colleague($"nora-door{Interlocked.Increment(ref _people)}");

    public Task DisposeAsync() => Task.CompletedTask;

    [Theory]
    [InlineData("", "", "Écrivez votre identifiant.", "Écrivez votre mot de passe.")]
    [InlineData("nora", "", "Écrivez votre mot de passe.")]
    [InlineData(" \u200b", "secret", "Écrivez votre identifiant.")]
    public async Task Missing_fields_are_listed_by_the_page_itself_and_nothing_counts(string identifier, string password, params string[] sentences)
    {
        using var browser = _site.Stranger();
        var form = await browser.Read(Door);

        var page = await Answer.Of(await browser.Send(Door, await browser.Form(Door), ("identifier", identifier), ("password", password)));

        Assert.Matches("<form[^>]*action=\"/multi-siren/connexion\"[^>]*novalidate", form);
        var errors = page.Body[page.Body.IndexOf("class=\"errors\"", StringComparison.Ordinal)..];
        errors = WebUtility.HtmlDecode(errors[..errors.IndexOf("</section>", StringComparison.Ordinal)]);
        Assert.Equal(sentences.Length, errors.Split("<li>").Length - 1);
        Assert.All(sentences, s => Assert.Contains(s, errors, StringComparison.Ordinal));
    }

    [Fact]
    public async Task B9_Half_a_code_is_told_and_is_no_failure()
    {
        using var nora = _site.Stranger();
        await nora.TypePassword(_nora, DemoPeople.Password);

        var page = await Answer.Of(await nora.TypeCode(_nora, "12345"));

        Assert.Contains("Écrivez les six chiffres du code.", WebUtility.HtmlDecode(page.Body), StringComparison.Ordinal);
        Assert.Equal(0, await _site.Failures(_nora));
    }

    [Theory]
    [InlineData("{0} {1}")]
    [InlineData("{0}\u00a0{1}")]
    [InlineData(" {0}{1}")]
    public async Task B04_Code_is_taken_with_the_spaces_it_was_copied_with(string copied)
    {
        using var nora = _site.Stranger();
        await nora.TypePassword(_nora, DemoPeople.Password);
        var page = await nora.Read($"{Door}?etape=code");
        var code = await nora.MailedCode(_nora);
        var typed = string.Format(System.Globalization.CultureInfo.InvariantCulture, copied, code[..3], code[3..]);

        var entered = await nora.TypeCode(_nora, typed);

        var most = System.Text.RegularExpressions.Regex.Match(page, "name=\"code\"[^>]*maxlength=\"(\\d+)\"").Groups[1].Value;
        Assert.InRange(typed.Length, 0, int.Parse(most, System.Globalization.CultureInfo.InvariantCulture));
        Assert.EndsWith("/accueil", $"{entered.Headers.Location}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task B26_Address_is_known_with_the_invisible_characters_it_was_copied_with()
    {
        using var nora = _site.Stranger();

        var asked = await nora.TypePassword("multi-siren", $"\u202d{_nora.Email[..3]}\u200b{_nora.Email[3..]}.\u202c", DemoPeople.Password);

        Assert.Contains("etape=code", $"{asked.Headers.Location}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Identifier_is_filled_in_once_after_a_new_password()
    {
        const string questions = "/multi-siren/questions-secretes";
        const string forgot = "/multi-siren/mot-de-passe-oublie";
        const string choose = "/multi-siren/nouveau-mot-de-passe";
        using var nora = _site.Stranger();
        await nora.Send(forgot, await nora.Form(forgot), ("identifiant", _nora.Email));
        await nora.Send(questions, await nora.Form(questions), Registrant.Answers());

        var set = await Answer.Of(await nora.Send(choose, await nora.Form(choose), ("password", "Verger-Neuf-1790"), ("again", "Verger-Neuf-1790")));

        Assert.DoesNotContain(_nora.Email, set.Location, StringComparison.OrdinalIgnoreCase);
        Assert.Contains($"value=\"{_nora.Email}\"", await nora.Read(set.Location!), StringComparison.Ordinal);
        Assert.DoesNotContain(_nora.Email, await nora.Read(set.Location!), StringComparison.Ordinal);
    }
}
