using System.Security.Cryptography;
using System.Text;
using Grains.Accounts.Registration;
using Grains.Accounts.Staff;
using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Accounts;
using Grains.Mail;

namespace Grains.Accounts.SignIn;

using Challenge = Decision<AccountState, SecretChallenge, NoRefusal>;
using Step = Decision<AccountState, SignInStep, NoRefusal>;

/// <summary>
/// The turns of a sign-in, as pure functions of the account's state. For every cause of a refusal the turn does the same kind of work
/// and answers the same, so that neither the eye nor the clock can tell an unknown address from a wrong password or a lock.
/// </summary>
/// <param name="realNow">Real time, for TOTP only.</param>
internal sealed class SignInRules(string account, Policy policy, ISealer sealer, DateTimeOffset realNow)
{
    private readonly CodeRules _codes = new(account, policy);

    public Challenge OpenPassword(AccountState state, SignInAttempt attempt, DateTimeOffset now)
    {
        var recognised = state.Recognise(account, attempt.Device, now);
        var (known, device) = (recognised.Next!, recognised.Value?.Id);
        // For an account without a password the salt is made up but stable, the cost today's.
        var salt = state.Password?.Salt ?? sealer.Mac(Encoding.UTF8.GetBytes(account), "no-password");
        var challenge = new SecretChallenge(false, salt, state.Password?.Iterations ?? policy.PasswordIterations);
        // A decoy counts too: otherwise six tries at once would tell it from an account, which lets five in and has the sixth wait.
        var opened = known.CounterOf(device).Open(attempt.Attempt, attempt.Flow, now, policy);
        return new(known.WithCounter(device, opened.Next!), challenge with { Wait = opened.Value is Opening.Wait }, null, recognised.Effects);
    }

    public Step SettlePassword(AccountState state, SettledSecret settled, DateTimeOffset now)
    {
        var (found, device) = state.Holder(settled.Attempt);
        var counter = state.CounterOf(device).At(now, policy);
        var right = CryptographicOperations.FixedTimeEquals(state.Password?.Hash ?? new byte[settled.Hash.Length], settled.Hash);
        if (!found || counter.Pending(settled.Attempt) is null)
            return new(found ? state.WithCounter(device, counter) : state, CodeRules.Refused, null, []);
        if (!right || !state.MaySignIn)
            return _codes.Failed(state, device, counter, settled.Attempt, now);

        var next = state.WithCounter(device, counter.TakeBack(settled.Attempt));
        var flow = new Flow(settled.Flow, device, now, null);
        if (state.Kind is CallerKind.Staff)
            return new(next.WithFlow(flow, policy.MaxFlows), new SignInStep(SignInStage.CodeAsked, CodeChannel.Totp), null, []);
        return policy.CodeAtEachSignIn || device is null ? _codes.Send(next, flow, null, settled.Draw.Code, now) : Complete(next, flow, settled, now);
    }

    public Challenge OpenCode(AccountState state, CodeAttempt attempt, DateTimeOffset now)
    {
        var flow = _codes.Open(state, attempt.Flow, now);
        var challenge = new SecretChallenge(false, flow?.Code?.Salt ?? sealer.Mac(Encoding.UTF8.GetBytes(account), "no-code"), 0);
        if (flow is null || (flow.Code is null && state.Kind is CallerKind.Customer))
            return new(state, challenge, null, []);
        var opened = state.CounterOf(flow.Device).Open(attempt.Attempt, attempt.Flow, now, policy);
        return new(state.WithCounter(flow.Device, opened.Next!), challenge with { Wait = opened.Value is Opening.Wait }, null, []);
    }

    public Step SettleCode(AccountState state, SettledSecret settled, DateTimeOffset now)
    {
        var flow = _codes.Open(state, settled.Flow, now);
        if (flow is not { Purpose: FlowPurpose.SignIn })
            return new(state, new SignInStep(SignInStage.Over), null, []);
        var counter = state.CounterOf(flow.Device).At(now, policy);
        // Checked again at the last step: a lock that came meanwhile kills the sign-in (keycloak #26177).
        if (counter.Pending(settled.Attempt) is not { } tried || tried.Flow != flow.Id)
            return new(state.WithCounter(flow.Device, counter), CodeRules.Refused, null, []);
        if (state.Kind is CallerKind.Staff)
        {
            var step = state.SealedTotp is null ? null
                : Totp.Match(sealer.Open(state.SealedTotp, $"totp/{account}"), Encoding.ASCII.GetString(settled.Hash), realNow, state.TotpStep);
            return step is null || !state.MaySignIn
                ? _codes.Failed(state, flow.Device, counter, settled.Attempt, now)
                : Complete(state.WithCounter(flow.Device, counter.TakeBack(settled.Attempt)) with { TotpStep = step.Value }, flow, settled, now);
        }
        return _codes.Wrong(state, flow, counter, settled.Attempt, settled.Hash, now)
            ?? Complete(state.WithCounter(flow.Device, counter.TakeBack(settled.Attempt)), flow, settled, now);
    }

