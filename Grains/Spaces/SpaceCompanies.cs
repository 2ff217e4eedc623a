using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Spaces;

namespace Grains.Spaces;

using Outcome = Decision<SpaceState, Nothing, PortfolioRefusal>;

/// <param name="Acting">The caller's row as a member; null when they are none.</param>
public sealed record PortfolioTurn(string Space, Caller By, SpaceMember? Acting, DateTimeOffset At);

/// <summary>What the space and others hold of a company now.</summary>
/// <param name="IsThere">In this space.</param>
public sealed record CompanyHolding(string Company, bool IsThere)
{
    public string Name { get; init; } = "";

    /// <summary>The caller has proven it.</summary>
    public bool IsProven { get; init; }

    /// <summary>Some space is the company's own already.</summary>
    public bool HasHome { get; init; }

    /// <summary>Accounts that administrate it in other spaces, the first of them.</summary>
    public IReadOnlyList<string> Administrators { get; init; } = [];

    /// <summary>Accounts that see it in this space, the first of them: one more than are told at once where they are more.</summary>
    public IReadOnlyList<string> Seers { get; init; } = [];

    /// <summary>Members of this space who are granted it by name.</summary>
    public IReadOnlyList<string> Granted { get; init; } = [];

    /// <summary>Its establishments that are hidden here.</summary>
    public IReadOnlyList<string> Hidden { get; init; } = [];

    /// <summary>Its active establishments.</summary>
    public IReadOnlyList<string> Establishments { get; init; } = [];

    /// <summary>Those by which the company can be proven: its head office and main one.</summary>
    public IReadOnlyList<string> Proving { get; init; } = [];
}

/// <summary>What administrators do to the portfolio of a space.</summary>
public static class SpaceCompanies
{
    public static Outcome AddCompany(this SpaceState state, PortfolioTurn turn, CompanyHolding of) =>
        Refuse(turn) is { } refusal ? refusal
        : of.IsThere ? PortfolioRefusal.AlreadyThere
        : !of.IsProven ? PortfolioRefusal.NotProven
        : new Outcome(state, default, null,
        [
            .. of.HasHome ? [] : new Effect[] { new TakeClaim(SpaceState.HomeClaim, of.Company, Refusal: PortfolioRefusal.TakenMeanwhile) },
            new Upsert(new SpaceCompanyRow(turn.Space, of.Company)),
            .. ToOthers(turn, of).To(of.Administrators, turn.By, turn.At),
            .. Told(turn, of, "company-added", of.Company),
        ]);

    public static Outcome RemoveCompany(this SpaceState state, PortfolioTurn turn, CompanyHolding of) =>
        Refuse(turn) is { } refusal ? refusal
        : !of.IsThere ? PortfolioRefusal.NotFound
        : new Outcome(state, default, null,
        [
            Delete.Of<SpaceCompanyRow>(turn.Space, of.Company),
            .. of.Granted.Select(a => Delete.Of<SpaceGrantRow>(turn.Space, a, of.Company)),
            // A company that comes back is seen whole.
            .. of.Hidden.Select(s => Delete.Of<SpaceUntickedRow>(turn.Space, s)),
            new ReleaseClaim(SpaceState.HomeClaim, of.Company),
            .. ToSeers(turn, of).To(of.Seers, turn.By, turn.At),
            .. Told(turn, of, "company-removed", of.Company),
        ]);

    public static Outcome ShowEstablishments(this SpaceState state, PortfolioTurn turn, CompanyHolding of, EstablishmentTicks ticks)
    {
        if (Refuse(turn) is { } refusal)
            return refusal;
        if (!of.IsThere || ticks.Shown.Concat(ticks.Hidden).Except(of.Establishments).Any())
            return PortfolioRefusal.NotFound;
        if (ticks.Hidden.Intersect(of.Proving).Any())
            return PortfolioRefusal.ProvenWith;
        var (shown, hidden) = (ticks.Shown.Intersect(of.Hidden).ToList(), ticks.Hidden.Except(of.Hidden).ToList());
        return shown.Count + hidden.Count == 0 ? Outcome.Unchanged : new(state, default, null,
        [
            .. shown.Select(s => Delete.Of<SpaceUntickedRow>(turn.Space, s)), .. hidden.Select(s => new Upsert(new SpaceUntickedRow(turn.Space, s))),
            .. shown.Select(s => Journal(turn, "establishment-shown", s)), .. hidden.Select(s => Journal(turn, "establishment-hidden", s)),
            .. Tell(turn, of),
        ]);
    }

    private static PortfolioRefusal? Refuse(PortfolioTurn turn) =>
        turn.Acting?.IsActive(turn.At) is not true ? PortfolioRefusal.NotFound
        : turn.Acting.Role is not SpaceRole.Administrateur ? PortfolioRefusal.NotAdministrator
        : null;

    private static IEnumerable<Effect> Told(PortfolioTurn turn, CompanyHolding of, string action, string about) =>
        [Journal(turn, action, about), .. Tell(turn, of)];

    // One topic however many see the portfolio: links are found by it, and decide anew what they may.
    private static IEnumerable<Effect> Tell(PortfolioTurn turn, CompanyHolding of) =>
        [new Notify($"space/{turn.Space}"), new Notify($"company/{of.Company}")];

    private static Effect Journal(PortfolioTurn turn, string action, string about) =>
        JournalRow.Of(turn.Space, turn.At, turn.By.Account, action, about);

    // Of very many, everybody in the space is told: who saw it is not known any more when their turn comes.
    private static AdministratorMail ToSeers(PortfolioTurn turn, CompanyHolding of) =>
        new(turn.By.Portal, "company-removed", AdministratorMailWork.OfMembers, turn.Space, $"{turn.Space}/{of.Company}")
        {
            Values = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["company"] = of.Name, ["by"] = turn.By.Name, ["link"] = $"/{turn.By.Portal}/accueil",
            },
        };

    private static AdministratorMail ToOthers(PortfolioTurn turn, CompanyHolding of) =>
        new(turn.By.Portal, "company-added", AdministratorMailWork.OfCompany, of.Company, $"{turn.Space}/{of.Company}")
        {
            Values = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["company"] = of.Name, ["by"] = turn.By.Name, [AdministratorMailWork.But] = turn.Space,
            },
        };
}
