using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using Tests.Fixtures.Cluster;

namespace Cluster.Tests;

/// <summary>Rows B3, B5, B7, B8 and B12 of the security checklist, split over two nodes.</summary>
[Collection(TwoNodes.Name)]
public sealed class LockoutTests(TwoNodes nodes)
{
    private const string Wrong = "Pas-le-bon-mot-1788";
    private readonly NodeCluster _cluster = nodes.Cluster;

    [Fact]
    public async Task B3_Lock_by_wrong_tries_on_two_nodes_ends_on_both_after_exactly_24_hours()
    {
        var (account, _) = await nodes.Office.Colleague();
        var start = TimeProvider.System.GetUtcNow().AddMinutes(1);
        await SetClock(start, stopped: true);
        for (var i = 0; i < 5; i++)
            Assert.False(await LetsIn(i % 2, account, Wrong));

        Assert.False(await LetsIn(0, account) || await LetsIn(1, account));
        await SetClock(start + TimeSpan.FromHours(24) - TimeSpan.FromSeconds(1), stopped: true);
        Assert.False(await LetsIn(0, account) || await LetsIn(1, account));
        await MoveClock(start + TimeSpan.FromHours(24) + TimeSpan.FromSeconds(1), stopped: true);
        await Eventually.True(() => LetsIn(1, account), TimeSpan.FromSeconds(1));
        Assert.True(await LetsIn(0, account));

        await SetClock(TimeProvider.System.GetUtcNow(), stopped: false);
    }

    [Fact]
    public async Task B5_Count_survives_the_kill_of_the_node_that_counted()
    {
        var (locked, _) = await nodes.Office.Colleague();
        var (spared, _) = await nodes.Office.Colleague();
        foreach (var account in new[] { locked, spared })
        {
            for (var i = 0; i < 4; i++)
                Assert.False(await LetsIn(0, account, Wrong));
        }

        _cluster[0].Kill();
        var fifth = await LetsIn(1, locked, Wrong);
        var there = (await LetsIn(1, locked), await LetsIn(1, spared));
        await _cluster[0].Start();

        Assert.False(fifth);
        Assert.Equal((false, true), there);
        Assert.False(await LetsIn(0, locked));
    }

    [Fact]
    public async Task B7_Fifty_wrong_passwords_at_two_nodes_at_once_evaluate_five_and_lock()
    {
        for (var round = 0; round < Race.Repetitions; round++)
        {
            var (account, key) = await nodes.Office.Colleague();

            var answers = await Race.Run(50, i => Opened(_cluster.Visitor(i % 2, account), ""), r => r.Send(account, $"{Wrong}{r.Form.Key}"));

            Assert.All(answers, a => Assert.Equal(HttpStatusCode.OK, a.StatusCode));
            Assert.Equal(5, await nodes.Office.Failures(key));
            Assert.False(await LetsIn(0, account) || await LetsIn(1, account));
        }
    }

    [Fact]
    public async Task B7_Fifty_wrong_codes_at_two_nodes_at_once_evaluate_five_and_lock()
    {
        for (var round = 0; round < Race.Repetitions; round++)
        {
            var (account, key) = await nodes.Office.Colleague();
            var browser = await AfterPassword(account);
            var right = await browser.MailedCode(0);
            var wrong = Enumerable.Range(0, 51).Select(i => i.ToString("D6", CultureInfo.InvariantCulture)).Where(c => c != right).Take(50).ToList();

            var answers = await Race.Run(50, i => Opened(browser, i), r => r.Send(wrong[r.Number]));

            Assert.DoesNotContain(answers, HasSession);
            Assert.Equal(5, await nodes.Office.Failures(key));
            Assert.False(HasSession(await browser.TypeCode(right)));
        }
    }

    [Fact]
    public async Task B8_Ten_right_passwords_of_a_known_browser_at_two_nodes_give_ten_sessions_and_no_failure()
    {
        for (var round = 0; round < Race.Repetitions; round++)
        {
            var (account, key) = await nodes.Office.Colleague();
            var known = await _cluster.SignIn(0, account);

            var answers = await Race.Run(10, i => Opened(known, i, withoutSession: true), r => r.Send(account, account.Password));

            Assert.All(answers, a => Assert.True(HasSession(a)));
            Assert.Equal(11, await nodes.Office.Sessions(key));
            Assert.Equal(0, await nodes.Office.Failures(key));
        }
    }

