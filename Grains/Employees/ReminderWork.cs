using Grains.Access;
using Grains.Batches;
using Grains.Interfaces;
using Grains.Interfaces.Batches;
using Grains.Interfaces.Employees;

namespace Grains.Employees;

/// <summary>
/// « Relancer tous »: everybody who is to be reminded when their turn comes, of a company or of all that the asker sees. Who was reminded is no longer in
/// the list, so that nobody is told twice. Or those that the asker has chosen, where they need one.
/// </summary>
public sealed class ReminderWork(EmployeeQueries employees, AffiliationService affiliations, Rights rights) : IBatchWork
{
    public const string Name = "employee-reminders";

    private const string Siret = "siret";
    private const string Contract = "contract";
    private const string Chosen = "chosen";

    public string Kind => Name;

    public static BatchOrder Order(Caller by, EmployeeFilter filter) => new(
        Name, by, by.Account, filter.Company ?? "", new Dictionary<string, string> { [Siret] = filter.Siret ?? "", [Contract] = filter.Contract ?? "" });

    public static BatchOrder Order(Caller by, IReadOnlyList<string> ids) =>
        new(Name, by, by.Account, "", new Dictionary<string, string> { [Chosen] = string.Join(' ', ids) });

    public async Task<int> Count(BatchOrder order, CancellationToken cancel) => ChosenIn(order) is { } ids ? ids.Count
        : (await employees.Counts(rights.ScopeOf(order.By), Filter(order), cancel)).In(EmployeeStatus.ToRemind).Count;

    public async Task<IReadOnlyList<BatchTarget>> Next(BatchOrder order, string after, int take, CancellationToken cancel)
    {
        if (ChosenIn(order) is { } ids)
            return [.. (await employees.Among(rights.ScopeOf(order.By), ids, cancel)).Select(e => new BatchTarget($"_{e.Id}", e.Name))
                .Where(t => string.CompareOrdinal(t.Key, after) > 0).OrderBy(t => t.Key, StringComparer.Ordinal).Take(take)];
        var page = await employees.Page(
            rights.ScopeOf(order.By), Filter(order) with { Status = EmployeeStatus.ToRemind, Take = take, After = after.Length == 0 ? null : after }, cancel);
        // The list's own place: the next chunk goes on from the last.
        return [.. page.Rows.Select(r => new BatchTarget($"{r.Folded}_{r.Id}", r.Name))];
    }

    public async Task<BatchLine> Do(BatchOrder order, BatchTarget target, OperationId operation, CancellationToken cancel)
    {
        var reminded = await affiliations.Remind(order.By, operation, target.Key[(target.Key.LastIndexOf('_') + 1)..]);
        return target.Ended(reminded.Refusal switch
        {
            null => BatchOutcome.Done,
            EmployeeRefusal.NotInvited => BatchOutcome.Skipped,
            _ => BatchOutcome.Refused,
        });
    }

    private static EmployeeFilter Filter(BatchOrder order) => new(
        order.Subject.Length == 0 ? null : order.Subject, Siret: Some(order.Values[Siret]), Contract: Some(order.Values[Contract]));

    private static IReadOnlyList<string>? ChosenIn(BatchOrder order) =>
        order.Values.TryGetValue(Chosen, out var ids) ? ids.Split(' ', StringSplitOptions.RemoveEmptyEntries) : null;

    private static string? Some(string text) => text.Length == 0 ? null : text;
}
