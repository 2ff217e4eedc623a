using Dapper;
using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Employees.Waivers;

namespace Grains.Employees.Waivers;

/// <summary>Waivers that were asked for before they had their register: the list still names their case, and no row of the register is theirs.</summary>
public sealed class FormerWaivers(IStateStore store, IGrainFactory grains)
{
    private const int AtOnce = 200;

    public async Task Plan(CancellationToken cancel)
    {
        for (var after = ""; ;)
        {
            var found = await Next(after, cancel);
            foreach (var one in found)
                await grains.GetGrain<IWaiverGrain>(one.Employee).KeepFormerWaiver(
                    OperationId.Of("former-waivers", one.Employee, $"{one.Entry}"), (int)one.Entry, DateTimeOffset.FromUnixTimeMilliseconds(one.At));
            if (found.Count < AtOnce)
                break;
            after = found[^1].Employee;
        }
    }

    // Of one who asked twice the last time counts: the first one of the history that comes is carried over, the others find nothing more.
    private async Task<IReadOnlyList<(string Employee, long Entry, long At)>> Next(string after, CancellationToken cancel)
    {
        await using var reading = await store.OpenRead(cancel);
        return [.. await reading.QueryAsync<(string, long, long)>(new CommandDefinition(
            $"""
            SELECT e.employee, v.event, v.at FROM employee_list e JOIN employee_event v ON v.employee = e.employee AND v.kind = {(int)EmployeeEventKind.WaiverAsked}
            WHERE e.employee > @after AND e.waiver <> '' AND NOT EXISTS (SELECT 1 FROM employee_waiver w WHERE w.employee = e.employee)
            ORDER BY e.employee, v.event DESC LIMIT {AtOnce}
            """, new { after }, cancellationToken: cancel))];
    }
}
