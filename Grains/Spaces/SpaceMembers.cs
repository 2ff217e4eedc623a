using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Spaces;
using Grains.Mail;
using Grains.Spaces.Mandates;

namespace Grains.Spaces;

using Outcome = Decision<SpaceState, Nothing, SpaceRefusal>;

/// <summary>What administrators do to members; each change is in force at the commit, on open pages too.</summary>
internal static class SpaceMembers
{
    public static Outcome Remove(this SpaceState state, SpaceTurn turn)
    {
        if (turn.Target is { Status: MemberStatus.PassedOn })
            return turn.Forbidden is { } forbidden ? forbidden : state.TakeBack(turn);
        if (!turn.IsOneself && turn.Refused is { } refusal)
            return refusal;
        var target = turn.Target!;
        return state.LosesLastAdministrator(target, null, turn.OtherAdministrator) ? SpaceRefusal.LastAdministrator
            : new Outcome(state.Counted(target, null).WithoutClaimOf(target), default, null,
                [
                    .. state.ClaimEnds(turn, target), Delete.Of<SpaceMemberRow>(turn.Space, target.Member), .. turn.Granted.Select(c => Delete.Of<SpaceGrantRow>(turn.Space, target.Member, c)),
                    .. PassedOnMandates.End(turn, target), .. HolderLeftJob.Of(turn, target), turn.Journal(target.Status is MemberStatus.Invited ? "invitation-revoked" : turn.IsOneself ? "member-left" : "member-removed", target),
                    .. turn.IsOneself ? turn.TellAdministrators("member-left", target) : turn.Mail("member-removed", target),
                    .. target.Status is MemberStatus.Invited ? [Revoked(turn, target)] : Array.Empty<Effect>(), .. Tell(turn.Space, target.Account ?? turn.Invited),
                ]);
    }

    /// <summary>The same by which a member is removed or suspended, with what they leave behind given to another.</summary>
    /// <param name="heir">Null when the space knows nobody of that key.</param>
    public static Outcome HandingOver(this Outcome left, SpaceTurn turn, SpaceMember? heir) =>
        turn.Refused is { } refusal ? refusal
        : left.Refusal is not null ? left
        : turn.IsOneself || turn.Target!.Account is null || heir?.Account is null || heir.Member == turn.Target.Member || !heir.IsActive(turn.At)
            ? SpaceRefusal.Invalid
        : left with { Effects = [.. left.Effects, HandoverWork.Begin(turn, turn.Target, heir), .. turn.Mail("handed-over", heir)] };

    public static Outcome Change(this SpaceState state, SpaceTurn turn, MemberChange change)
    {
        if (turn.Refused is { } refusal)
            return refusal;
        var target = turn.Target!;
        // Who has an account writes their own name in their profile.
        var person = target.Account is null ? change.Person : change.Person with { Title = target.Title, FirstName = target.FirstName, LastName = target.LastName };
        var changed = target.With(person).With(change.Rights);
        var companies = change.Rights.Companies.Left(turn.Granted, turn.Companies);
        // A mandate that has ended already is not what is changed.
        if (changed.Fault(companies, changed.EndsAt == target.EndsAt ? DateTimeOffset.MinValue : turn.At) is { } fault)
            return fault;
        if (state.LosesLastAdministrator(target, changed, turn.OtherAdministrator))
            return SpaceRefusal.LastAdministrator;
        var written = state.Write(turn, target, changed, companies);
        return written with { Effects = [.. written.Effects, turn.Journal("member-changed", changed), .. turn.Mail("member-changed", changed)] };
    }

    public static Outcome ChangeOwn(this SpaceState state, SpaceTurn turn, PersonFacts person)
    {
        if (turn.Acting?.IsActive(turn.At) is not true)
            return SpaceRefusal.NotFound;
        var own = turn.Acting;
        var changed = own with { Phone = person.Phone, Mobile = person.Mobile, JobTitle = person.JobTitle };
        return new Outcome(state, default, null,
            [new Upsert(SpaceMemberRow.Of(turn.Space, changed)), turn.Journal("member-changed-own", own), .. Tell(turn.Space, null)]);
    }

    public static Outcome Suspend(this SpaceState state, SpaceTurn turn, bool suspended)
    {
        if (turn.Refused is { } refusal)
            return refusal;
        var target = turn.Target!;
        if (target.Status != (suspended ? MemberStatus.Added : MemberStatus.Suspended))
            return SpaceRefusal.Invalid;
        var changed = target with { Status = suspended ? MemberStatus.Suspended : MemberStatus.Added };
        if (state.LosesLastAdministrator(target, changed, turn.OtherAdministrator))
            return SpaceRefusal.LastAdministrator;
        var written = state.Write(turn, target, changed, turn.Granted);
        var what = suspended ? "member-suspended" : "member-restored";
        return written with { Effects = [.. written.Effects, turn.Journal(what, changed), .. turn.Mail(what, changed)] };
    }

    public static Outcome Restrict(this SpaceState state, SpaceTurn turn, IReadOnlyList<string> companies)
    {
        if (turn.Refused is { } refusal)
            return refusal;
        // Who administrates sees all.
        if (turn.Target is { Administrates: true })
            return state.AdministratorCount == 1 ? SpaceRefusal.LastAdministrator : SpaceRefusal.WholePortfolio;
        var written = state.Write(turn, turn.Target, turn.Target! with { Whole = false }, companies);
        return written with { Effects = [.. written.Effects, turn.Journal("member-restricted", turn.Target)] };
    }

    /// <summary>Writes a member's row, and what is granted to them: these companies where they do not see all.</summary>
    public static Outcome Write(this SpaceState state, SpaceTurn turn, SpaceMember? before, SpaceMember after, IReadOnlyList<string> companies)
    {
        var granted = after.Whole ? [] : companies;
        // Who administrates claims no more.
        var counted = state.Counted(before, after);
        return new(after.Administrates ? counted.WithoutClaimOf(after) : counted, default, null,
        [
            .. after.Administrates ? state.ClaimEnds(turn, after) : [],
            new Upsert(SpaceMemberRow.Of(turn.Space, after)),
            .. turn.Granted.Except(granted).Select(c => Delete.Of<SpaceGrantRow>(turn.Space, after.Member, c)),
            .. granted.Except(turn.Granted).Select(c => new Upsert(new SpaceGrantRow(turn.Space, after.Member, c))),
            .. MandateJob.At(turn.Space, after, turn.At), .. PassedOnMandates.TellAll(turn, after),
            .. Tell(turn.Space, after.Account),
        ]);
    }

    // Who was only asked in is told where they were asked.
    private static Effect Revoked(SpaceTurn turn, SpaceMember invited) => new MailJob("invitation-revoked", "", turn.Portal, new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["by"] = turn.Doer, ["space"] = turn.SpaceName,
    }, To: invited.Email, FirstName: invited.FirstName).At($"invitation-revoked/{turn.Space}/{invited.Member}", turn.At, JobLane.Mail);

    /// <summary>The portfolio, and the person whose rights are others now.</summary>
    public static IEnumerable<Effect> Tell(string space, string? account) =>
        account is null ? [new Notify($"space/{space}")] : [new Notify($"space/{space}"), new Notify($"account/{account}")];
}
