using System.Globalization;
using System.Net;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using Grains.Interfaces.Spaces;
using Grains.Spaces;
using Silo.Demo;
using Web.Requests.Notices;
using Web.Tests.Fixtures;

namespace Web.Tests.Requests;

/// <summary>« Notifications »: « Tout marquer comme lu » reads what was there when the page was drawn.</summary>
public sealed partial class NoticePageTests(Site site) : IClassFixture<Site>
{
    private const string Page = $"/{DemoPeople.Portal}/notifications";

    [Fact]
    public async Task Marking_all_as_read_leaves_nothing_new_and_no_count()
    {
        using var nora = await site.SignIn(DemoPeople.Nora);
        var before = await nora.Read(Page);
        Assert.Contains("chip new", before, StringComparison.Ordinal);

        var answer = await nora.Do(Page, "lues");

        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        var after = await nora.Read(Page);
        Assert.DoesNotContain("chip new", after, StringComparison.Ordinal);
        Assert.Contains("data-notice", after, StringComparison.Ordinal);
        Assert.Contains("data-unread=\"0\"", await nora.Read($"/{DemoPeople.Portal}/fragments/badge"), StringComparison.Ordinal);
        var unread = await nora.Read($"{Page}?vue=non-lues");
        Assert.DoesNotMatch("data-notice=\"[0-9]", unread);
        Assert.Equal(unread.Contains("data-waits", StringComparison.Ordinal), !unread.Contains("Tout est lu", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_waits_for_an_answer_stands_there_for_who_gives_it_until_it_is_given()
    {
        const string notice = "data-notice=\"acces.multi-siren/brumont.c-attend\"";
        using var nora = await site.SignIn(DemoPeople.Nora);
        using var hugues = await site.SignIn(DemoPeople.Hugues);
        await Execute("""
            INSERT INTO space_applicant (space, account, company, name, asked_at)
            SELECT 'multi-siren/brumont', 'c-attend', 'multi-siren/812345676', 'Octave Brivelin', max(x.at) + 1 FROM entry x
            """);

        var (all, unread) = (await nora.Read(Page), await nora.Read($"{Page}?vue=non-lues"));
        foreach (var page in new[] { all, unread, await (await nora.Fragment(Page)).Content.ReadAsStringAsync() })
        {
            Assert.Contains(notice, page, StringComparison.Ordinal);
            Assert.Contains("<bdi>Octave Brivelin</bdi> demande l’accès à votre espace", WebUtility.HtmlDecode(page), StringComparison.Ordinal);
            Assert.Matches("href=\"/multi-siren/accueil[^\"#]*#acces\"", page);
        }
        Assert.Matches("data-watch=\"[^\"]*space/multi-siren/brumont", all);
        Assert.Contains("id=\"acces\"", await nora.Read($"/{DemoPeople.Portal}/accueil"), StringComparison.Ordinal);
        Assert.DoesNotContain(notice, await hugues.Read(Page), StringComparison.Ordinal);
        Assert.DoesNotContain(notice, await Marked(), StringComparison.Ordinal);

        await Execute("DELETE FROM space_applicant WHERE account = 'c-attend'");
        Assert.DoesNotContain(notice, await nora.Read(Page), StringComparison.Ordinal);

        // Marking all as read answers nothing.
        async Task<string> Marked()
        {
            await nora.Do(Page, "lues");
            return (await nora.Read(Page)).Contains(notice, StringComparison.Ordinal) ? "" : notice;
        }
    }

    [Fact]
    public void Each_kind_of_answer_has_a_line_of_its_own_and_one_s_own_claim_has_none()
    {
        InvitationSummary Invited(string space, SpaceRole role) => new() { Space = space, SpaceName = space, Member = "m", Role = role, AskedBy = "Irène Valmorin" };
        var lines = NoticeLine.Of("/p/", new(
            [Invited("p/a", SpaceRole.Collaborateur), Invited("p/b", SpaceRole.ExpertComptable)],
            [new() { Space = "p/a", Account = "x", Name = "Octave" }, new() { Space = "p/b", Account = "x", Name = "Octave" }],
            [new() { Space = "p/a", Account = "me" }, new() { Space = "p/a", Account = "x", Name = "Octave" }],
            [new() { Employee = "p/e", Company = "p/812345676", AskedAt = DateTimeOffset.UnixEpoch }]), "me").ToList();

        Assert.Equal(["/p/accueil#invitations", "/p/accueil#invitations", "/p/accueil#acces", "/p/accueil#acces", "/p/administrateur", "/p/salaries/dispenses?entreprise=812345676"],
            lines.Select(l => l.Address));
        Assert.Equal(lines.Count, lines.Select(l => l.Key).Distinct().Count());
        Assert.All(lines, l => Assert.True(l.Waits));
        Assert.Contains("invite", Said(lines[0]), StringComparison.Ordinal);
        Assert.Contains("mandat", Said(lines[1]), StringComparison.Ordinal);

        static string Said(NoticeLine line)
        {
            using var said = new StringWriter();
            line.Said.WriteTo(said, HtmlEncoder.Default);
            return said.ToString();
        }
    }

    private async Task Execute(string sql)
    {
        await using var database = await site.Database();
        await using var command = database.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    [Fact]
    public async Task Many_come_page_by_page_the_newest_first_and_end_with_the_two_hundredth()
    {
        using var hugues = await site.SignIn(DemoPeople.Hugues);
        await using (var database = await site.Database())
        await using (var command = database.CreateCommand())
        {
            command.CommandText =
                """
                INSERT INTO entry (request, tick, seq, kind, staff, author, author_name, text, at)
                WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 230)
                SELECT r.request, r.last_tick + n.i, NULL, 2, 1, 'x', 'Claire Montbrel', '', r.news_at + n.i
                FROM n CROSS JOIN request_list r WHERE r.request = (
                  SELECT q.request FROM request_list q WHERE q.company = 'multi-siren/812345676' AND q.news_at IS NOT NULL ORDER BY q.news_at DESC LIMIT 1);
                UPDATE request_list SET last_tick = last_tick + 230, customer_news = last_tick + 230, news_at = news_at + 230 WHERE request IN (
                  SELECT x.request FROM entry x WHERE x.author = 'x')
                """;
            await command.ExecuteNonQueryAsync();
        }

        List<string> keys = [];
        for (var page = Page; page is not null;)
        {
            var drawn = await hugues.Read(page);
            var here = Key().Matches(drawn).Select(m => m.Groups[1].Value).ToList();
            Assert.InRange(here.Count, 1, 50);
            keys.AddRange(here);
            page = Older().Match(drawn) is { Success: true } next ? WebUtility.HtmlDecode(next.Groups[1].Value) : null;
        }

        Assert.Equal(200, keys.Count);
        Assert.Equal(200, keys.Distinct().Count());
        var ticks = keys.Select(k => long.Parse(k.Split('.')[1], CultureInfo.InvariantCulture)).ToList();
        Assert.Equal(ticks.OrderDescending(), ticks);
        Assert.Contains(">99+<", WebUtility.HtmlDecode(await hugues.Read(Page)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_has_none_reads_so_and_finds_nothing_to_mark()
    {
        var alone = await site.Member("sans-nouvelles", DemoPeople.Portal);
        using var visitor = await site.SignIn(alone);

        var page = await visitor.Read($"/{alone.Portal}/notifications");

        Assert.Contains("Aucune notification", page, StringComparison.Ordinal);
        Assert.DoesNotContain("handler=lues", page, StringComparison.Ordinal);
        Assert.Contains("Tout est lu", await visitor.Read($"/{alone.Portal}/notifications?vue=non-lues"), StringComparison.Ordinal);
    }

    [GeneratedRegex("data-key=\"([^\"]+)\"")]
    private static partial Regex Key();

    [GeneratedRegex("href=\"([^\"]+)\">Plus anciennes")]
    private static partial Regex Older();
}
