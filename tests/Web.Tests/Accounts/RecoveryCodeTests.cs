using System.Net;
using Silo.Demo;
using Web.Accounts.Recovery;
using Web.Tests.Fixtures;

namespace Web.Tests.Accounts;

/// <summary>Rows B15, C7, C11 and C13 over HTTP, in a portal that wants a code after the secret questions.</summary>
public sealed class RecoveryCodeTests : IDisposable
{
    private const string Forgot = "/multi-siren/mot-de-passe-oublie";
    private const string ForgotIdentifier = "/multi-siren/identifiant-oublie";
    private const string Questions = "/multi-siren/questions-secretes";
    private const string CodePage = $"{Questions}/code";
    private const string NewPassword = "/multi-siren/nouveau-mot-de-passe";
    private readonly Site _site = new(new Dictionary<string, string> { ["Portals:4:Policy:SecretQuestions"] = "WithCode" });

    public void Dispose() => _site.Dispose();

    [Fact]
    public async Task Answers_then_the_code_open_a_new_password_and_sign_nobody_in()
    {
        using var nora = _site.Stranger();
        await nora.Send(Forgot, await nora.Form(Forgot), ("identifiant", DemoPeople.Nora.Email));

        var answered = await Answer(nora);
        var page = await nora.Ask(answered.Location!);
        var entered = await Code(nora, await nora.MailedCode(DemoPeople.Nora));

        Assert.Equal(CodePage, answered.Location);
        Assert.DoesNotContain("connexion", (await Registrant.Mail(_site, DemoPeople.Nora.Email, "votre code pour retrouver l’accès")).Subject,
            StringComparison.Ordinal);
        Assert.Contains("n•", page.Body, StringComparison.Ordinal);
        Assert.Matches("autocomplete=\"one-time-code\"", page.Body);
        Assert.Equal(NewPassword, entered.Location);
        Assert.Null(nora.Cookie("session"));
        var set = await nora.Send(NewPassword, await nora.Form(NewPassword), ("password", "Verger-Neuf-1790"), ("again", "Verger-Neuf-1790"));
        Assert.EndsWith("fin=nouveau", set.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Equal(Forgot, (await nora.Ask(CodePage)).Location);
    }

    [Fact]
    public async Task Identifier_is_shown_after_the_code_and_opens_no_password()
    {
        using var nora = _site.Stranger();
        await nora.Send(ForgotIdentifier, await nora.Form(ForgotIdentifier), ("siren", "812 345 676"), ("nom", "VASSELIN"), ("prenom", "nora"));

        var answered = await Answer(nora);
        var code = await nora.MailedCode(DemoPeople.Nora);
        var wrong = await Code(nora, code == "000000" ? "000001" : "000000");
        var shown = await Code(nora, code);

        Assert.DoesNotContain(DemoPeople.Nora.Email, answered.Body + wrong.Body, StringComparison.Ordinal);
        Assert.Contains("role=\"alert\"", wrong.Body, StringComparison.Ordinal);
        Assert.Contains(DemoPeople.Nora.Email, shown.Body, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Gone, await nora.StatusOf(NewPassword));
        Assert.Equal(1, await _site.Failures(DemoPeople.Nora));
    }

    [Fact]
    public async Task B15_C11_Codes_serve_on_their_own_page_only()
    {
        using var nora = _site.Stranger();
        await nora.Send(Forgot, await nora.Form(Forgot), ("identifiant", DemoPeople.Nora.Email));
        await Answer(nora);
        var back = await nora.MailedCode(DemoPeople.Nora);
        await _site.Advance(TimeSpan.FromSeconds(31));
        await nora.TypePassword(DemoPeople.Nora, DemoPeople.Password);
        await Eventually.True(async () => await nora.MailedCode(DemoPeople.Nora) != back);
        var signIn = await nora.MailedCode(DemoPeople.Nora);

        var atTheDoor = await nora.TypeCode(DemoPeople.Nora, back);
        var onTheWay = await Code(nora, signIn);

        Assert.Equal(HttpStatusCode.OK, atTheDoor.StatusCode);
        Assert.Null(nora.Cookie("session"));
        Assert.Contains("role=\"alert\"", onTheWay.Body, StringComparison.Ordinal);
        Assert.Equal(2, await _site.Failures(DemoPeople.Nora));
        Assert.Equal(NewPassword, (await Code(nora, back)).Location);
    }

    [Fact]
    public async Task C13_Wrong_answers_and_unknown_people_get_one_page_and_no_code()
    {
        async Task<string> Refused(string identifier)
        {
            using var browser = _site.Stranger();
            await browser.Send(Forgot, await browser.Form(Forgot), ("identifiant", identifier));
            var refused = await Answer(browser, "x");
            Assert.Equal(Forgot, (await browser.Ask(CodePage)).Location);
            return string.Join('\n', refused.Status, refused.BareHeaders(), refused.BareCookies(), refused.Bare());
        }

        Assert.Equal(await Refused(DemoPeople.Hugues.Email), await Refused(new string('x', DemoPeople.Hugues.Email.Length)));
        Assert.Equal(0, await _site.Query<long>("SELECT count(*) FROM job WHERE key LIKE 'code/%'"));
    }

    [Fact]
    public async Task Another_code_waits_its_time_and_replaces_the_first()
    {
        using var nora = _site.Stranger();
        await nora.Send(Forgot, await nora.Form(Forgot), ("identifiant", DemoPeople.Nora.Email));
        await Answer(nora);
        var first = await nora.MailedCode(DemoPeople.Nora);

        Assert.Contains("Un nouveau code pourra partir dans", (await Again()).Body, StringComparison.Ordinal);
        await _site.Advance(TimeSpan.FromSeconds(31));
        Assert.Equal(CodePage, (await Again()).Location);
        await Eventually.True(async () => await nora.MailedCode(DemoPeople.Nora) != first);

        Assert.Contains("role=\"alert\"", (await Code(nora, first)).Body, StringComparison.Ordinal);
        Assert.Equal(NewPassword, (await Code(nora, await nora.MailedCode(DemoPeople.Nora))).Location);

        async Task<Answer> Again() => await Fixtures.Answer.Of(await nora.Send($"{CodePage}?handler=renvoyer", await nora.Form(CodePage)));
    }

    private static async Task<Answer> Answer(Visitor who, string prefix = "") =>
        await Fixtures.Answer.Of(await who.Send(Questions, await who.Form(Questions), Registrant.Answers(a => prefix + a)));

    private static async Task<Answer> Code(Visitor who, string code) =>
        await Fixtures.Answer.Of(await who.Send($"{CodePage}?handler=code", await who.Form(CodePage), ("code", code)));
}