    /// <summary>A staff account's first password and second factor, by its mailed link. Refused: DeadLink; WrongCode, with the link still alive.</summary>
    public Decision<AccountState, Nothing, AccountRefusal> SetUp(AccountState state, StaffSetUp setUp, DateTimeOffset now)
    {
        if (AccountRegistration.Living(state, LinkPurpose.SetUp, setUp.LinkHash, now) is null)
            return AccountRefusal.DeadLink;
        if (Totp.Match(sealer.Open(setUp.SealedTotp, $"totp/{account}"), setUp.Code, realNow, 0) is not { } step)
            return AccountRefusal.WrongCode;
        var next = state with { Links = [], Password = setUp.Password, PasswordSetAt = now, SealedTotp = setUp.SealedTotp, TotpStep = step };
        return new(next, default, null, [
            AccountListRow.Of(account, next), Delete.Of<StaffSetUpRow>(account), JournalRow.Of(account, now, account, "set-up"),
            new Notify(StaffAccountQueries.Topic),
        ]);
    }

    private Step Complete(AccountState state, Flow flow, SettledSecret settled, DateTimeOffset now)
    {
        var signedIn = state.SignedIn(account, flow, settled.Draw, settled.Agent, settled.Source, now, policy);
        var asksQuestions = policy.SecretQuestions is not SecretQuestionRule.Off && state.Answers is null && !state.HasSignedIn;
        return new(signedIn.Next, new SignInStep(SignInStage.SignedIn, Session: settled.Draw.Session, Device: signedIn.Value!, AsksQuestions: asksQuestions),
            null,
            [
                .. signedIn.Effects, .. state.HasSignedIn ? Array.Empty<Effect>() : [AccountListRow.Of(account, signedIn.Next!)],
                JournalRow.Of(account, now, account, "signed-in", settled.Source), .. Notices(state, flow, settled, now),
            ]);
    }

    // The owner hears of a browser they may not know, and of tries that were not theirs. Their very first sign-in is neither.
    private IEnumerable<Effect> Notices(AccountState state, Flow flow, SettledSecret settled, DateTimeOffset now)
    {
        if (state.Kind is CallerKind.Staff)
            yield break;
        var values = new Dictionary<string,
            string>(StringComparer.Ordinal) { ["agent"] = settled.Agent, ["source"] = settled.Source, ["at"] = now.ToString("O") };
        if (flow.Device is null && state.HasSignedIn)
            yield return new MailJob("new-device", account, state.Portal, values).At($"new-device/{account}/{flow.Id}", now, JobLane.Mail);
        if (state.CounterOf(flow.Device).Tries.Count(t => t.Failed) is > 0 and var count)
            yield return new MailJob("after-failures", account, state.Portal, new Dictionary<string,
                string>(values, StringComparer.Ordinal) { ["count"] = count.ToString(System.Globalization.CultureInfo.InvariantCulture) })
                .At($"after-failures/{account}/{flow.Id}", now, JobLane.Mail);
    }

    public static IEnumerable<Effect> LockMail(string account, AccountState state, string? device, FailureCounter failed, DateTimeOffset now)
    {
        if (failed.LockedUntil is not { } until)
            yield break;
        if (!state.Exists)
        {
            yield return AccountWork.InsteadOfMail($"locked/{account}/{until.ToUnixTimeMilliseconds()}", now);
            yield break;
        }
        var values = new Dictionary<string, string>(StringComparer.Ordinal) { ["until"] = until.ToString("O") };
        // Staff have no recovery by mail: offered one, they would find a page that does not exist.
        if (state.Kind is CallerKind.Customer)
            values["link"] = $"/{state.Portal}/mot-de-passe-oublie";
        yield return new MailJob("locked", account, state.Portal, values).At($"locked/{account}/{device}/{until.ToUnixTimeMilliseconds()}", now, JobLane.Mail);
    }
}
