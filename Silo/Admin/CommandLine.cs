using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Silo.Clustering;
using Silo.Storage;
using Silo.Storage.PostgreSql;
using Silo.Time;

namespace Silo.Admin;

/// <summary>
/// <c>staff add EMAIL ROLE</c> and <c>referential import FILE.json</c> on the command line: through a running node's socket, or in a silo of its own
/// when no node runs. Refused when nodes run whose folder this is not.
/// </summary>
public static class CommandLine
{
    /// <summary>The process's exit code, or null when the arguments are no command.</summary>
    public static async Task<int?> TryRun(string[] args, IConfiguration settings)
    {
        if (args is not ["staff" or "referential", ..])
            return null;
        var command = string.Join(' ', args);
        var answer = await AdminSocket.Ask(NodeSettings.Read(settings).DataDirectory, command) ?? await Alone(command, settings);
        if (answer.StartsWith("ok ", StringComparison.Ordinal))
        {
            Console.WriteLine(answer["ok ".Length..]);
            return 0;
        }
        await Console.Error.WriteLineAsync(answer["error ".Length..]);
        return 1;
    }

    private static async Task<string> Alone(string command, IConfiguration settings)
    {
        if (PostgreSqlDatabase.IsAddress(NodeSettings.Read(settings).Store) && await HasNodes(NodeSettings.Read(settings).Store))
            return "error Nodes of this store are running elsewhere: give this command the DATA_DIR of one of them, on its machine. After a crash, start a node first.";
        // A silo of Orleans beside the node that runs here: the port that is set is that one's.
        settings["ORLEANS_SILO_PORT"] = null;
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton(settings);
        services.AddGuichetSilo(settings);
        await using var provider = services.BuildServiceProvider();
        await provider.Open();
        // In a demo it may stand elsewhere: the link would be dead at once.
        await provider.GetRequiredService<BusinessClock>().Read(provider.GetRequiredService<IHostStore>());
        await provider.StartGrains();
        var answer = await provider.GetRequiredService<AdminCommands>().Do(command);
        await provider.StopGrains();
        return answer;
    }

    private static async Task<bool> HasNodes(string store)
    {
        await using var database = new PostgreSqlDatabase(store);
        await database.Open(default);
        await using var command = database.Reading.CreateCommand("SELECT EXISTS (SELECT FROM orleans_silo WHERE status = 3)");
        return await command.ExecuteScalarAsync() is true;
    }
}
