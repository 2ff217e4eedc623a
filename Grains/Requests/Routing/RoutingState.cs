using System.Collections.Immutable;
using Grains.Access;
using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Requests;

namespace Grains.Requests.Routing;

using Outcome = Decision<RoutingState, Nothing, RoutingRefusal>;

/// <summary>The rules in the order that decides.</summary>
public sealed record RoutingState : GrainState
{
    public ImmutableList<KeptRule> Rules { get; init; } = [];

    /// <summary>How many there ever were: what names the next one.</summary>
    public long Last { get; init; }
}

public sealed record KeptRule(string Id, RoutingRule Rule, string AuthorName, DateTimeOffset WrittenAt);

/// <param name="Office">Key of the grain.</param>
/// <param name="Place">The lowest decides.</param>
[Row("routing_rule", key: 2)]
public sealed record RoutingRuleRow(
    string Office, string Rule, long Place, string Form, string Domain, string Theme, string Siren, string Team, string AuthorName, DateTimeOffset WrittenAt) : Row
{
    internal static RoutingRuleRow Of(string office, KeptRule kept, int place) =>
        new(office, kept.Id, place, kept.Rule.Form, kept.Rule.Domain, kept.Rule.Theme, kept.Rule.Siren, kept.Rule.Team, kept.AuthorName, kept.WrittenAt);
}

/// <param name="Key">The grain's.</param>
internal readonly record struct RoutingTurn(string Key, Caller By, DateTimeOffset At);

/// <summary>What supervisors do.</summary>
internal static class RoutingWriting
{
    private const int SirenLength = 9;

    public static Outcome Add(this RoutingState state, RoutingTurn turn, RoutingRule rule)
    {
        if (!StaffRights.May(turn.By, StaffAct.RouteRequests))
            return RoutingRefusal.NotAllowed;
        if (rule.Team.Length == 0 || string.Concat(rule.Form, rule.Domain, rule.Theme, rule.Siren).Length == 0)
            return RoutingRefusal.Empty;
        if (rule.Siren.Length > 0 && !(rule.Siren.Length == SirenLength && rule.Siren.All(char.IsAsciiDigit)))
            return RoutingRefusal.NoSiren;
        if (state.Rules.Exists(r => r.Rule with { Team = "" } == rule with { Team = "" }))
            return RoutingRefusal.Twice;
        if (state.Rules.Count >= RoutingRule.Most)
            return RoutingRefusal.TooMany;
        var kept = new KeptRule($"{state.Last + 1}", rule, turn.By.Name, turn.At);
        return Next(state with { Rules = state.Rules.Add(kept), Last = state.Last + 1 }, turn, [Row(turn, kept, state.Rules.Count)], "route-added", kept);
    }

    public static Outcome Raise(this RoutingState state, RoutingTurn turn, string id)
    {
        if (!StaffRights.May(turn.By, StaffAct.RouteRequests))
            return RoutingRefusal.NotAllowed;
        var at = state.Rules.FindIndex(r => r.Id == id);
        if (at < 0)
            return RoutingRefusal.NotFound;
        if (at == 0)
            return Outcome.Unchanged;
        var (kept, before) = (state.Rules[at], state.Rules[at - 1]);
        return Next(
            state with { Rules = state.Rules.SetItem(at - 1, kept).SetItem(at, before) }, turn, [Row(turn, kept, at - 1), Row(turn, before, at)], "route-raised", kept);
    }

    public static Outcome Remove(this RoutingState state, RoutingTurn turn, string id)
    {
        if (!StaffRights.May(turn.By, StaffAct.RouteRequests))
            return RoutingRefusal.NotAllowed;
        var at = state.Rules.FindIndex(r => r.Id == id);
        if (at < 0)
            return RoutingRefusal.NotFound;
        var rules = state.Rules.RemoveAt(at);
        return Next(
            state with { Rules = rules }, turn, [Delete.Of<RoutingRuleRow>(turn.Key, id), .. rules.Skip(at).Select((r, i) => Row(turn, r, at + i))], "route-removed", state.Rules[at]);
    }

    private static Upsert Row(RoutingTurn turn, KeptRule kept, int place) => new(RoutingRuleRow.Of(turn.Key, kept, place));

    private static Outcome Next(RoutingState state, RoutingTurn turn, IReadOnlyList<Effect> rows, string action, KeptRule kept) => new(state, default, null,
    [
        .. rows,
        JournalRow.Of(turn.Key, turn.At, turn.By.Account, action, $"{string.Join('/', kept.Rule.Form, kept.Rule.Domain, kept.Rule.Theme, kept.Rule.Siren)} > {kept.Rule.Team}"),
        new Notify(RoutingQueries.Topic),
    ]);
}
