using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Grains.Commits;
using Grains.Employees.Imports;
using Grains.Interfaces;
using Grains.Interfaces.Employees.Imports;
using Npgsql;
using NpgsqlTypes;
using Silo.Demo;
using Tests.Fixtures;
using Tests.Fixtures.Cluster;

namespace Bench.Imports;

/// <summary>
/// A file of employees on PostgreSQL, brought over HTTP: seconds and lines a second of the upload, the dry run and the commit, the node's memory and other
/// people's pages meanwhile. Beside it, in the same run: COPY of the same lines into a bare table, the same commit through grains in a process without pages,
/// and the bare drain, which writes the very commits that it recorded, without grains, on a copy of the same database.
/// </summary>
internal static class Import
{
    private const int Callers = 256;
    private const string Start = $"/{DemoPeople.Portal}/salaries/importer?entreprise=812345676";
    private const string Head = "Nom;Prénom;Date de naissance;Collège;Date d'embauche;Date d'effet;E-mail;SIRET;Contrat";

    /// <param name="lines">Of the file, each somebody new.</param>
    public static async Task Run(int lines)
    {
        await using var server = await PostgresServer.StartNew();
        var store = await server.CreateDatabase();
        string[] file = [.. People(lines)];
        using var node = new Node(store);
        await node.Start();
        using var nora = await SignedIn(node, DemoPeople.Nora);
        using var others = await OtherPeople.SignIn(node);
        Console.WriteLine($"## A file of {lines:N0} lines (PostgreSQL)\n\n| | seconds | lines/s | CPU µs a line, node + PostgreSQL | memory above its rest, MB | others' pages, p50 and p95 ms |\n|---|---|---|---|---|---|");
        var page = "";
        await Measured(server, others, "upload and dry run", lines, async () =>
        {
            var took = Stopwatch.StartNew();
            page = await Bring(node, nora, file);
            Print("of it the upload", lines, took.Elapsed);
            await Until(server, store, ImportStage.ToConfirm);
        });
        await node.Stop();
        NpgsqlConnection.ClearAllPools();
        var (through, bare) = (await server.CreateDatabase(store), await server.CreateDatabase(store));
        await node.Start();
        await Measured(server, others, "commit", lines, async () =>
        {
            using (var confirmed = await nora.Tab.Send($"{page}?handler=confirmer", await nora.Tab.Form(page)))
                confirmed.EnsureSuccessOrMoved();
            await Until(server, store, ImportStage.Done);
        });
        await Baselines(server, node, page[(page.LastIndexOf('/') + 1)..], through, bare, file);
    }

    private static async Task Baselines(PostgresServer server, Node node, string import, string through, string bare, string[] file)
    {
        Print("COPY into a bare table", file.Length - 1, await Copy(server, bare, file));
        RecordingStore? recording = null;
        var setting = ("DATA_DIR", node.DataDirectory);
        await using (var host = new BenchHost(wrap: s => recording = new RecordingStore(s), store: through, settings: [setting]))
        {
            var took = Stopwatch.StartNew();
            var by = await Confirming(server, through);
            var confirmed = await host.Grains.GetGrain<IImportGrain>($"{DemoPeople.Portal}/{import}").Confirm(by, host.Fresh());
            if (!confirmed.Ok)
                throw new InvalidOperationException($"{confirmed.Refusal}");
            await Chunks(host, import, file.Length);
            Print("the same commit, no mails sent, no page read", file.Length - 1, took.Elapsed);
        }
        var units = recording!.Units.ToList();
        await using var replay = new BenchHost(store: bare, settings: [setting]);
        var drained = Stopwatch.StartNew();
        await Turns.Replay(replay.Store, units, Callers);
        Print($"bare drain of its {units.Count:N0} commits", file.Length - 1, drained.Elapsed);
        Console.WriteLine();
    }

    // This host has no dispatcher: what is measured is the file's own work.
    private static async Task Chunks(BenchHost host, string import, int lines)
    {
        var job = host.Get<IEnumerable<IJobHandler>>().Single(j => j is ImportJob);
        for (var chunk = 0; chunk <= lines / ImportJob.ChunkSize; chunk++)
        {
            var step = new { Import = $"{DemoPeople.Portal}/{import}", Phase = ImportPhase.Commit, Chunk = chunk };
            await job.Handle(new LeasedJob($"import/{import}/{chunk}", "employee-import", JsonSerializer.Serialize(step), JobLane.Bulk, 1, chunk + 1, null), default);
        }
    }

