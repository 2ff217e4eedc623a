using Grains.Commits;
using Grains.Contracts;
using Grains.Employees.Departures;
using Grains.Interfaces;
using Grains.Interfaces.Employees;
using Grains.Interfaces.Employees.Waivers;
using Grains.Interfaces.Requests;
using Grains.Text;

namespace Grains.Employees.Waivers;

using Outcome = Decision<EmployeeState, Nothing, AffiliationRefusal>;

/// <summary>The employee asks to stay out of a contract.</summary>
internal static class WaiverSteps
{
    /// <summary>Waivers that one employee asks for in all: their state keeps each.</summary>
    public const int Most = 12;

    /// <param name="contract">The one that is meant; null where the company has none of that number.</param>
    /// <param name="file">What was uploaded in the employee's name; null for none.</param>
    /// <param name="days">How long an occasion lasts.</param>
    public static Outcome AskWaiver(
        this EmployeeState state, EmployeeTurn turn, byte[] session, WaiverAsked asked, Contract? contract, Attachment? file, int days)
    {
        if (!state.IsOpen(session, turn.At))
            return AffiliationRefusal.SessionOver;
        if (state.Waivable().Count == 0)
            return AffiliationRefusal.Done;
        if (state.Waivable().FirstOrDefault(c => c.Contract == asked.Contract) is not { } cover)
            return AffiliationRefusal.Incomplete;
        if (state.Waivers.Any(w => w.Waits && w.Contract == asked.Contract))
            return AffiliationRefusal.AlreadyAsked;
        if (state.Waivers.Count >= Most)
            return AffiliationRefusal.TooMany;
        if (contract is null || WaiverCase.Of(asked.Case) is not { } of || !of.IsOpenIn(contract, state.HiredOn))
            return AffiliationRefusal.WaiverClosed;
        var (today, since) = (Paris.Day(turn.At), of.AsksSince ? asked.Since : null);
        var from = FirstDay(state, cover, since, today);
        if (!asked.Told || asked.Reason.Length is 0 or > WaiverAsked.MostSigns || of.NeedsFile && file is null || !of.MayEnd(from, today, asked.Until))
            return AffiliationRefusal.Incomplete;
        var window = new WaiverDates(state.HiredOn, WaiverDates.SetUp(contract), since).WindowOf(of, today, days);
        var waiver = new Waiver(state.Events + 1, asked.Contract, of.Code, asked.Reason, turn.At, window, from, of.LastDay(from, asked.Until))
        {
            Since = since,
            Proof = file is null ? null : new WaiverProof(file.File, file.Name, file.Type, file.Size),
        };
        var change = new EmployeeChange(state, turn)
            .With(s => s with { Waivers = s.Waivers.Add(waiver), Access = s.Access with { SeenAt = turn.At } })
            .Event(EmployeeEventKind.WaiverAsked, of.Code).Tell("waiver-asked", state.Invitation?.By ?? "")
            .TellAt("waiver-asked", state.Invitation?.WaiverEmail ?? "");
        if (waiver.Proof is { } proof)
            change.Add(new TakeClaim("file", proof.File, Refusal: AffiliationRefusal.Incomplete));
        return change.Done<Nothing, AffiliationRefusal>(default);
    }

    /// <summary>As it was asked for, then, without the days and the proof that nobody asked for.</summary>
    public static Decision<EmployeeState, Nothing, NoRefusal> KeepFormerWaiver(
        this EmployeeState state, EmployeeTurn turn, int entry, DateTimeOffset askedAt, IReadOnlyList<Contract> contracts, int days)
    {
        if (state.Affiliation.Waiver is not { } asked)
            return Decision<EmployeeState, Nothing, NoRefusal>.Unchanged;
        var change = new EmployeeChange(state, turn).With(s => s with { Affiliation = s.Affiliation with { Waiver = null } });
        var contract = contracts.FirstOrDefault(c => c.Number == asked.Contract);
        if (contract is null || WaiverCase.Of(asked.Case) is not { } of || !of.IsOpenIn(contract, state.HiredOn) || state.Waivers.Count >= Most
            || state.Waivers.Any(w => w.Contract == asked.Contract)
            // Who signed after all asks to stay out no more.
            || state.Asked()?.Covers.FirstOrDefault(c => c.Contract == asked.Contract) is not { } cover)
            return change.Done<Nothing, NoRefusal>(default);
        var (day, from) = (Paris.Day(askedAt), FirstDay(state, cover, null, Paris.Day(askedAt)));
        var window = new WaiverDates(state.HiredOn, WaiverDates.SetUp(contract), null).WindowOf(of, day, days);
        return change.With(s => s with { Waivers = s.Waivers.Add(new(entry, asked.Contract, of.Code, asked.Reason, askedAt, window, from, of.LastDay(from, null))) })
            .Done<Nothing, NoRefusal>(default);
    }

    /// <summary>What a waiver may be asked of: what they are invited to, else what covers them and has no end yet.</summary>
    public static IReadOnlyList<CoverChoice> Waivable(this EmployeeState state) =>
    [
        .. state.Asked()?.Covers ?? [],
        .. state.HasLeft() ? [] : state.Covers.Where(c => c is { Kind: CoverKind.Covered, To: null })
            .Where(c => state.Asked()?.Covers.Any(a => a.Contract == c.Contract) is not true)
            .Select(c => new CoverChoice(c.Contract, c.Population, c.Option, c.From)),
    ];

    /// <summary>What waits for an answer in contracts that bind the person no more is no longer asked for.</summary>
    public static EmployeeState WithoutWaiting(this EmployeeState state, Func<Waiver, bool>? which = null) =>
        state with { Waivers = state.Waivers.RemoveAll(w => w.Waits && which?.Invoke(w) is not false) };

    // Of who is not covered yet the day on which they would be; of who is, the day they ask, or that of the other cover. Never before either.
    private static DateOnly FirstDay(EmployeeState state, CoverChoice cover, DateOnly? since, DateOnly today)
    {
        var covered = state.Asked()?.Covers.Any(c => c.Contract == cover.Contract) is not true;
        var begins = since ?? (covered ? today : cover.From);
        return begins > cover.From ? begins : cover.From;
    }
}
