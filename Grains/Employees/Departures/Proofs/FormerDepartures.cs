using System.Globalization;
using Dapper;
using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Employees.Departures;

namespace Grains.Employees.Departures.Proofs;

/// <summary>
/// Departures from before their proofs were asked for: each is asked as one that is declared today, so that nobody is late for what they were never told. What
/// is asked already is not asked again.
/// </summary>
public sealed class FormerDepartures(IStateStore store, IGrainFactory grains, TimeProvider clock)
{
    private const int AtOnce = 200;

    public async Task Plan(CancellationToken cancel)
    {
        for (var (employee, last) = ("", ""); ;)
        {
            var found = await Next(employee, last, cancel);
            foreach (var one in found)
                await grains.GetGrain<IPortabilityGrain>(one.Employee).AskProofs(
                    OperationId.Of("former-departures", one.Employee, one.LastOn), DateOnly.ParseExact(one.LastOn, "O", CultureInfo.InvariantCulture), one.Name);
            if (found.Count < AtOnce)
                break;
            (employee, last, _) = found[^1];
        }
    }

    private async Task<IReadOnlyList<(string Employee, string LastOn, string Name)>> Next(string employee, string last, CancellationToken cancel)
    {
        await using var reading = await store.OpenRead(cancel);
        return [.. await reading.QueryAsync<(string, string, string)>(new CommandDefinition(
            $"""
            SELECT d.employee, d.last_on, d.name FROM employee_departure d
            WHERE (d.employee, d.last_on) > (@employee, @last) AND d.until_on >= @today AND d.portability <> {(int)PortabilityAnswer.No}
            ORDER BY d.employee, d.last_on LIMIT {AtOnce}
            """, new { employee, last, today = EmployeeChange.Day(Grains.Text.Paris.Day(clock.GetUtcNow())) }, cancellationToken: cancel))];
    }
}
