using System.Security.Cryptography;
using Grains.Accounts.Passwords;
using Grains.Accounts.SignIn;
using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Accounts;
using Grains.Text;

namespace Grains.Accounts.Recovery;

/// <summary>Who asks, from which form, in which browser.</summary>
public sealed record RecoveryForm(string Portal, string Form, string? DeviceCookie);

/// <param name="Question">Its number in the portal's list.</param>
public sealed record ChosenAnswer(int Question, string Answer);

/// <summary>Recovery: links, new passwords, secret questions. Slow hashes run here, outside turns and under the queue for them.</summary>
public sealed class RecoveryService(IGrainFactory grains, AccountLookup lookup, DerivedSecrets draws, PasswordHasher hasher, PolicyBook policies,
    IStateStore store)
{
    /// <summary>A link by mail, if there is such an account: to a new password, or to the activation that is still awaited.</summary>
    public async Task Forgot(RecoveryForm form, string identifier)
    {
        var key = await lookup.Find(form.Portal, identifier);
        var operation = draws.Operation(form.Form, "forgot", key);
        await Recovery(key).AskLink(operation, draws.Link(operation));
    }

    public async Task RemindIdentifier(RecoveryForm form, string siren, string first, string last)
    {
        var key = await lookup.FindByName(form.Portal, siren, first, last);
        await Recovery(key).RemindIdentifier(draws.Operation(form.Form, "identifier", key));
    }

    /// <summary>What a link leads to, or null: unknown, used, too old, of another purpose or another portal.</summary>
    public async Task<LinkView?> PreviewLink(string portal, LinkPurpose purpose, string account, string token) =>
        await grains.GetGrain<IAccountGrain>(account).View() is { } view && view.Portal == portal
            ? await Joining(account).PreviewLink(purpose, draws.HashLink(token))
            : null;

    /// <param name="password">Null where it was chosen at registration.</param>
    public async Task<Result<AccountRefusal>> Activate(RecoveryForm form, string account, string token, PasswordPlan plan, string? password,
        CancellationToken cancel) =>
        await Joining(account).Activate(
            ActivationOf(form, account), draws.HashLink(token), password is null ? null : await Derive(form.Portal, password, plan, cancel));

    public async Task<Result<AccountRefusal>> Reset(RecoveryForm form, string account, string token, PasswordPlan plan, string password,
        CancellationToken cancel) =>
        await Recovery(account).Reset(ResetOf(form, account, password), draws.HashLink(token), await Derive(form.Portal, password, plan, cancel));

    /// <summary>Whether this very form has used its link up already: sent again it is answered like the first time, not told of a dead link.</summary>
    public async Task<bool> WasUsed(RecoveryForm form, LinkPurpose purpose, string account, string password) =>
        await store.FindOperation(purpose is LinkPurpose.Reset ? ResetOf(form, account, password).Value : ActivationOf(form, account).Value) is not null;

    /// <summary>The current password counts like one of a sign-in: a stolen session must not find it out by trying.</summary>
    public async Task<Result<AccountRefusal>> Change(RecoveryForm form, string account, string session, string current, string password,
        CancellationToken cancel)
    {
        var operation = draws.Operation(form.Form, "change", account, current, password);
        var plan = await Recovery(account).Plan();
        var tried = await Try(form, account, session, operation, current, cancel);
        return await Recovery(account).ChangePassword(
            operation.Step("settle"), new PasswordChange(tried.Attempt, tried.Hash, await Derive(form.Portal, password, plan, cancel), session));
    }

    /// <param name="current">The current password, where the session is not fresh any more.</param>
    public async Task<Result<AccountRefusal>> SetQuestions(
        RecoveryForm form, string account, string session, IReadOnlyList<int> questions, IReadOnlyList<string> answers, string? current,
            CancellationToken cancel)
    {
        var operation = draws.Operation(form.Form, ["questions", account, current ?? "", .. questions.Select(q => $"{q}"), Joined(answers)]);
        var sheet = new QuestionSheet([.. questions], RandomNumberGenerator.GetBytes(16), policies.For(form.Portal).PasswordIterations);
        byte[] hash;
        using (await hasher.Enter(cancel))
            hash = await PasswordHasher.Derive(Joined(answers), sheet.Salt, sheet.Iterations);
        var tried = current is null ? null : await Try(form, account, session, operation, current, cancel);
        return await Recovery(account).SetQuestions(operation.Step("settle"), new QuestionChoice(sheet, hash, session, tried));
    }

    /// <summary>
    /// Open with <paramref name="forPassword"/> also gives the token of a link to a new password; a code that is asked for belongs to the flow.
    /// Which questions were chosen is part of the secret: shown, they would be the same by each way to an owner, and others by each to nobody.
    /// </summary>
    public async Task<(RecoveryOutcome Way, string Token, string Flow)> Answer(
        RecoveryForm form, string account, IReadOnlyList<ChosenAnswer> answers, bool forPassword, CancellationToken cancel)
    {
        var operation = draws.Operation(form.Form, ["answers", account, .. answers.Select(a => $"{a.Question} {Folded(a.Answer)}")]);
        var attempt = draws.Token("attempt", operation);
        var typed = Typed(await Recovery(account).Questions(), answers);
        var (_, hash) = await SecretTries.Derive(hasher, i => Recovery(account).OpenAnswers(operation.Step($"open{i}"), attempt), typed, cancel);
        var link = draws.Link(operation);
        var flow = draws.Token("flow", operation);
        var tried = new AnswerTry(attempt, hash, forPassword ? link : null, flow, draws.Device(form.DeviceCookie), draws.Code(operation));
        return (await Recovery(account).SettleAnswers(operation.Step("settle"), tried), link.Token, flow);
    }

    /// <summary>The code that was sent after right answers; the token is that of a link to a new password, if that was asked for.</summary>
    public async Task<(RecoveryOutcome Way, string Token)> Code(RecoveryForm form, string account, string flow, string code, CancellationToken cancel)
    {
        var operation = draws.Operation(form.Form, "way-back", account, flow, code);
        var attempt = new CodeAttempt(flow, draws.Token("attempt", operation), draws.Device(form.DeviceCookie));
        var challenge = await SecretTries.Open(i => grains.GetGrain<IAccountGrain>(account).OpenCode(operation.Step($"open{i}"), attempt), cancel);
        var link = draws.Link(operation);
        var tried = new CodeTry(flow, attempt.Attempt, draws.HashCode(challenge.Salt, code), link);
        return (await Recovery(account).SettleRecoveryCode(operation.Step("settle"), tried), link.Token);
    }

    private OperationId ActivationOf(RecoveryForm form, string account) => draws.Operation(form.Form, "activate", account);

    private OperationId ResetOf(RecoveryForm form, string account, string password) => draws.Operation(form.Form, "reset", account, password);

    private async Task<PasswordTry> Try(RecoveryForm form, string account, string session, OperationId operation, string password, CancellationToken cancel)
    {
        var attempt = draws.Token("attempt", operation);
        var opening = new SignInAttempt(form.Portal, $"step-up/{session}", attempt, draws.Device(form.DeviceCookie));
        var (_, hash) =
            await SecretTries.Derive(hasher, i => grains.GetGrain<IAccountGrain>(account).OpenPassword(operation.Step($"open{i}"), opening), password, cancel);
        return new PasswordTry(attempt, hash);
    }

    private async Task<NewPassword> Derive(string portal, string password, PasswordPlan plan, CancellationToken cancel)
    {
        var iterations = policies.For(portal).PasswordIterations;
        var salt = plan.Salt.Length > 0 ? plan.Salt : RandomNumberGenerator.GetBytes(16);
        using (await hasher.Enter(cancel))
        {
            var hash = new PasswordHash(salt, iterations, await PasswordHasher.Derive(password, salt, iterations));
            List<PasswordHash> others = [];
            foreach (var former in plan.FormerIterations.Where(i => i != iterations))
                others.Add(new PasswordHash(salt, former, await PasswordHasher.Derive(password, salt, former)));
            return new NewPassword(hash, others);
        }
    }

    private static string Joined(IEnumerable<string> answers) => string.Join('\n', answers.Select(Folded));

    // An owner may answer in capitals today and without accents tomorrow.
    private static string Folded(string answer) => SearchText.Normalize(answer.Trim());

    // In the order of the sheet. Other questions than those are as wrong as other answers: no answer of an owner's holds a « # ».
    private static string Typed(QuestionSheet? sheet, IReadOnlyList<ChosenAnswer> answers) =>
        sheet is not null && sheet.Questions.ToHashSet().SetEquals(answers.Select(a => a.Question))
            ? Joined(sheet.Questions.Select(q => answers.First(a => a.Question == q).Answer))
            : string.Join('\n', answers.Select(a => $"#{a.Question} {Folded(a.Answer)}"));

    private IAccountRegistrationGrain Joining(string account) => grains.GetGrain<IAccountRegistrationGrain>(account);

    private IAccountRecoveryGrain Recovery(string account) => grains.GetGrain<IAccountRecoveryGrain>(account);
}
