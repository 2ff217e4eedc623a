using System.Text.Json;
using Grains.Access;
using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Spaces;
using Grains.Mail;

namespace Grains.Spaces;

using Outcome = Decision<SpaceState, Nothing, SpaceRefusal>;

/// <summary>A space whose administrators are gone: a member asks to administrate it, all may object, an adviser decides.</summary>
internal static class SpaceClaims
{
    /// <summary>So long the members may object before an adviser decides.</summary>
    public static readonly TimeSpan ObjectionTime = TimeSpan.FromDays(7);

    private const int MostObjectors = 50;

    /// <param name="company">The proven company whose own space this is, or null.</param>
    /// <param name="members">Accounts of the first members: all are told.</param>
    public static Outcome AskToAdministrate(this SpaceState state, SpaceTurn turn, string? company, IReadOnlyList<string> members)
    {
        if (!state.IsOpen || turn.Acting?.IsActive(turn.At) is not true)
            return SpaceRefusal.NotFound;
        var own = turn.Acting;
        if (own.Role is not SpaceRole.Collaborateur || own.EndsAt is not null)
            return SpaceRefusal.Invalid;
        if (company is null)
            return SpaceRefusal.NotProven;
        if (state.Claim is not null)
            return SpaceRefusal.AlreadyOpen;
        return new Outcome(state with { Claim = new(turn.By.Account, own.Member, company, turn.At) }, default, null,
        [
            new Upsert(new SpaceClaimRow(turn.Space, turn.By.Account, company, turn.At)), turn.Journal("claim-asked"),
            .. Tell(turn, "claim-asked", ("applicant", turn.By.Name), ("until", (turn.At + ObjectionTime).ToString("O"))).To(members, turn.By, turn.At),
            .. SpaceMembers.Tell(turn.Space, turn.By.Account), new Notify("queue/admission"), ClaimJob.At(turn.Space, turn.At),
        ]);
    }

    /// <summary>Tells those who decide that they may from now on.</summary>
    public static Outcome ClaimRipens(this SpaceState state, DateTimeOffset askedAt) =>
        state.Claim?.AskedAt == askedAt ? new Outcome(state, default, null, [new Notify("queue/admission")]) : SpaceRefusal.AlreadyAnswered;

    public static Outcome ObjectToClaim(this SpaceState state, SpaceTurn turn, string reason) =>
        turn.Acting?.IsActive(turn.At) is not true ? SpaceRefusal.NotFound
        : state.Claim is not { } claim ? SpaceRefusal.AlreadyAnswered
        : claim.Account == turn.By.Account ? SpaceRefusal.Invalid
        : reason.Length is 0 or > SpaceState.MaxReason ? SpaceRefusal.NoReason
        : turn.Objectors.Count >= MostObjectors && !turn.Objectors.Contains(turn.By.Account) ? SpaceRefusal.TooMany
        : new Outcome(state, default, null,
        [
            new Upsert(new SpaceObjectionRow(turn.Space, turn.By.Account, reason, turn.At)), turn.Journal("claim-objected"),
            .. SpaceMembers.Tell(turn.Space, null), new Notify("queue/admission"),
        ]);