    private static async Task Measured(PostgresServer server, OtherPeople others, string what, int lines, Func<Task> act)
    {
        await others.Begin();
        var took = Stopwatch.StartNew();
        var cpu = await CpuTime.OfProcess(server, others.Process, lines, act);
        var seconds = took.Elapsed;
        var (rise, p50, p95) = await others.End();
        Print(what, lines, seconds, $"{cpu.Own:N0} + {cpu.Server:N0}", $"{rise}", string.Create(CultureInfo.InvariantCulture, $"{p50:F0}, {p95:F0}"));
    }

    private static void Print(string what, int lines, TimeSpan took, string cpu = "", string memory = "", string pages = "") => Console.WriteLine(
        string.Create(CultureInfo.InvariantCulture, $"| {what} | {took.TotalSeconds:F1} | {lines / took.TotalSeconds:N0} | {cpu} | {memory} | {pages} |"));

    private static IEnumerable<string> People(int lines)
    {
        var day = DateTime.UtcNow.AddDays(1).ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);
        yield return Head;
        for (var i = 0; i < lines; i++)
            yield return $"Vernoy{string.Concat($"{i:000000}".Select(digit => (char)('a' + digit - '0')))};Odile;01/01/1990;04;{day};{day};odile{i}@courrier.example;81234567600017;SA2019000";
    }

    private static async Task<string> Bring(Node node, Person by, string[] file)
    {
        var keys = await by.Tab.Form(Start);
        using var wire = new SocketsHttpHandler { CookieContainer = by.Cookies, AllowAutoRedirect = false, UseProxy = false };
        using var client = new HttpClient(wire) { BaseAddress = node.Address, Timeout = TimeSpan.FromMinutes(5) };
        using var body = new MultipartFormDataContent
        {
            { new StringContent(keys.Token), "jeton" }, { new StringContent(keys.Key), "cle" }, { new StringContent(string.Join('\n', file)), "fichier", "fichier.csv" },
        };
        using var sent = await client.PostAsync(Start, body);
        sent.EnsureSuccessOrMoved();
        return $"{sent.Headers.Location}".Split('?')[0];
    }

    internal static async Task<Person> SignedIn(Node node, DemoPerson who)
    {
        var person = new Person(node.Address, who.FirstName);
        await person.SignIn();
        return person;
    }

    private static void EnsureSuccessOrMoved(this HttpResponseMessage answer)
    {
        if ((int)answer.StatusCode >= 400 || answer.Headers.Location is null)
            throw new InvalidOperationException($"{answer.RequestMessage?.RequestUri} answered {answer.StatusCode}.");
    }

    // The demo's own import is smaller.
    private static async Task Until(PostgresServer server, string store, ImportStage stage)
    {
        await using var connection = new NpgsqlConnection(server.ConnectionString(store));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("SELECT stage FROM import_list ORDER BY lines DESC LIMIT 1", connection);
        for (var patience = Stopwatch.StartNew(); patience.Elapsed < TimeSpan.FromMinutes(8); await Task.Delay(100))
        {
            var reached = (ImportStage)Convert.ToInt32(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
            if (reached == stage)
                return;
            if (reached > ImportStage.Done)
                throw new InvalidOperationException($"The import ended as {reached}.");
        }
        throw new TimeoutException($"The import never became {stage}.");
    }

    private static async Task<Caller> Confirming(PostgresServer server, string store)
    {
        await using var connection = new NpgsqlConnection(server.ConnectionString(store));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(
            "SELECT s.account, s.id FROM session s WHERE s.account = (SELECT reader FROM import_list ORDER BY lines DESC LIMIT 1) ORDER BY s.created_at DESC LIMIT 1", connection);
        await using var reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();
        return new Caller(reader.GetString(0), CallerKind.Customer, DemoPeople.Portal, DemoPeople.Nora.FirstName, reader.GetString(1));
    }

    private static async Task<TimeSpan> Copy(PostgresServer server, string store, string[] file)
    {
        await using var connection = new NpgsqlConnection(server.ConnectionString(store));
        await connection.OpenAsync();
        var columns = Enumerable.Range(1, Head.Split(';').Length).Select(c => $"c{c}").ToList();
        await using (var make = new NpgsqlCommand($"CREATE TABLE bare_copy ({string.Join(", ", columns.Select(c => $"{c} text"))})", connection))
            await make.ExecuteNonQueryAsync();
        var took = Stopwatch.StartNew();
        await using (var copy = await connection.BeginBinaryImportAsync($"COPY bare_copy ({string.Join(", ", columns)}) FROM STDIN (FORMAT binary)"))
        {
            foreach (var line in file.Skip(1))
            {
                await copy.StartRowAsync();
                foreach (var cell in line.Split(';'))
                    await copy.WriteAsync(cell, NpgsqlDbType.Text);
            }
            await copy.CompleteAsync();
        }
        return took.Elapsed;
    }
}
