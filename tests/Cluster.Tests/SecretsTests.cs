using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Silo.Demo;
using Tests.Fixtures.Cluster;

namespace Cluster.Tests;

public sealed partial class SecretsTests
{
    private static readonly Account Nora =
        new(DemoPeople.Portal, DemoPeople.Nora.Name, DemoPeople.Nora.Email, DemoPeople.Password, null);
    // What is shorter stands anywhere by chance.
    private const int Telling = 5;
    private const string AlmostRight = "Presque-Verger-1788";

    /// <summary>Whoever reads a copy of the database or a log file can sign in as nobody.</summary>
    [Fact]
    public async Task No_secret_stands_in_the_database_or_in_any_nodes_log()
    {
        await using var cluster =
            await NodeCluster.Start(2,
                settings: [("Logging__LogLevel__Default", "Trace"), ("Logging__LogLevel__Microsoft.AspNetCore", "Trace"),
                    ("Logging__LogLevel__Orleans", "Trace")]);
        var office = await cluster.Office();
        var (account, _) = await office.Colleague();
        var customer = cluster.Visitor(0, account);
        await customer.TypePassword(AlmostRight);
        await customer.TypePassword();
        var code = await customer.MailedCode(0);
        await customer.TypeCode(code == "000000" ? "000001" : "000000");
        await customer.TypeCode(code);
        var claire = await cluster.SignIn(1, DemoPeople.Claire);
        var token = await Recover(cluster.Visitor(0, Nora));
        await customer.Post("2026-000003", "[[lisible]]", "key-customer");
        await claire.Post("2026-000003", "[[lisible aussi]]", "key-adviser");
        Assert.Equal(2, (await customer.On(cluster[1].Address).Thread("2026-000003")).Count(m => m.Text.Length > 0));

        var dump = await cluster.Server.Dump(cluster.Store);
        string[] places = [dump, Opened(dump), .. cluster.Nodes.Select(n => n.Log)];
        Assert.Contains("[[lisible]]", dump, StringComparison.Ordinal);
        Assert.All(cluster.Nodes, n => Assert.Contains("/connexion", n.Log, StringComparison.Ordinal));
        var secrets = new List<string> { DemoPeople.Password, AlmostRight, claire.TotpSecret!, token };
        secrets.AddRange(DemoPeople.Answers);
        foreach (var person in new[] { customer, claire })
            secrets.AddRange(Proofs(person));
        Assert.True(secrets.Count >= 4 + DemoPeople.Answers.Count + 2 * 2, "Session and device of each.");
        foreach (var place in places)
        {
            foreach (var form in secrets.SelectMany(Forms).Where(f => f.Length >= Telling))
                Assert.False(place.Contains(form, StringComparison.OrdinalIgnoreCase), $"{form} stands in {place[..Math.Min(60, place.Length)]}");
            // Standing alone: six digits may well be part of an instant or an id.
            Assert.DoesNotMatch($"(?<![0-9A-Za-z.+/_-]){code}(?![0-9A-Za-z+/_-])", place);
        }
        // Orleans names grains, calls and silos, never people or what they write.
        var orleans = cluster.Nodes.SelectMany(n => n.Log.Split('\n')).Where(l => OrleansLine().IsMatch(l)).ToList();
        Assert.Contains(orleans, l => l.StartsWith("trce", StringComparison.Ordinal));
        foreach (var personal in new[] { "lisible", account.Identifier, "Vasselin", "0611223344", DemoPeople.Claire.Email, DemoPeople.Claire.LastName })
            Assert.DoesNotContain(orleans, l => l.Contains(personal, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Asks for a link, opens it, and answers the secret questions in another try; the link's token.</summary>
    private static async Task<string> Recover(Person nora)
    {
        const string forgot = "/multi-siren/mot-de-passe-oublie";
        const string questions = "/multi-siren/questions-secretes";
        await nora.Tab.Send(forgot, await nora.Tab.Form(forgot), ("identifiant", Nora.Identifier));
        await nora.Tab.Send($"{questions}?handler=courriel", await nora.Tab.Form(questions));
        var link = await nora.MailedLink();
        using (await nora.Tab.Client.GetAsync(link))
        {
        }
        await nora.Tab.Send(forgot, await nora.Tab.Form(forgot), ("identifiant", Nora.Identifier));
        var answered = await nora.Tab.Send(questions, await nora.Tab.Form(questions),
            [.. DemoPeople.Questions.Select(q => ("question", $"{q}")), .. DemoPeople.Answers.Select(a => ("reponse", a))]);
        Assert.Equal(HttpStatusCode.Found, answered.StatusCode);
        return Token().Match(link).Groups[1].Value;
    }

    /// <summary>The part of each cookie that proves: what stands before the point is its public id.</summary>
    private static IEnumerable<string> Proofs(Person person)
    {
        foreach (System.Net.Cookie cookie in person.Cookies.GetAllCookies())
        {
            if (cookie.Name.StartsWith("session-", StringComparison.Ordinal) || cookie.Name.StartsWith("appareil-", StringComparison.Ordinal))
                yield return cookie.Value.Split('.')[1];
        }
    }

    /// <summary>As it is, in hexadecimal, and in base64 wherever it may begin in what was encoded.</summary>
    private static IEnumerable<string> Forms(string secret)
    {
        var bytes = Encoding.UTF8.GetBytes(secret);
        yield return secret;
        yield return Convert.ToHexString(bytes);
        for (var shift = 0; shift < 3; shift++)
        {
            var inner = Convert.ToBase64String([.. new byte[shift], .. bytes])[(shift == 0 ? 0 : 4)..^4];
            yield return inner;
            yield return inner.Replace('+', '-').Replace('/', '_');
        }
    }

    /// <summary>What binary columns hold, read as text.</summary>
    private static string Opened(string dump) =>
        string.Join('\n', Binary().Matches(dump).Select(m => Encoding.Latin1.GetString(Convert.FromHexString(m.Groups[1].Value))));

    [GeneratedRegex("jeton=([^&]+)")]
    private static partial Regex Token();

    [GeneratedRegex(@"^\w{4}: Orleans\.")]
    private static partial Regex OrleansLine();

    [GeneratedRegex(@"\\x((?:[0-9a-f]{2})+)")]
    private static partial Regex Binary();
}