    [Fact]
    public async Task B8_Ten_right_passwords_of_unknown_browsers_at_two_nodes_send_one_code()
    {
        for (var round = 0; round < Race.Repetitions; round++)
        {
            var (account, key) = await nodes.Office.Colleague();

            var answers = await Race.Run(10, i => Opened(_cluster.Visitor(i % 2, account), ""), r => r.Send(account, account.Password));

            Assert.All(answers, a => Assert.Equal(HttpStatusCode.Found, a.StatusCode));
            Assert.Equal(1, await nodes.Office.Count("SELECT count(*) FROM job WHERE key LIKE 'code/' || $1 || '/%'", key));
            Assert.Equal(0, await nodes.Office.Failures(key));
        }
    }

    [Fact]
    public async Task B12_Twenty_right_codes_at_two_nodes_at_once_open_one_session()
    {
        for (var round = 0; round < Race.Repetitions; round++)
        {
            var (account, key) = await nodes.Office.Colleague();
            var browser = await AfterPassword(account);
            var right = await browser.MailedCode(0);

            var answers = await Race.Run(20, i => Opened(browser, i), r => r.Send(right));

            Assert.Single(answers, HasSession);
            Assert.Equal(1, await nodes.Office.Sessions(key));
        }
    }

    /// <summary>Whether a password leads on, from a browser nobody knows. Told « not now » (503), its person sends the same form again.</summary>
    private async Task<bool> LetsIn(int node, Account account, string? password = null)
    {
        var browser = await Opened(_cluster.Visitor(node, account), "");
        var answer = HttpStatusCode.ServiceUnavailable;
        await Eventually.True(async () =>
            (answer = (await browser.Send(account, password ?? account.Password)).StatusCode) is not HttpStatusCode.ServiceUnavailable);
        return answer is HttpStatusCode.Found;
    }

    private async Task<Person> AfterPassword(Account account)
    {
        var browser = _cluster.Visitor(0, account);
        Assert.Equal(HttpStatusCode.Found, (await browser.TypePassword()).StatusCode);
        return browser;
    }

    private static bool HasSession(HttpResponseMessage answer) =>
        answer.Headers.TryGetValues("Set-Cookie", out var cookies)
            && cookies.Any(c => c.StartsWith("session-", StringComparison.Ordinal) && !c.StartsWith("session-multi-siren=;", StringComparison.Ordinal));

    /// <summary>Another tab at one of the two nodes, its page drawn, its connection open.</summary>
    private Task<Runner> Opened(Person browser, int number, bool withoutSession = false)
    {
        var tab = browser.Tab.Copy(_cluster[number % 2].Address);
        if (!withoutSession)
            return Opened(tab, "?etape=code", number);
        foreach (System.Net.Cookie cookie in tab.Cookies.GetAllCookies())
            cookie.Expired = cookie.Name.StartsWith("session-", StringComparison.Ordinal);
        return Opened(tab, "", number);
    }

    private static Task<Runner> Opened(Person visitor, string step) => Opened(visitor.Tab, step, 0);

    private static async Task<Runner> Opened(Tab tab, string step, int number) => new(tab, await tab.Form($"/multi-siren/connexion{step}"), number);

    private async Task SetClock(DateTimeOffset to, bool stopped)
    {
        await MoveClock(to, stopped);
        // What the other node is promised.
        await Task.Delay(1000);
    }

    private async Task MoveClock(DateTimeOffset to, bool stopped)
    {
        using var client = new HttpClient { BaseAddress = _cluster[0].Address };
        (await client.PostAsJsonAsync("/demo/clock", new { at = to, stopped })).EnsureSuccessStatusCode();
    }

    private sealed record Runner(Tab Tab, FormKeys Form, int Number)
    {
        private const string Door = "/multi-siren/connexion";

        public Task<HttpResponseMessage> Send(Account account, string password) =>
            Tab.Send(Door, Form, ("identifier", account.Identifier), ("password", password));

        public Task<HttpResponseMessage> Send(string code) => Tab.Send($"{Door}?handler=code", Form, ("code", code));
    }
}
