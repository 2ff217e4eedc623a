using System.Net;
using Grains.Interfaces.Spaces;
using Silo.Demo;
using Tests.Fixtures;
using Web.Security;
using Web.Tests.Fixtures;

namespace Web.Tests.Access;

/// <summary>Row Z5 for every form, generated from the table: fields that a form does not have change nothing, and are noted.</summary>
public sealed class SurplusTests(Site site) : IClassFixture<Site>
{
    private static readonly (string Name, string Value)[] Surplus =
        [("Role", "Administrateur"), ("CompanyId", DemoPeople.Brumont.Key), ("Status", "Traitée"), ("EmailConfirmed", "true"), ("IsStaff", "valeur-tapée")];

    private readonly Site _site = site;

    [Fact]
    public async Task Z5_Surplus_of_every_form_is_noted_in_its_sender_s_journal_and_gives_nothing()
    {
        using var ousmane = await _site.SignIn(DemoPeople.Ousmane);
        using var claire = await _site.SignIn(DemoPeople.Claire);
        var before = await Rights();

        foreach (var (name, row) in Forms())
        {
            var (who, person) = row.Audience is Audience.Staff ? (claire, DemoPeople.Claire) : (ousmane, DemoPeople.Ousmane);
            var things = await Things.Of(_site, DemoPeople.Ousmane, DemoPeople.Quillevreuse, DemoPeople.Claire);
            var call = row.Call(things);
            var noted = await Noted(person);

            var answer = await Send(who, call);

            Assert.True(await Noted(person) == noted + 1, $"{name}: {answer.StatusCode}");
            // No more than so many wait at once, however many forms there are.
            await _site.Grains.GetGrain<ISpaceGrain>(things.Space).DecideMembership(
                DemoPeople.Ousmane.Caller, Site.Fresh(), things.MembershipRequest, null, "Non");
        }

        Assert.Equal(before, await Rights());
        var lines =
            await _site.Query<string>(
                $"SELECT {(TestStore.IsPostgres ? "string_agg(detail, '|')" : "group_concat(detail, '|')")} FROM journal WHERE action = 'form-surplus'");
        Assert.Contains("/Requests/Thread/Thread Message: CompanyId EmailConfirmed IsStaff Role Status", lines, StringComparison.Ordinal);
        // « role » is a field of that form.
        Assert.Contains("/Spaces/MembershipRequest: CompanyId EmailConfirmed IsStaff Status", lines, StringComparison.Ordinal);
        Assert.DoesNotContain("valeur-tapée", lines + _site.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Z5_Same_form_sent_a_hundred_times_is_one_line_of_the_journal()
    {
        using var nora = await _site.SignIn(DemoPeople.Nora);
        var form = await nora.Form("/multi-siren/profil");

        for (var i = 0; i < 100; i++)
            await nora.Send("/multi-siren/profil?handler=session", form with { Key = $"{i}" }, ("session", "x"), (i % 2 == 0 ? "Role" : "Staff", "1"));

        Assert.Equal(1, await Noted(DemoPeople.Nora));
    }

    [Fact]
    public async Task Z5_Stranger_s_surplus_is_a_line_of_the_log()
    {
        using var stranger = _site.Stranger();

        var answer =
            await stranger.Send("/multi-siren/connexion", await stranger.Form("/multi-siren/connexion"),
                [("identifier", "nora@maison.example"), ("password", "faux"), .. Surplus]);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("/Accounts/SignIn/SignIn fields that no form has: CompanyId EmailConfirmed IsStaff Role Status", _site.Log.Text,
            StringComparison.Ordinal);
        Assert.DoesNotContain("valeur-tapée", _site.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Z5_Forms_as_they_are_drawn_have_no_surplus()
    {
        using var irene = await _site.SignIn(DemoPeople.Irene);
        await irene.Say("2026-000003", "Bonjour");
        await irene.Send("/multi-siren/acces", await irene.Form("/multi-siren/profil"), ("espace", "x"), ("compte", "x"), ("role", "2"), ("reponse", "oui"));

        Assert.Equal(0, await Noted(DemoPeople.Irene));
    }

    /// <summary>Pages' forms of people who are signed in; the endpoints beside them read no field at all.</summary>
    private static IEnumerable<KeyValuePair<string, Row>> Forms() => Matrix.Rows.Where(r =>
        r.Key.StartsWith("POST ", StringComparison.Ordinal) && r.Value.Audience is (Audience.Customers or Audience.Staff)
        && !r.Key.EndsWith("/deconnexion", StringComparison.Ordinal) && !r.Key.EndsWith("/session", StringComparison.Ordinal)
        && !r.Key.EndsWith("/fichiers", StringComparison.Ordinal) && !r.Key.EndsWith("/pieces", StringComparison.Ordinal));

    private static async Task<HttpResponseMessage> Send(Visitor who, Call call)
    {
        var page = call.Path.StartsWith("/gestion", StringComparison.Ordinal) ? "/gestion/demandes" : "/multi-siren/profil";
        var form = await who.Form(page);
        return await who.Send(call.Path, form with { Key = FormOperations.NewKey() }, [.. call.Fields ?? [], .. Surplus]);
    }

    private Task<long> Noted(DemoPerson person) =>
        _site.Query<long>("SELECT count(*) FROM journal WHERE owner = @owner AND action = 'form-surplus'", ("@owner", person.Key));

    /// <summary>Who may do what, and who is in which company, but for those who asked to be let in.</summary>
    private async Task<string> Rights() => string.Join(' ',
        await _site.Query<long>("SELECT CAST(sum(role) AS BIGINT) FROM account_list"),
        await _site.Query<long>("SELECT count(*) FROM company_access WHERE account = @who", ("@who", DemoPeople.Ousmane.Key)),
        await _site.Query<long>("SELECT CAST(sum(role) AS BIGINT) FROM company_access WHERE account = @who", ("@who", DemoPeople.Ousmane.Key)));
}
