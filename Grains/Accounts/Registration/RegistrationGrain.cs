using Grains.Access;
using Grains.Commits;
using Grains.CoreSystem;
using Grains.Interfaces;
using Grains.Interfaces.Accounts;
using Grains.Interfaces.Requests;
using Orleans;

namespace Grains.Accounts.Registration;

/// <summary>Somebody without a person number who waits for a call. Stays until an adviser took it off.</summary>
[Row("contact_asked", key: 1)]
public sealed record ContactAskedRow(string Registration, string Portal, string Siren, string Name, string Phone, string Email, DateTimeOffset At) : Row;

[GrainType("registration")]
public sealed class RegistrationGrain(CommitServices services, PolicyBook policies, Rights rights, CoreSystemProofs referential) : CommittingGrain<RegistrationState>(services), IRegistrationGrain
{
    public const string ExpiryKind = "registration-expiry";

    protected override string Kind => "registration";

    private string Portal => Key.Split('/')[0];

    private Policy Policy => policies.For(Portal);

    public Task<RegistrationView?> View() => Task.FromResult(State.BegunAt is null || State.BegunAt + RegistrationState.Kept <= Now ? null :
        new RegistrationView(Portal, State.Fields, State.Proven, State.Files, State.SentTo));

    public Task<Result<RegistrationRefusal>> Save(OperationId operation, RegistrationPage page) => Answer(operation, Condition.None, State.Save(Key, Policy, page, Now));

    public async Task<ProofAnswer> Prove(OperationId operation, RegistrationPage page)
    {
        var saved = State.Save(Key, Policy, page, Now);
        if (saved.Refusal is not null || State.Wrong >= Policy.ProofTries)
            return saved.Refusal is null ? ProofAnswer.TooMany : ProofAnswer.Wrong;
        var next = saved.Next!.WithProof(Facts(await referential.Prove(Policy.Proof, saved.Next.Fields)));
        var answer = next.Proven is null ? ProofAnswer.Wrong : ProofAnswer.Right;
        var effects = answer is ProofAnswer.Wrong ? [.. saved.Effects, JournalRow.Of(Key, Now, "", "proof-wrong", operation.Value)] : saved.Effects;
        return await Commit(operation, Condition.None, next, answer, effects);
    }

    public Task<Result<RegistrationRefusal>> Attach(OperationId operation, Attachment file) => Answer(operation, Condition.None, State.Attach(file, Now));

    public Task<Result<RegistrationRefusal>> Detach(OperationId operation, string file) => Answer(operation, Condition.None, State.Detach(file, Now));

    public async Task Finish(OperationId operation, RegistrationEnd end)
    {
        if (State.SentTo.Length > 0)
            return;
        await Commit<Nothing>(operation, Condition.None, State.Finish(end), default, []);
    }

    public async Task<Result<RegistrationRefusal>> AskContact(OperationId operation, ContactAsked asked)
    {
        if (State.IsOver(Now))
            return await Store.FindOperation(operation.Value) is null ? RegistrationRefusal.Over : Result<RegistrationRefusal>.Done;
        await Commit<Nothing>(operation, Condition.None, State with { BegunAt = State.BegunAt ?? Now, SentTo = "·" }, default,
            [new Upsert(new ContactAskedRow(Key, asked.Portal, asked.Siren, asked.Name, asked.Phone, asked.Email, Now)), new Notify("queue/contact"), JournalRow.Of(Key, Now, "", "contact-asked")]);
        return Result<RegistrationRefusal>.Done;
    }

    public async Task ContactDone(Caller by, OperationId operation)
    {
        if (!by.IsStaff)
            return;
        try
        {
            await Commit<Nothing>(operation, rights.ToCall(by, RegistrationRefusal.Over), State, default,
                [Delete.Of<ContactAskedRow>(Key), new Notify("queue/contact"), JournalRow.Of(Key, Now, by.Account, "contact-done")]);
        }
        catch (DeniedException)
        {
            // As to anybody who is not staff: nothing happens, and nothing is said.
        }
    }

    public async Task Expire(OperationId operation)
    {
        if (State.BegunAt + RegistrationState.Kept <= Now)
            await Commit<Nothing>(operation, Condition.None, new RegistrationState(), default, []);
    }

    private static ProvenFacts? Facts(Proven? proven) => proven is null ? null : new ProvenFacts(
        proven.Siren ?? "", proven.CompanyName ?? "", proven.City ?? "", proven.Establishments.Count, proven.Person?.ClientNumber ?? "",
        proven.Person?.LastName ?? "", proven.Person?.FirstName ?? "", proven.Person?.BirthDate, proven.Person?.Email ?? "", proven.Person?.Phone ?? "");
}

/// <summary>Wakes a registration at the end of its day; the grain decides whether it is really over.</summary>
public sealed class RegistrationExpiry(IGrainFactory grains) : IJobHandler
{
    public string Kind => RegistrationGrain.ExpiryKind;

    public Task Handle(LeasedJob job, CancellationToken cancel) => grains.GetGrain<IRegistrationGrain>(job.Payload).Expire(new OperationId($"{job.Key}/{job.Fence}"));
}
