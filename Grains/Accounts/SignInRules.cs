using System.Security.Cryptography;
using System.Text;
using Actors.Durable;
using Grains.Interfaces;
using Grains.Interfaces.Accounts;
using Grains.Mail;

namespace Grains.Accounts;

/// <summary>
/// The turns of a sign-in, as pure functions of the account's state. For every cause of a refusal the turn does the same kind of work
/// and answers the same, so that neither the eye nor the clock can tell an unknown address from a wrong password or a lock.
/// </summary>
/// <param name="realNow">Real time, for TOTP only.</param>
internal sealed class SignInRules(string account, Policy policy, ISealer sealer, DateTimeOffset realNow)
{
    private static readonly SignInStep Refused = new(SignInStage.Refused);

    public (AccountState, SecretChallenge, IReadOnlyList<Effect>) OpenPassword(AccountState state, SignInAttempt attempt, DateTimeOffset now)
    {
        var device = state.Known(attempt.Device, now)?.Id;
        // For an account without a password the salt is made up but stable, the cost today's.
        var salt = state.Password?.Salt ?? sealer.Mac(Encoding.UTF8.GetBytes(account), "no-password");
        var challenge = new SecretChallenge(false, salt, state.Password?.Iterations ?? policy.PasswordIterations);
        if (!state.Exists)
            return (state, challenge, []);
        var (counter, opening) = state.CounterOf(device).Open(attempt.Attempt, attempt.Flow, now, policy);
        return (state.WithCounter(device, counter), challenge with { Wait = opening is Opening.Wait }, []);
    }

    public (AccountState, SignInStep, IReadOnlyList<Effect>) SettlePassword(AccountState state, SettledSecret settled, DateTimeOffset now)
    {
        var (found, device) = state.Holder(settled.Attempt);
        var counter = state.CounterOf(device).At(now, policy);
        var right = CryptographicOperations.FixedTimeEquals(state.Password?.Hash ?? new byte[settled.Hash.Length], settled.Hash);
        if (!found || counter.Pending(settled.Attempt) is null)
            return (found ? state.WithCounter(device, counter) : state, Refused, []);
        if (!right || !state.MaySignIn)
            return Failed(state, device, counter, settled.Attempt, now);

        var next = state.WithCounter(device, counter.TakeBack(settled.Attempt));
        var flow = new Flow(settled.Flow, device, now, null);
        if (state.Kind is CallerKind.Staff)
            return (next.WithFlow(flow, policy.MaxFlows), new SignInStep(SignInStage.CodeAsked, CodeChannel.Totp), []);
        return policy.CodeAtEachSignIn || device is null ? WithCode(next, flow, Channels(next)[0], settled.Draw.Code, now) : Complete(next, flow, settled, now);
    }

    public (AccountState, SecretChallenge, IReadOnlyList<Effect>) OpenCode(AccountState state, CodeAttempt attempt, DateTimeOffset now)
    {
        var flow = Open(state, attempt.Flow, now);
        var challenge = new SecretChallenge(false, flow?.Code?.Salt ?? sealer.Mac(Encoding.UTF8.GetBytes(account), "no-code"), 0);
        if (flow is null || (flow.Code is null && state.Kind is CallerKind.Customer))
            return (state, challenge, []);
        var (counter, opening) = state.CounterOf(flow.Device).Open(attempt.Attempt, attempt.Flow, now, policy);
        return (state.WithCounter(flow.Device, counter), challenge with { Wait = opening is Opening.Wait }, []);
    }

    public (AccountState, SignInStep, IReadOnlyList<Effect>) SettleCode(AccountState state, SettledSecret settled, DateTimeOffset now)
    {
        var flow = Open(state, settled.Flow, now);
        if (flow is null)
            return (state, new SignInStep(SignInStage.Over), []);
        var counter = state.CounterOf(flow.Device).At(now, policy);
        // Checked again at the last step: a lock that came meanwhile kills the sign-in (keycloak #26177).
        if (counter.Pending(settled.Attempt) is not { } tried || tried.Flow != flow.Id)
            return (state.WithCounter(flow.Device, counter), Refused, []);
        if (state.Kind is CallerKind.Staff)
        {
            var step = state.SealedTotp is null ? null : Totp.Match(sealer.Open(state.SealedTotp, $"totp/{account}"), Encoding.ASCII.GetString(settled.Hash), realNow, state.TotpStep);
            return step is null || !state.MaySignIn
                ? Failed(state, flow.Device, counter, settled.Attempt, now)
                : Complete(state.WithCounter(flow.Device, counter.TakeBack(settled.Attempt)) with { TotpStep = step.Value }, flow, settled, now);
        }
        if (flow.Code is not { } code || code.ExpiresAt <= now || code.WrongTries >= policy.CodeTries)
            return Failed(state, flow.Device, counter, settled.Attempt, now);
        if (!CryptographicOperations.FixedTimeEquals(code.Hash, settled.Hash) || !state.MaySignIn)
            return Failed(state.WithFlow(flow with { Code = code with { WrongTries = code.WrongTries + 1 } }, policy.MaxFlows), flow.Device, counter, settled.Attempt, now);
        return Complete(state.WithCounter(flow.Device, counter.TakeBack(settled.Attempt)), flow, settled, now);
    }

