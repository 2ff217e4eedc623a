using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;
using Grains.Interfaces.Requests;
using Silo.Demo;
using Tests.Fixtures.Cluster;

namespace Cluster.Tests.Fixtures;

/// <summary>
/// Whole lives of requests during faults: a draft is kept and sent, taken in charge, a piece is asked for and handed in, the request closed and opened again
/// by a message. Each step goes out under its key, to whichever node answers, until it is answered; in the end each happened once.
/// </summary>
internal sealed partial class Errands(NodeCluster cluster, Person customer, Person adviser)
{
    private const string List = "/multi-siren/demandes";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly EntryKind[] Steps =
        [EntryKind.Sent, EntryKind.TakenInCharge, EntryKind.Asked, EntryKind.ItemReceived, EntryKind.Closed, EntryKind.Reopened];
    private readonly ConcurrentBag<(string Draft, string Number)> _lived = [];
    private FormKeys? _mine;
    private FormKeys? _theirs;
    private int _turn;

    public int Count => _lived.Count;

    /// <summary>Before the faults: the tokens are good at every node.</summary>
    public async Task Prepare() =>
        (_mine, _theirs) = (await customer.Tab.Form("/multi-siren/profil"), await adviser.Tab.Form("/gestion/demandes/2026-000003"));

    public async Task Run(CancellationToken over)
    {
        while (!over.IsCancellationRequested)
            _lived.Add(await Live(_mine!, _theirs!));
    }

    /// <summary>Every life is there once: one request with its number, and one line of its thread for each step.</summary>
    public async Task Check()
    {
        Assert.Equal(_lived.Count, _lived.Select(l => l.Number).Distinct().Count());
        foreach (var (draft, number) in _lived)
        {
            var request = $"{DemoPeople.Portal}/{draft}";
            Assert.Equal(number, await cluster.Sql("SELECT number FROM request_list WHERE request = $1", request));
            foreach (var kind in Steps)
                Assert.Equal((draft, kind, 1L), (draft, kind, await cluster.Sql("SELECT count(*) FROM entry WHERE request = $1 AND kind = $2", request, (long)kind)));
            Assert.Equal(1L, await cluster.Sql("SELECT count(*) FROM asked_item WHERE request = $1 AND file IS NOT NULL", request));
            Assert.Equal(1L, await cluster.Sql("SELECT count(*) FROM attachment WHERE request = $1", request));
        }
    }

    private async Task<(string Draft, string Number)> Live(FormKeys mine, FormKeys theirs)
    {
        var draft = Guid.NewGuid().ToString("N");
        await Insist(customer, $"{List}/nouvelle", mine.Again(), [("draft", draft), ("prenom", "Nora"), ("nom", "Vasselin"), ("courriel", "nora@maison.example"), ("aller", "suite")]);
        await Insist(customer, $"{List}/brouillons/{draft}?etape=2", mine.Again(),
            [("company", DemoPeople.Brumont.Key), ("domaine", "sante"), ("theme", "remboursements"), ("motif", "delai"), ("aller", "suite")]);
        await Insist(customer, $"{List}/brouillons/{draft}?etape=3", mine.Again(), [("message", $"Une vie, {draft}"), ("aller", "suite")]);
        var sent = await Insist(customer, $"{List}/brouillons/{draft}?handler=envoyer", mine.Again(), []);
        var number = Number().Match(sent).Groups[1].Value;
        await Insist(adviser, $"/gestion/demandes/{number}?handler=prendre", theirs.Again(), []);
        await Insist(adviser, $"/gestion/demandes/{number}?handler=demander", theirs.Again(), [("items", "RIB")]);
        var item = Item().Match(await Eventually(() => customer.On(Next()).Tab.Read($"{List}/{number}"))).Groups[1].Value;
        await Insist(customer, $"{List}/{number}?handler=piece", mine.Again(), [("item", item)], file: true);
        await Insist(adviser, $"/gestion/demandes/{number}?handler=clore", theirs.Again(), [("reason", "C’est réglé.")]);
        await Insist(customer, $"{List}/{number}?handler=message", mine.Again(), [("text", "Merci, une question encore.")]);
        return (draft, number);
    }

    private Uri Next() => cluster.Nodes[Interlocked.Increment(ref _turn) % cluster.Nodes.Count].Address;

    /// <summary>Where the answer leads.</summary>
    private Task<string> Insist(Person person, string address, FormKeys form, (string Name, string Value)[] fields, bool file = false) => Eventually(async () =>
    {
        var tab = person.On(Next()).Tab;
        using var answer = file ? await tab.Client.PostAsync(address, Multipart(form, fields)) : await tab.Send(address, form, fields);
        if ((int)answer.StatusCode >= 500)
            throw new HttpRequestException($"{answer.StatusCode}");
        Assert.True(answer.StatusCode is HttpStatusCode.SeeOther or HttpStatusCode.Found, $"{address} answered {answer.StatusCode}.");
        return $"{answer.Headers.Location}";
    });

    private static async Task<string> Eventually(Func<Task<string>> ask)
    {
        var started = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                return await ask();
            }
            catch (Exception e) when (OperationRecord.IsLost(e) && started.Elapsed < Patience)
            {
                await Task.Delay(50);
            }
        }
    }

    private static MultipartFormDataContent Multipart(FormKeys form, (string Name, string Value)[] fields)
    {
        var content = new MultipartFormDataContent();
        foreach (var (name, value) in fields.Append(("jeton", form.Token)).Append(("cle", form.Key)))
            content.Add(new StringContent(value), name);
        var pdf = new ByteArrayContent(Encoding.ASCII.GetBytes(
            "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\nxref\n0 3\n0000000000 65535 f \n0000000009 00000 n \n0000000054 00000 n \ntrailer<</Size 3/Root 1 0 R>>\nstartxref\n105\n%%EOF\n"));
        pdf.Headers.ContentType = new MediaTypeHeaderValue("application/pdf");
        content.Add(pdf, "file", "RIB.pdf");
        return content;
    }

    [GeneratedRegex(@"/demandes/([\d-]+)")]
    private static partial Regex Number();

    [GeneratedRegex("name=\"item\" value=\"([^\"]+)\"")]
    private static partial Regex Item();
}
