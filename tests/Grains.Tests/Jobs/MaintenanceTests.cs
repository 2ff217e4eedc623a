using System.Security.Cryptography;
using Grains.Commits;
using Grains.Interfaces.Requests;
using Grains.Tests.Files;
using Grains.Tests.Fixtures;
using Silo.Files;
using Silo.Jobs;
using Silo.Storage;

namespace Grains.Tests.Jobs;

public sealed class MaintenanceTests : IAsyncLifetime
{
    private readonly GrainHost _host = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Unlinked_uploads_go_after_a_day_linked_ones_stay()
    {
        var (nora, company, _) = await _host.Customer("nora");
        var request = await _host.SentRequest(nora, company, "1");
        var store = _host.Get<FileStore>();
        var linked = (await store.Save(nora.Account, "a.pdf", new MemoryStream(Samples.Pdf()), default)).Value!.File;
        var forgotten = (await store.Save(nora.Account, "b.pdf", new MemoryStream(Samples.Pdf()), default)).Value!.File;
        Assert.True((await request.Post(nora, _host.Fresh(), new NewMessage("Voici", [linked]))).Ok);

        _host.Clock.Advance(TimeSpan.FromHours(24));
        await _host.Get<Maintenance>().Tidy(default);
        Assert.NotNull(await store.Find(forgotten, nora.Account));
        _host.Clock.Advance(TimeSpan.FromSeconds(1));
        await _host.Get<Maintenance>().Tidy(default);

        Assert.Null(await store.Find(forgotten, nora.Account));
        _host.Clock.Advance(TimeSpan.FromHours(1));
        await _host.Get<Maintenance>().Tidy(default);
        await Assert.ThrowsAsync<CryptographicException>(() => store.CopyTo(forgotten, Stream.Null, default));
        // What stays was looked at once; the next sweep walks through none of it.
        Assert.Equal((1, 0), (await _host.Count("SELECT count(*) FROM file"), await _host.Count("SELECT count(*) FROM file WHERE kept = 0")));
        var kept = new MemoryStream();
        await store.CopyTo(linked, kept, default);
        Assert.Equal(Samples.Pdf(), kept.ToArray());
    }

    [Fact]
    public async Task Sessions_and_claims_go_long_after_their_end_and_what_lives_stays()
    {
        var now = _host.Clock.GetUtcNow();
        foreach (var (name, at) in new[] { ("old", now - TimeSpan.FromDays(31)), ("young", now - TimeSpan.FromDays(29)) })
            await Write("INSERT INTO session (account, id, portal, created_at, seen_at) VALUES ('somebody', $1, 'p', $2, $2)", name,
                at.ToUnixTimeMilliseconds());
        foreach (var (name, at) in new[] { ("old", now - TimeSpan.FromDays(8)), ("young", now - TimeSpan.FromDays(6)) })
            await Write("INSERT INTO claim (kind, value, owner, expires_at) VALUES ('test', $1, 'somebody', $2)", name, at.ToUnixTimeMilliseconds());
        await Write("INSERT INTO claim (kind, value, owner) VALUES ('test', $1, 'somebody')", "for good");

        await _host.Get<Maintenance>().Tidy(default);

        Assert.Equal(1, await _host.Count("SELECT count(*) FROM session WHERE id = 'young'"));
        Assert.Equal(0, await _host.Count("SELECT count(*) FROM session WHERE id = 'old'"));
        Assert.Equal(2, await _host.Count("SELECT count(*) FROM claim WHERE kind = 'test' AND value <> 'old'"));
        Assert.Equal(0, await _host.Count("SELECT count(*) FROM claim WHERE kind = 'test' AND value = 'old'"));

        async Task Write(string statement, params object?[] values) => await _host.Get<IHostStore>().Execute(statement, CommitLane.Bulk, default, values);
    }

