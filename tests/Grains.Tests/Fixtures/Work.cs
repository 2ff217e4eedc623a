using Dapper;
using System.Globalization;
using Grains.Commits;
using Grains.Mail;
using Microsoft.Extensions.DependencyInjection;

namespace Grains.Tests.Fixtures;

/// <summary>Durable work as the dispatcher would find it; nothing runs by itself in a <see cref="GrainHost"/>.</summary>
public static class Work
{
    /// <summary>The mails that wait to be sent, clear text and all; they go on waiting.</summary>
    public static async Task<IReadOnlyList<MailJob>> Mails(this GrainHost host)
    {
        var real = TimeProvider.System.GetUtcNow();
        var jobs = await host.Get<IJobStore>().Lease(JobLane.Mail, 1000, host.Clock.GetUtcNow(), real, real.AddSeconds(-1));
        await using var reading = await host.Store.OpenRead();
        var due = (await reading.QueryAsync<(string Key, long At)>("SELECT key, due_at FROM job")).ToDictionary(j => j.Key, j => j.At);
        // Each look leases them once more: the newest were leased least often, and are due last, in whatever order a store gives them.
        return [.. jobs.Where(j => j.Kind == MailJob.Kind).OrderByDescending(j => j.Fence).ThenBy(j => due[j.Key]).Select(MailJob.Read)];
    }

    public static async Task<int> MailCount(this GrainHost host, string template) => (await host.Mails()).Count(m => m.Template == template);

    /// <summary>Account and token of the newest link that a template carries, to one account or to any.</summary>
    public static async Task<(string Account, string Token)> MailedLink(this GrainHost host, string template, string? account = null)
    {
        var link = (await host.Mails()).Last(m => m.Template == template && (account is null || m.Account == account)).Values["link"];
        var query = link[(link.IndexOf('?', StringComparison.Ordinal) + 1)..].Split('&').ToDictionary(p => p.Split('=')[0], p => p.Split('=')[1]);
        return (query["compte"], query["jeton"]);
    }

    /// <summary>The newest one-time code: it is in the sealed job only, so read it as the dispatcher would.</summary>
    public static async Task<string> NewestCode(this GrainHost host)
    {
        var real = TimeProvider.System.GetUtcNow();
        var jobs = await host.Get<IJobStore>().Lease(JobLane.Codes, 100, host.Clock.GetUtcNow(), real, real.AddSeconds(-1));
        return MailJob.Read(jobs.MaxBy(j => j.Fence == 1 ? long.MaxValue : -j.Fence)!).Values["code"];
    }

    /// <summary>Does what is due for grains: joins, purges, removals; or in another lane.</summary>
    public static async Task RunGrainWork(this GrainHost host, JobLane lane = JobLane.Grains)
    {
        var handlers = host.Services.GetServices<IJobHandler>().ToDictionary(h => h.Kind);
        var jobs = host.Get<IJobStore>();
        while (true)
        {
            var real = TimeProvider.System.GetUtcNow();
            var due = await jobs.Lease(lane, 100, host.Clock.GetUtcNow(), real, real.AddMinutes(1));
            if (due.Count == 0)
                return;
            foreach (var job in due)
            {
                await handlers[job.Kind].Handle(job, default);
                await jobs.Finish(job, JobEnd.Done, null, host.Clock.GetUtcNow());
            }
        }
    }

    /// <summary>What is stored of a grain, as text.</summary>
    public static async Task<string> StoredState(this GrainHost host, string grain) =>
        System.Text.Encoding.UTF8.GetString((await host.Store.Load(grain))!.Value.State.Span);

    public static async Task<long> Count(this GrainHost host, string sql)
    {
        await using var reading = await host.Store.OpenRead();
        await using var command = reading.CreateCommand();
        command.CommandText = sql;
        // A sum is a decimal on PostgreSQL.
        return Convert.ToInt64(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
    }
}
