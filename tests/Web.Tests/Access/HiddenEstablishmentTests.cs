using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Grains.Commits;
using Grains.Interfaces.Requests;
using Grains.Interfaces.Spaces;
using Grains.Requests;
using Grains.Spaces;
using Orleans;
using Silo.Demo;
using Web.Tests.Fixtures;

namespace Web.Tests.Access;

/// <summary>
/// Rows Z1, Z2 and Z9 of the security checklist for an establishment that a space hides and for a universe that a member does not read: what concerns
/// them does not exist.
/// </summary>
public sealed class HiddenEstablishmentTests(Site site) : IClassFixture<Site>
{
    private const string List = "/multi-siren/demandes";
    private const string Word = "Secret";
    private static readonly string Space = $"{DemoPeople.Portal}/brumont";
    private readonly Site _site = site;
    // Each test has one of its own.
    private readonly string _siret = $"{DemoPeople.Brumont.Siren}{Random.Shared.Next(100_000):D5}";

    [Fact]
    public async Task Z2_Request_on_a_hidden_site_is_nowhere_and_comes_back_unread_as_it_was()
    {
        var things = await OnTheSite();
        using var browser = await _site.SignIn(await _site.Colleague("cachee"));
        var unknown = Things.Unknown(DemoPeople.Portal);
        var before = await Look(browser, things);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK, true, true), (before.Page, before.File, before.Listed, before.Found));

        await Change(new Upsert(new SpaceUntickedRow(Space, _siret)));

        var hidden = await Look(browser, things);
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound, false, false), (hidden.Page, hidden.File, hidden.Listed, hidden.Found));
        Assert.Equal(before.Unread - 1, hidden.Unread);
        var page = await Answer.Of(await browser.Fragment($"{List}/{things.Number}"));
        var none = await Answer.Of(await browser.Fragment($"{List}/{unknown.Number}"));
        Assert.Equal((none.Status, none.Bare(unknown.Words)), (page.Status, page.Bare(things.Words)));

        await Change(Delete.Of<SpaceUntickedRow>(Space, _siret));

        Assert.Equal(before, await Look(browser, things));
    }

    [Fact]
    public async Task Author_of_an_open_request_reads_that_its_site_is_hidden_and_nothing_else()
    {
        const string sentence = "Établissement masqué par votre administrateur.";
        var things = await OnTheSite();
        using var nora = await _site.SignIn(DemoPeople.Nora);
        using var colleague = await _site.SignIn(await _site.Colleague("voisine"));
        var page = $"{List}/{things.Number}";
        Assert.DoesNotContain(sentence, await Told(nora), StringComparison.Ordinal);

        await Change(new Upsert(new SpaceUntickedRow(Space, _siret)));

        var hidden = await Told(nora);
        Assert.Contains(sentence, hidden, StringComparison.Ordinal);
        Assert.DoesNotContain(things.Number, hidden, StringComparison.Ordinal);
        Assert.DoesNotContain(Word, hidden, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, await nora.StatusOf(page));
        Assert.DoesNotContain(things.Number, await nora.Read(List), StringComparison.Ordinal);
        Assert.DoesNotContain(sentence, await Told(colleague), StringComparison.Ordinal);
        // What is done with does not exist.
        Assert.True((await _site.Grains.GetGrain<IRequestGrain>(things.Request).Close(DemoPeople.Claire.Caller, Site.Fresh(), "Répondu")).Ok);
        Assert.DoesNotContain(sentence, await Told(nora), StringComparison.Ordinal);

        async Task<string> Told(Visitor visitor) => System.Net.WebUtility.HtmlDecode(await (await visitor.Client.GetAsync(page)).Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Z2_Link_hears_nothing_more_of_a_request_whose_site_was_hidden()
    {
        var things = await OnTheSite();
        using var browser = await _site.SignIn(await _site.Colleague("muette"));
        await using var link = await HubLink.Open(browser);
        Assert.Null(await link.Watch($"request/{things.Request}"));

        await Change(new Upsert(new SpaceUntickedRow(Space, _siret)));
        var posted = await _site.Grains.GetGrain<IRequestGrain>(things.Request).Post(DemoPeople.Claire.Caller, Site.Fresh(), new NewMessage("Bonjour", []));

        Assert.True(posted.Ok);
        Assert.NotNull(await link.Watch($"request/{things.Request}"));
        Assert.DoesNotContain(link.Raw, r => r.Contains("change", StringComparison.Ordinal) && r.Contains(things.Request, StringComparison.Ordinal));
        await Change(Delete.Of<SpaceUntickedRow>(Space, _siret));
        Assert.Null(await link.Watch($"request/{things.Request}"));
    }

    [Theory]
    [InlineData(UniverseRights.ReadHealth, HttpStatusCode.NotFound, false)]
    [InlineData(UniverseRights.ReadProvident, HttpStatusCode.OK, false)]
    [InlineData(UniverseRights.ReadProvident | UniverseRights.ActProvident, HttpStatusCode.OK, true)]
    public async Task Z1_Request_is_read_and_answered_by_the_rights_on_its_universe(UniverseRights rights, HttpStatusCode expected, bool mayWrite)
    {
        var things = await OnTheSite();
        var colleague = await _site.Colleague($"droits-{(int)rights}");
        await Change(new Upsert(SpaceMemberRow.Of(Space, new SpaceMember
        {
            Member = colleague.Key, Account = colleague.Key, Role = SpaceRole.Collaborateur, Whole = true, Rights = rights,
        })));
        using var browser = await _site.SignIn(colleague);

        var seen = await Look(browser, things);

        var reads = expected is HttpStatusCode.OK;
        Assert.Equal((expected, expected, reads, reads), (seen.Page, seen.File, seen.Listed, seen.Found));
        if (reads)
            Assert.Equal(mayWrite, (await browser.Read($"{List}/{things.Number}")).Contains("data-composer", StringComparison.Ordinal));
        var sent = await browser.Send($"{List}/{things.Number}?handler=message", await browser.Form($"{List}/nouvelle"), ("text", "Bonjour"));
        Assert.Equal(mayWrite ? HttpStatusCode.SeeOther : HttpStatusCode.NotFound, sent.StatusCode);
    }

    private async Task<(HttpStatusCode Page, HttpStatusCode File, bool Listed, bool Found, int Unread)> Look(Visitor browser, Things things)
    {
        var badge = await Answer.Of(await browser.Fragment($"/multi-siren/fragments/badge"));
        return (await browser.StatusOf($"{List}/{things.Number}"), await browser.StatusOf($"/multi-siren/fichiers/{things.File}"),
            (await browser.Read(List)).Contains(things.Number, StringComparison.Ordinal),
            (await browser.Read($"{List}?q={Word}+maison")).Contains(things.Number, StringComparison.Ordinal),
            Regex.Match(badge.Body, @"\d+") is { Success: true } n ? int.Parse(n.Value) : 0);
    }

    // As a form of Prévoyance that asks for the establishment would have made it.
    private async Task<Things> OnTheSite()
    {
        var things = await Things.Of(_site, DemoPeople.Nora, DemoPeople.Brumont, DemoPeople.Claire);
        var stored = (await _site.Store.Load($"request/{things.Request}"))!.Value;
        var state = JsonSerializer.Deserialize<RequestState>(stored.State.Span, GrainState.Json)! with
        {
            Universes = UniverseRights.ReadProvident,
            Siret = _siret,
        };
        await Commit($"request/{things.Request}", stored.Version, JsonSerializer.SerializeToUtf8Bytes(state, GrainState.Json),
            new Upsert(state.ListRow(things.Request, stored.Version + 1)));
        return things;
    }

    private async Task Change(Effect effect)
    {
        var stored = (await _site.Store.Load($"space/{Space}"))!.Value;
        await Commit($"space/{Space}", stored.Version, stored.State, effect, new Notify($"space/{Space}"));
    }

    private async Task Commit(string grain, long version, ReadOnlyMemory<byte> state, params Effect[] effects) => Assert.Equal(
        CommitVerdict.Committed,
        (await _site.Store.Commit(new CommitUnit(grain, version, state, Condition.None, null, effects, DateTimeOffset.UtcNow))).Verdict);
}
