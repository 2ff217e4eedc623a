using Grains.Accounts.Recovery;
using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Accounts;

namespace Grains.Accounts.SignIn;

using Step = Decision<AccountState, SignInStep, NoRefusal>;

/// <summary>A second proof in an open session, as pure functions of the account's state: whoever finds a screen unlocked must not move money by it.</summary>
internal sealed class StepUpRules(string account, Policy policy, ISealer sealer)
{
    /// <summary>So long a proof counts.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(5);

    private static readonly SignInStep Over = new(SignInStage.Over);
    private readonly CodeRules _codes = new(account, policy);
    private readonly RecoveryRules _recovery = new(account, policy, sealer);

    public Step TryPassword(AccountState state, StepUpTry tried, DateTimeOffset now)
    {
        if (state.Kind is not CallerKind.Customer || Open(state, tried.Session) is null)
            return new(state, Over, null, []);
        var (_, device) = state.Holder(tried.Password.Attempt);
        var settled = _recovery.Settle(state, tried.Password, now, "step-up-failed");
        if (!settled.Value)
            return new(settled.Next, CodeRules.Refused, null, settled.Effects);
        var flow = new Flow(tried.Flow, device, now, null, FlowPurpose.StepUp) { Session = tried.Session };
        var sent = _codes.Send(settled.Next!, flow, null, tried.Code, now);
        return new(sent.Next, sent.Value, null, [.. settled.Effects, .. sent.Effects]);
    }

    public Step TryCode(AccountState state, StepUpCode tried, DateTimeOffset now)
    {
        if (_codes.Open(state, tried.Flow, now) is not { Purpose: FlowPurpose.StepUp } flow || flow.Session != tried.Session
            || Open(state, tried.Session) is not { } session)
            return new(state, Over, null, []);
        var counter = state.CounterOf(flow.Device).At(now, policy);
        if (counter.Pending(tried.Attempt) is not { } pending || pending.Flow != flow.Id)
            return new(state.WithCounter(flow.Device, counter), CodeRules.Refused, null, []);
        if (_codes.Wrong(state, flow, counter, tried.Attempt, tried.Hash, now) is { } wrong)
            return wrong;
        var next = state.WithCounter(flow.Device, counter.TakeBack(tried.Attempt)) with
        {
            Flows = state.Flows.RemoveAll(f => f.Id == flow.Id),
            Sessions = state.Sessions.Replace(session, session with { ProvenAt = now }),
        };
        return new(next, new SignInStep(SignInStage.SignedIn, Session: session.Id), null,
        [
            new Upsert(new SessionRow(account, session.Id, state.Portal, session.CreatedAt, session.SeenAt, null, now)),
            JournalRow.Of(account, now, account, "stepped-up", session.Source),
        ]);
    }

    public StepUpView View(AccountState state, string session, DateTimeOffset now)
    {
        var flow = state.Flows.FindLast(f => f.Purpose is FlowPurpose.StepUp && f.Session == session);
        var step = flow is null ? null : _codes.Pending(state, flow.Id, now);
        return new(step is null ? "" : flow!.Id, step, Open(state, session)?.ProvenAt + Life is { } until && until > now ? until : null);
    }

    private static Session? Open(AccountState state, string session) => state.Sessions.Find(s => s.Id == session);
}
