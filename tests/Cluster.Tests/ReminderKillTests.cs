using System.Net;
using Grains.Interfaces.Employees;
using Silo.Demo;
using Tests.Fixtures.Cluster;
using Employee = Grains.Interfaces.Employees.Person;

namespace Cluster.Tests;

/// <summary>« Relancer tous » is a promise to everybody on the list: whoever dies on the way, nobody is left out and nobody hears of it twice.</summary>
public sealed class ReminderKillTests
{
    private static readonly int People = Environment.GetEnvironmentVariable("GUICHET_LONG") == "1" ? 10_000 : 500;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(People > 1000 ? 15 : 2);
    private static readonly string List = $"/{DemoPeople.Portal}/salaries?entreprise={DemoPeople.Brumont.Siren}";
    private static readonly string Key = $"{DemoPeople.Portal}/kill-";
    private static readonly string Reminded = $"count(*) FROM employee_event WHERE kind = 3 AND employee LIKE '{Key}%'";

    [Fact]
    public async Task Reminder_to_many_goes_on_after_kills_in_the_middle_of_a_chunk_and_tells_each_once()
    {
        await using var cluster = await NodeCluster.Start(2);
        await Invite(cluster);
        // Nine days later.
        await cluster.Sql("UPDATE setting SET value = $1 WHERE name = 'clock'", $$"""{"OffsetMs":{{TimeSpan.FromDays(9).TotalMilliseconds}}}""");
        await Task.Delay(TimeSpan.FromSeconds(2));
        var nora = await cluster.SignIn(0, DemoPeople.Nora);
        using (var begun = await nora.Tab.Send($"{List}&handler=relancertous", await nora.Tab.Form(List)))
            Assert.Equal(HttpStatusCode.SeeOther, begun.StatusCode);

        await Eventually.True(async () => await Told(cluster) > People / 4, Patience);
        cluster[0].Kill();
        // The other one does it alone, until it is killed in a chunk that has begun and is not recorded.
        await Eventually.True(async () => await Told(cluster) > People / 2 && await Told(cluster) - await Recorded(cluster) is > 10 and < 190, Patience);
        cluster[1].Kill();
        var told = await Told(cluster);
        Assert.InRange(told, People / 2, People - 1);
        await cluster[0].Start();

        await Eventually.True(async () => (long)(await cluster.Sql("SELECT count(*) FROM batch_list WHERE work = 'employee-reminders' AND ended_at IS NOT NULL"))! == 1, Patience);
        Assert.Equal(People, await Told(cluster));
        Assert.Equal(People, await Count(cluster, Reminded.Replace("*", "DISTINCT employee", StringComparison.Ordinal)));
        await Eventually.True(async () => await Mails(cluster, "count(*)") >= People, Patience);
        Assert.Equal((People, People), (await Mails(cluster, "count(*)"), await Mails(cluster, "count(DISTINCT split_part(job, '/', 3))")));
        // Those whom a dead node had told stand in the result like the others.
        Assert.Equal(People, await Count(cluster, "count(*) FROM batch_line WHERE outcome = 1 AND target LIKE '%\\_kill-%'"));
    }

    private static async Task Invite(NodeCluster cluster)
    {
        // Gone before the batch begins: the nodes alone do it.
        await using var office = await Office.Open(cluster.Store);
        var hired = new DateOnly(2026, 1, 5);
        await Parallel.ForEachAsync(Enumerable.Range(0, People), new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (i, _) =>
        {
            var person = new NewEmployee(
                DemoPeople.Brumont.Key, new Employee($"Vernoy{i}", "Odile", new DateOnly(1990, 1, 1)), "", new Employment("81234567600017", hired, "04"),
                [new CoverChoice("SA2019000", "ENS", "BASE", hired)], $"odile{i}@courrier.example");
            var link = new PersonalLink(Guid.NewGuid().ToByteArray(), Guid.NewGuid().ToString("N"));
            Assert.True((await office.Grains.GetGrain<IEmployeeGrain>($"{Key}{i}").Invite(DemoPeople.Nora.Caller, Office.Fresh(), person, link)).Ok);
        });
    }

    private static Task<long> Told(NodeCluster cluster) => Count(cluster, Reminded);

    private static Task<long> Recorded(NodeCluster cluster) => Count(cluster, "count(*) FROM batch_line");

    private static Task<long> Mails(NodeCluster cluster, string what) => Count(cluster, $"{what} FROM outbox WHERE job LIKE 'affiliation-reminder/{Key}%'");

    private static async Task<long> Count(NodeCluster cluster, string what) => (long)(await cluster.Sql($"SELECT {what}"))!;
}