    public static Outcome DecideClaim(this SpaceState state, SpaceTurn turn, string account, bool granted, string reason, IReadOnlyList<string> members)
    {
        if (!turn.By.IsStaff)
            return SpaceRefusal.NotFound;
        if (!StaffRights.May(turn.By, StaffAct.DecideClaim))
            return SpaceRefusal.NotAdministrator;
        if (state.Claim is not { } claim || claim.Account != account)
            return SpaceRefusal.AlreadyAnswered;
        if (claim.AskedAt + ObjectionTime > turn.At)
            return SpaceRefusal.TooSoon;
        if (reason.Length is 0 or > SpaceState.MaxReason)
            return SpaceRefusal.NoReason;
        var target = turn.Target!;
        if (granted && !target.IsActive(turn.At))
            return SpaceRefusal.Over;
        var next = state.WithoutClaimOf(target);
        Effect[] always = [.. state.ClaimEnds(turn, target), .. Journal(turn, granted, account, reason), ToClaimant(turn, granted, account, reason)];
        if (!granted)
            return new Outcome(next, default, null, [.. always, .. SpaceMembers.Tell(turn.Space, account)]);
        var heads = target with { Role = SpaceRole.Administrateur, Whole = true, Rights = SpaceMember.Preset(SpaceRole.Administrateur) };
        var written = next.Write(turn, target, heads, []);
        return written with
        {
            Effects =
            [
                .. always, .. written.Effects,
                .. Tell(turn, "claim-told", ("applicant", target.Name)).To([.. members.Where(m => m != account)], turn.By, turn.At),
            ],
        };
    }

    /// <summary>The state once this member does not claim any more.</summary>
    public static SpaceState WithoutClaimOf(this SpaceState state, SpaceMember member) => state.Claim?.Member == member.Member ? state with { Claim = null } : state;

    /// <summary>The rows of their claim, if they have one, and who waits for its end.</summary>
    public static IEnumerable<Effect> ClaimEnds(this SpaceState state, SpaceTurn turn, SpaceMember member) => state.Claim?.Member != member.Member ? [] :
    [
        Delete.Of<SpaceClaimRow>(turn.Space), .. turn.Objectors.Select(o => Delete.Of<SpaceObjectionRow>(turn.Space, o)), new Notify("queue/admission"),
    ];

    private static IEnumerable<Effect> Journal(SpaceTurn turn, bool granted, string account, string reason) =>
    [
        JournalRow.Of(turn.Space, turn.At, turn.By.Account, granted ? "claim-granted" : "claim-refused", account),
        JournalRow.Of(turn.Space, turn.At, turn.By.Account, "claim-reason", reason),
    ];

    private static Effect ToClaimant(SpaceTurn turn, bool granted, string account, string reason)
    {
        var template = granted ? "claim-granted" : "claim-refused";
        return new MailJob(template, account, turn.Portal, new Dictionary<string, string>(StringComparer.Ordinal)
            { ["space"] = turn.SpaceName, ["reason"] = reason, ["link"] = Link(turn) }).At($"{template}/{turn.Space}/{account}/{turn.At.ToUnixTimeMilliseconds()}", turn.At, JobLane.Mail);
    }

    private static AdministratorMail Tell(SpaceTurn turn, string template, params (string Name, string Value)[] values) =>
        new(turn.Portal, template, AdministratorMailWork.OfMembers, turn.Space, turn.Space)
        {
            Values = values.Append(("link", Link(turn))).ToDictionary(v => v.Item1, v => v.Item2, StringComparer.Ordinal),
        };

    private static string Link(SpaceTurn turn) => $"/{turn.Portal}/administrateur?espace={turn.Space[(turn.Portal.Length + 1)..]}";
}

/// <summary>Shows advisers' open pages, when the time to object to a claim is over, that they may decide it.</summary>
public sealed class ClaimJob(IGrainFactory grains) : IJobHandler
{
    private const string JobKind = "claim-ripens";

    public string Kind => JobKind;

    public Task Handle(LeasedJob job, CancellationToken cancel)
    {
        var claim = JsonSerializer.Deserialize<Asked>(job.Payload)!;
        return grains.GetGrain<ISpaceClaimGrain>(claim.Space).ClaimRipens(job.Operation, claim.At);
    }

    internal static Effect At(string space, DateTimeOffset at) => new Schedule(JobKind, $"claim/{space}/{at.ToUnixTimeMilliseconds()}",
        JsonSerializer.Serialize(new Asked(space, at)), at + SpaceClaims.ObjectionTime, JobLane.Grains);

    private sealed record Asked(string Space, DateTimeOffset At);
}