    [Fact]
    public async Task Ended_batches_go_after_ninety_days_with_their_results_and_one_that_runs_stays()
    {
        var ended = _host.Clock.GetUtcNow().ToUnixTimeMilliseconds();
        foreach (var (batch, end) in new (string, long?)[] { ("p/ended", ended), ("p/runs", null) })
        {
            await Write("INSERT INTO grain (key, version, state) VALUES ($1, 1, $2)", $"batch/{batch}", "{}"u8.ToArray());
            await Write(
                """
                INSERT INTO batch_list (batch, reader, work, subject, asked_by, total, done, skipped, failed, started_at, ended_at)
                VALUES ($1, '', 'w', '', '', 2500, 2500, 0, 0, 0, $2)
                """, batch, end);
            await Write(
                """
                INSERT INTO batch_line (batch, target, label, outcome, at)
                WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2500) SELECT $1, CAST(n.i AS text), 'Nom', 1, 0 FROM n
                """, batch);
        }

        _host.Clock.Advance(TimeSpan.FromDays(90));
        await _host.Get<Maintenance>().Tidy(default);
        Assert.Equal(5000, await _host.Count("SELECT count(*) FROM batch_line"));
        _host.Clock.Advance(TimeSpan.FromSeconds(1));
        await _host.Get<Maintenance>().Tidy(default);

        Assert.Equal(2500, await _host.Count("SELECT count(*) FROM batch_line WHERE batch = 'p/runs'"));
        Assert.Equal(0, await _host.Count("SELECT count(*) FROM batch_line WHERE batch = 'p/ended'"));
        Assert.Equal(1, await _host.Count("SELECT count(*) FROM batch_list"));
        Assert.Equal(1, await _host.Count("SELECT count(*) FROM grain WHERE key LIKE 'batch/%'"));

        async Task Write(string statement, params object?[] values) => await _host.Get<IHostStore>().Execute(statement, CommitLane.Bulk, default, values);
    }

    [Theory]
    [InlineData("phone_proposal")]
    [InlineData("email_proposal")]
    public async Task Proposal_that_nobody_decided_goes_thirty_days_after_its_seven(string table)
    {
        await _host.Get<IHostStore>().Execute(
            $"INSERT INTO {table} (account, portal, name, asked_by, asked_at) VALUES ('c-nora', 'p', 'Nora', 'Claire', $1)", CommitLane.Bulk, default,
            _host.Clock.GetUtcNow().ToUnixTimeMilliseconds());

        _host.Clock.Advance(TimeSpan.FromDays(37));
        await _host.Get<Maintenance>().Tidy(default);
        Assert.Equal(1, await _host.Count($"SELECT count(*) FROM {table}"));
        _host.Clock.Advance(TimeSpan.FromSeconds(1));
        await _host.Get<Maintenance>().Tidy(default);

        Assert.Equal(0, await _host.Count($"SELECT count(*) FROM {table}"));
    }

    [Fact]
    public async Task What_is_remembered_of_a_message_goes_with_its_delivery()
    {
        foreach (var (job, age) in new[] { ("code/old", 31), ("code/young", 29) })
        {
            var at = (_host.Clock.GetUtcNow() - TimeSpan.FromDays(age)).ToUnixTimeMilliseconds();
            await Write("INSERT INTO delivery (job, channel, state, reference, error, at, account) VALUES ($1, 0, 3, '', 'x', $2, '')", job, at);
            await Write("INSERT INTO grain (key, version, state) VALUES ($1, 1, $2)", $"mail/{job}", "{}"u8.ToArray());
        }

        await _host.Get<Maintenance>().Tidy(default);

        Assert.Equal(1, await _host.Count("SELECT count(*) FROM grain WHERE key = 'mail/code/young'"));
        Assert.Equal(0, await _host.Count("SELECT count(*) FROM grain WHERE key = 'mail/code/old'"));

        async Task Write(string statement, params object?[] values) => await _host.Get<IHostStore>().Execute(statement, CommitLane.Bulk, default, values);
    }

    [Fact]
    public async Task Answers_are_kept_seven_days()
    {
        var (nora, company, _) = await _host.Customer("nora");
        var request = await _host.SentRequest(nora, company, "1");
        var operation = _host.Fresh();
        await request.Post(nora, operation, new NewMessage("Bonjour", []));

        _host.Clock.Advance(TimeSpan.FromDays(7));
        await _host.Get<Maintenance>().Tidy(default);
        Assert.NotNull(await _host.Store.FindOperation(operation.Value));
        _host.Clock.Advance(TimeSpan.FromSeconds(1));
        await _host.Get<Maintenance>().Tidy(default);

        Assert.Null(await _host.Store.FindOperation(operation.Value));
    }
}
