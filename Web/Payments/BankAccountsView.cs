using Grains.Interfaces.Payments;
using Grains.Payments;

namespace Web.Payments;

/// <summary>Which bank account a company or a person has for each purpose, and what is on its way.</summary>
/// <param name="Known">Masked, what the core system knows of the person; empty for nothing.</param>
/// <param name="Form">Where another is asked for; empty for who may not.</param>
/// <param name="Watch">What the page listens to, and where it fetches this part again.</param>
public sealed record BankAccountsView(IReadOnlyList<BankChangeView> All, string Known, string Form, string Requests, string Watch, string Fetch, DateTimeOffset Now)
{
    /// <summary>The newest of each purpose that was applied, in each contract: those that are the account of one still.</summary>
    public IReadOnlyList<BankChangeView> Current =>
    [
        .. All.Where(a => a.Stage is BankStage.Applied)
            .SelectMany(a => a.Contract.Split(", ").Select(c => (Of: a, Contract: c))).GroupBy(a => (a.Of.Purpose, a.Contract))
            .Select(g => g.MaxBy(a => a.Of.EndedAt)).GroupBy(a => a.Of.Request)
            .Select(g => g.First().Of with { Contract = string.Join(", ", g.Select(a => a.Contract).Order(StringComparer.Ordinal)) })
            .OrderBy(a => a.Purpose).ThenBy(a => a.Contract, StringComparer.Ordinal),
    ];

    public IReadOnlyList<BankChangeView> Coming => [.. All.Where(a => a.IsOpen)];
}
