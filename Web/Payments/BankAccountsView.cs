using Grains.Interfaces.Payments;
using Grains.Payments;

namespace Web.Payments;

/// <summary>Which bank account a company or a person has for each purpose, and what is on its way.</summary>
/// <param name="Known">Masked, what the core system knows of the person; empty for nothing.</param>
/// <param name="Form">Where another is asked for; empty for who may not.</param>
/// <param name="Watch">What the page listens to, and where it fetches this part again.</param>
public sealed record BankAccountsView(IReadOnlyList<BankChangeView> All, string Known, string Form, string Requests, string Watch, string Fetch, DateTimeOffset Now)
{
    /// <summary>The newest of each purpose that was applied.</summary>
    public IReadOnlyList<BankChangeView> Current =>
        [.. All.Where(a => a.Stage is BankStage.Applied).GroupBy(a => a.Purpose).Select(g => g.MaxBy(a => a.EndedAt)!).OrderBy(a => a.Purpose)];

    public IReadOnlyList<BankChangeView> Coming => [.. All.Where(a => a.IsOpen)];
}
