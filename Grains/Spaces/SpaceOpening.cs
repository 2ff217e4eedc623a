using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Spaces;

namespace Grains.Spaces;

using Outcome = Decision<SpaceState, Nothing, SpaceRefusal>;

/// <summary>A space from its first member on, and what comes into it without anybody's asking.</summary>
internal static class SpaceOpening
{
    public static Outcome Open(this SpaceState state, SpaceTurn turn, string name, Member founder)
    {
        if (state.IsOpen)
            return SpaceRefusal.AlreadyOpen;
        var written = (state with { Name = name }).Write(turn, null, SpaceMember.Of(founder), founder.Companies);
        return written with { Effects = [new Upsert(new SpaceListRow(turn.Space, name)), .. written.Effects, turn.Journal("space-opened")] };
    }

    public static Outcome Found(this SpaceState state, SpaceTurn turn, string name, Member founder, string company, IReadOnlyList<string> unticked)
    {
        var opened = state.Open(turn, name, founder);
        return opened.Refusal is not null ? opened : opened with
        {
            Effects =
            [
                .. opened.Effects, Home(company), new Upsert(new SpaceCompanyRow(turn.Space, company)),
                .. unticked.Select(s => new Upsert(new SpaceUntickedRow(turn.Space, s))), new Notify($"company/{company}"),
            ],
        };
    }

    public static Outcome AddCompany(this SpaceState state, SpaceTurn turn, string company, bool isHome) => !state.IsOpen
        ? SpaceRefusal.NotFound
        : new Outcome(
            state, default, null,
            [
                .. isHome ? [Home(company)] : Array.Empty<Effect>(), new Upsert(new SpaceCompanyRow(turn.Space, company)),
                JournalRow.Of(turn.Space, turn.At, turn.By.Account, "company-added", company), new Notify($"space/{turn.Space}"), new Notify($"company/{company}"),
            ]);

    public static Outcome Admit(this SpaceState state, SpaceTurn turn, Member member)
    {
        if (!state.IsOpen)
            return SpaceRefusal.NotFound;
        var admitted = SpaceMember.Of(member);
        if (state.LosesLastAdministrator(turn.Target, admitted, turn.OtherAdministrator))
            return SpaceRefusal.LastAdministrator;
        var written = (state with { Applicants = state.Applicants.Remove(member.Account) }).Write(turn, turn.Target, admitted, member.Companies);
        return written with
        {
            Effects = [SpaceApplicants.NoLongerAsks(turn.Space, member.Account), .. written.Effects, turn.Journal("member-admitted", admitted)],
        };
    }

    private static TakeClaim Home(string company) => new(SpaceState.HomeClaim, company, Refusal: SpaceRefusal.CompanyTaken);
}
