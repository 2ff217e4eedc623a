using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Grains.Requests;

namespace Tests.Fixtures.Cluster;

/// <summary>Somebody at a browser without scripts: signs in and posts, as forms do.</summary>
public sealed partial class Person : IDisposable
{
    private readonly Tab _tab;
    private Account? _me;
    private FormKeys? _form;

    /// <param name="name">Of one of the demo's people.</param>
    public Person(Uri node, string name) => (_tab, Name) = (new Tab(node), name);

    public Person(Uri node, Account account) : this(new Tab(node), account)
    {
    }

    private Person(Tab tab, Account account) => (_tab, _me, Name) = (tab, account, account.Name);

    public string Name { get; }

    public Tab Tab => _tab;

    public CookieContainer Cookies => _tab.Cookies;

    public string? TotpSecret => _me?.TotpSecret;

    public string Portal => _me?.Portal ?? "";

    private string Door => $"/{Portal}/connexion";

    /// <summary>The same browser at another node.</summary>
    public Person On(Uri other) => new(_tab.On(other), _me!) { _form = _form };

    public async Task SignIn()
    {
        await Look();
        var before = await LastMail();
        Expect(await TypePassword());
        Expect(await TypeCode(await AppCode() ?? await MailedCode(before)));
    }

    public async Task<HttpResponseMessage> TypePassword(string? password = null)
    {
        await Look();
        return await _tab.Send(Door, await _tab.Form(Door), ("identifier", _me!.Identifier), ("password", password ?? _me.Password));
    }

    public async Task<HttpResponseMessage> TypeCode(string code) =>
        await _tab.Send($"{Door}?handler=code", await _tab.Form($"{Door}?etape=code"), ("code", code));

    public Task<HttpResponseMessage> SignOut() => Do($"/{Portal}/deconnexion", _tab.Form(Portal == "gestion" ? "/gestion/demandes" : $"/{Portal}/accueil"));

    /// <summary>True when the server confirmed; throws when nobody knows.</summary>
    /// <param name="sending">Called when the form's page is there and the message is about to leave.</param>
    public async Task<bool> Say(string number, string text, string key, Action? sending = null)
    {
        _form = await _tab.Form(Page(number));
        sending?.Invoke();
        var answer = await Post(number, text, key);
        if ((int)answer >= 500)
            throw new HttpRequestException($"{answer}");
        return answer is HttpStatusCode.SeeOther;
    }

    /// <summary>Sends a message with the token of a page that is open already.</summary>
    public async Task<HttpStatusCode> Post(string number, string text, string key)
    {
        _form ??= await _tab.Form(Page(number));
        using var answer = await _tab.Send($"{Page(number)}?handler=message", _form with { Key = key }, ("text", text));
        return answer.StatusCode;
    }

    public Task<HttpResponseMessage> Do(string number, string handler) => Do($"{Page(number)}?handler={handler}", _tab.Form(Page(number)));

    /// <summary>The messages of a thread, in order: number, and the marker in its text.</summary>
    public async Task<IReadOnlyList<(int Seq, string Text)>> Thread(string number, int since = 0)
    {
        var all = new List<(int, string)>();
        while (true)
        {
            var html = await _tab.Read($"{Page(number)}/fragments/fil?since={since}");
            var messages = Message().Matches(html).Select(m => (int.Parse(m.Groups["seq"].Value), Marker().Match(m.Value).Value)).ToList();
            all.AddRange(messages);
            var ticks = Tick().Matches(html[html.IndexOf("data-entries", StringComparison.Ordinal)..]).Select(m => int.Parse(m.Groups[1].Value)).ToList();
            if (ticks.Count == 0)
                return all;
            since = ticks.Max();
        }
    }

    /// <summary>Of the newest entry of a thread.</summary>
    public async Task<int> LastTick(string number) => Tick().Matches(await _tab.Read(Page(number))).Select(m => int.Parse(m.Groups[1].Value)).Max();

    public async Task<IReadOnlyList<(string Number, bool Unread)>> Requests()
    {
        var html = await _tab.Read($"/{Portal}/demandes?entreprise=toutes");
        return [.. Row().Matches(html).Select(m => (m.Groups["number"].Value, m.Value.Contains("new", StringComparison.Ordinal))).Where(r => r.Item1.Length > 0)
            .Distinct()];
    }

    /// <summary>How many requests the list of unread ones holds, on all its pages: counted like the badge, to <see cref="RequestCounts.Most"/>.</summary>
    public async Task<int> Unread()
    {
        var count = 0;
        for (var address = $"/{Portal}/demandes?vue=non-lues&entreprise=toutes"; ;)
        {
            var html = await _tab.Read(address);
            count += Row().Matches(html).Count(r => r.Groups["number"].Length > 0);
            if (count >= RequestCounts.Most)
                return RequestCounts.Most;
            if (Following().Match(html) is not { Success: true } next)
                return count;
            address = WebUtility.HtmlDecode(next.Groups[1].Value);
        }
    }

    /// <summary>The key under which the request's live topic is known.</summary>
    public async Task<string> KeyOf(string number) => Request().Match(await _tab.Read(Page(number))).Groups[1].Value;

    public async Task<int> Badge() => int.Parse(UnreadCount().Match(await _tab.Read($"/{Portal}/fragments/badge")).Groups[1].Value);

    public void Dispose() => _tab.Dispose();

    private static void Expect(HttpResponseMessage answer)
    {
        if (answer.StatusCode is not HttpStatusCode.Found)
            throw new InvalidOperationException($"Sign-in answered {answer.StatusCode}.");
    }

    private string Page(string number) => $"/{Portal}/demandes/{number}";

    private async Task<HttpResponseMessage> Do(string address, Task<FormKeys> form) => await _tab.Send(address, await form);

    private async Task Look() =>
        _me ??= (await _tab.Client.GetFromJsonAsync<List<Account>>("/demo/accounts.json"))!.Single(a => a.Name.StartsWith(Name, StringComparison.Ordinal));

    [GeneratedRegex("<article[^>]*data-seq=\"(?<seq>\\d+)\".*?</article>", RegexOptions.Singleline)]
    private static partial Regex Message();

    [GeneratedRegex(@"\[\[[^\]]+\]\]")]
    private static partial Regex Marker();

    [GeneratedRegex("data-tick=\"(\\d+)\"")]
    private static partial Regex Tick();

    [GeneratedRegex("<tr[^>]*data-request-number=\"(?<number>[^\"]*)\"[^>]*>")]
    private static partial Regex Row();

    // The list's own: rows carry the place in it, too.
    [GeneratedRegex("<span class=\"push row\"><a class=\"btn small\" href=\"([^\"]*)\"")]
    private static partial Regex Following();

    [GeneratedRegex("data-request=\"([^\"]+)\"")]
    private static partial Regex Request();

    [GeneratedRegex("data-unread=\"(\\d+)\"")]
    private static partial Regex UnreadCount();
}
