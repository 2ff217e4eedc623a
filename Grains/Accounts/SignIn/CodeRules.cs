using System.Security.Cryptography;
using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Accounts;
using Grains.Mail;
using Grains.Text;

namespace Grains.Accounts.SignIn;

using Step = Decision<AccountState, SignInStep, NoRefusal>;

/// <summary>
/// One-time codes, of sign-ins and of recovery, as pure functions of the account's state. They share one pace, one day's number and
/// one failure counter: otherwise a second way in would double what may be guessed.
/// </summary>
internal sealed class CodeRules(string account, Policy policy)
{
    public static readonly SignInStep Refused = new(SignInStage.Refused);

    public Flow? Open(AccountState state, string flow, DateTimeOffset now) => state.Flows.Find(f => f.Id == flow && !f.IsOver(now, policy));

    public Step SendAgain(AccountState state, FreshCode fresh, DateTimeOffset now) =>
        Open(state, fresh.Flow, now) is { } flow && state.Kind is CallerKind.Customer && state.MaySignIn
            && !state.CounterOf(flow.Device).At(now, policy).IsLocked
            ? Send(state, flow, fresh.Channel, fresh.Code, now, fresh.LastFailed)
            : new Step(state, new SignInStep(SignInStage.Over), null, []);

    public SignInStep? Pending(AccountState state, string id, DateTimeOffset now) =>
        Open(state, id, now) is not { } flow ? null
        : state.Kind is CallerKind.Staff ? new SignInStep(SignInStage.CodeAsked, CodeChannel.Totp)
        : flow.Code is null && NextCodeAt(state.CodesSent, now, false) > now ? Asked(state, flow, SignInStage.TooSoon, now)
        : Asked(state, flow, SignInStage.CodeAsked, now);

    /// <param name="wanted">Null, or one that the account does not have: the first that it has.</param>
    public Step Send(AccountState state, Flow flow, CodeChannel? wanted, OneTimeCode drawn, DateTimeOffset now, bool lastFailed = false)
    {
        var sent = state.CodesSent.RemoveAll(at => at + TimeSpan.FromDays(1) <= now);
        if (NextCodeAt(sent, now, lastFailed) > now)
            return new(state.WithFlow(flow, policy.MaxFlows), Asked(state with { CodesSent = sent }, flow, SignInStage.TooSoon, now, lastFailed), null, []);
        var channels = Channels(state);
        var channel = wanted is { } usable && channels.Contains(usable) ? usable : channels[0];
        var code = new SentCode(drawn.Salt, drawn.Hash, channel, now, now + policy.CodeLife, 0);
        var next = state.WithFlow(flow with { Code = code }, policy.MaxFlows) with { CodesSent = sent.Add(now) };
        var message =
            new MailJob(TemplateOf(flow.Purpose), account, state.Portal, new Dictionary<string,
                string>(StringComparer.Ordinal) { ["code"] = drawn.Clear }, Sms: channel is CodeChannel.Sms);
        return new(next, Asked(next, flow with { Code = code }, SignInStage.CodeAsked, now), null,
            [message.At(MessageOf(flow.Id, code), now, JobLane.Codes, code.ExpiresAt)]);
    }

    /// <summary>What follows a wrong code, or null for the right one. The try must be pending.</summary>
    public Step? Wrong(AccountState state, Flow flow, FailureCounter counter, string attempt, byte[] hash, DateTimeOffset now) =>
        flow.Code is not { } code || code.ExpiresAt <= now || code.WrongTries >= policy.CodeTries
            ? Failed(state, flow.Device, counter, attempt, now)
        : !CryptographicOperations.FixedTimeEquals(code.Hash, hash) || !state.MaySignIn
            ? Failed(state.WithFlow(flow with { Code = code with { WrongTries = code.WrongTries + 1 } }, policy.MaxFlows), flow.Device, counter, attempt, now)
        : null;

    public Step Failed(AccountState state, string? device, FailureCounter counter, string attempt, DateTimeOffset now)
    {
        var failed = counter.Fail(attempt, now, policy);
        // The same sentence to everybody; only the owner's mailbox hears of the lock.
        return new(state.WithCounter(device, failed), Refused, null,
            [JournalRow.Of(account, now, "", "sign-in-failed", attempt), .. SignInRules.LockMail(account, state, device, failed, now)]);
    }

    private SignInStep Asked(AccountState state, Flow flow, SignInStage stage, DateTimeOffset now, bool lastFailed = false)
    {
        var channels = Channels(state);
        var channel = flow.Code?.Channel ?? channels[0];
        var destination = channel is CodeChannel.Sms ? PhoneNumber.Mask(state.Phone) : EmailAddress.Mask(state.Email);
        var other = channels.Where(c => c != channel).Select(c => (CodeChannel?)c).FirstOrDefault();
        return new SignInStep(
            stage, channel, destination, NextCodeAt(state.CodesSent, now, lastFailed), flow.Code?.ExpiresAt,
            Other: other, Message: flow.Code is { } code ? MessageOf(flow.Id, code) : "");
    }

    private static string TemplateOf(FlowPurpose purpose) => purpose switch
    {
        FlowPurpose.SignIn => "code",
        FlowPurpose.StepUp => "step-up",
        _ => "way-back",
    };

    private string MessageOf(string flow, SentCode code) => $"code/{account}/{flow}/{code.SentAt.ToUnixTimeMilliseconds()}";

    // A policy that only knows text messages must not shut out an owner without a mobile number.
    private IReadOnlyList<CodeChannel> Channels(AccountState state) =>
        policy.Channels().Where(c => c is CodeChannel.Email || PhoneNumber.Mobile(state.Phone) is not null).ToList() is { Count: > 0 } usable ? usable
            : [CodeChannel.Email];

    // One per 30 s, three in 15 min, ten a day. The 30 s give a message time to arrive: one that could not leave needs none.
    private DateTimeOffset NextCodeAt(IReadOnlyList<DateTimeOffset> sent, DateTimeOffset now, bool lastFailed)
    {
        var next = sent.Count == 0 || lastFailed ? now : sent[^1] + policy.ResendAfter;
        if (sent.Count >= policy.ResendBurst)
            next = Later(next, sent[^policy.ResendBurst] + policy.ResendBurstWithin);
        if (sent.Count >= policy.CodesADay)
            next = Later(next, sent[^policy.CodesADay] + TimeSpan.FromDays(1));
        return next;
    }

    private static DateTimeOffset Later(DateTimeOffset left, DateTimeOffset right) => left > right ? left : right;
}