    public (AccountState, SignInStep, IReadOnlyList<Effect>) SendCode(AccountState state, FreshCode fresh, DateTimeOffset now) =>
        Open(state, fresh.Flow, now) is { } flow && state.Kind is CallerKind.Customer && state.MaySignIn && !state.CounterOf(flow.Device).At(now, policy).IsLocked
            ? WithCode(state, flow, Channels(state).Contains(fresh.Channel) ? fresh.Channel : Channels(state)[0], fresh.Code, now, fresh.LastFailed)
            : (state, new SignInStep(SignInStage.Over), []);

    public SignInStep? Pending(AccountState state, string id, DateTimeOffset now) =>
        Open(state, id, now) is not { } flow ? null
        : state.Kind is CallerKind.Staff ? new SignInStep(SignInStage.CodeAsked, CodeChannel.Totp)
        : Asked(state, flow, SignInStage.CodeAsked, now);

    private (AccountState, SignInStep, IReadOnlyList<Effect>) WithCode(AccountState state, Flow flow, CodeChannel channel, DrawnCode drawn, DateTimeOffset now, bool lastFailed = false)
    {
        var sent = state.CodesSent.RemoveAll(at => at + TimeSpan.FromDays(1) <= now);
        if (NextCodeAt(sent, now, lastFailed) > now)
            return (state.WithFlow(flow, policy.MaxFlows), Asked(state with { CodesSent = sent }, flow, SignInStage.TooSoon, now, lastFailed), []);
        var code = new SentCode(drawn.Salt, drawn.Hash, channel, now, now + policy.CodeLife, 0);
        var next = state.WithFlow(flow with { Code = code }, policy.MaxFlows) with { CodesSent = sent.Add(now) };
        var message = new MailJob("code", account, state.Portal, new Dictionary<string, string>(StringComparer.Ordinal) { ["code"] = drawn.Clear }, Sms: channel is CodeChannel.Sms);
        return (next, Asked(next, flow with { Code = code }, SignInStage.CodeAsked, now),
            [message.At(MessageOf(flow.Id, code), now, JobLane.Codes, code.ExpiresAt)]);
    }

    private (AccountState, SignInStep, IReadOnlyList<Effect>) Complete(AccountState state, Flow flow, SettledSecret settled, DateTimeOffset now)
    {
        var next = state.SignedIn(flow, settled.Draw, settled.Agent, settled.Source, now, policy, out var effects, out var device, account);
        return (next, new SignInStep(SignInStage.SignedIn, Session: settled.Draw.Session, Device: device, 
            AsksQuestions: policy.SecretQuestions is not SecretQuestionRule.Off && state.Answers is null && state.Devices.Count == 0),
            [.. effects, JournalRow.Of(account, now, account, "signed-in", settled.Source), .. Notices(state, flow, settled, now)]);
    }

    // The owner hears of a browser he may not know, and of tries that were not his. His very first sign-in is neither.
    private IEnumerable<Effect> Notices(AccountState state, Flow flow, SettledSecret settled, DateTimeOffset now)
    {
        if (state.Kind is CallerKind.Staff)
            yield break;
        var values = new Dictionary<string, string>(StringComparer.Ordinal) { ["agent"] = settled.Agent, ["source"] = settled.Source, ["at"] = now.ToString("O") };
        if (flow.Device is null && state.Devices.Count > 0)
            yield return new MailJob("new-device", account, state.Portal, values).At($"new-device/{account}/{flow.Id}", now, JobLane.Mail);
        if (state.CounterOf(flow.Device).Tries.Count(t => t.Failed) is > 0 and var count)
            yield return new MailJob("after-failures", account, state.Portal, new Dictionary<string, string>(values, StringComparer.Ordinal) { ["count"] = count.ToString(System.Globalization.CultureInfo.InvariantCulture) })
                .At($"after-failures/{account}/{flow.Id}", now, JobLane.Mail);
    }

    private (AccountState, SignInStep, IReadOnlyList<Effect>) Failed(AccountState state, string? device, FailureCounter counter, string attempt, DateTimeOffset now)
    {
        var failed = counter.Fail(attempt, now, policy);
        // The same sentence to everybody; only the owner's mailbox hears of the lock.
        return (state.WithCounter(device, failed), Refused, [JournalRow.Of(account, now, "", "sign-in-failed", attempt), .. LockMail(account, state, device, failed, now)]);
    }

    public static IEnumerable<Effect> LockMail(string account, AccountState state, string? device, FailureCounter failed, DateTimeOffset now) => failed.LockedUntil is not { } until ? [] :
    [
        new MailJob("locked", account, state.Portal, new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["until"] = until.ToString("O"),
            ["link"] = $"/{state.Portal}/mot-de-passe-oublie",
        }).At($"locked/{account}/{device}/{until.ToUnixTimeMilliseconds()}", now, JobLane.Mail),
    ];

    private Flow? Open(AccountState state, string flow, DateTimeOffset now) => state.Flows.Find(f => f.Id == flow && f.StartedAt + policy.FlowLife > now);

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

    private string MessageOf(string flow, SentCode code) => $"code/{account}/{flow}/{code.SentAt.ToUnixTimeMilliseconds()}";

    // A policy that only knows text messages must not shut out whoever has no mobile number.
    private IReadOnlyList<CodeChannel> Channels(AccountState state) =>
        policy.Channels().Where(c => c is CodeChannel.Email || PhoneNumber.Mobile(state.Phone) is not null).ToList() is { Count: > 0 } usable ? usable : [CodeChannel.Email];

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
