using Grains.Access;
using Grains.Commits;
using Grains.CoreSystem;
using Grains.Interfaces;
using Grains.Interfaces.Accounts;
using Grains.Interfaces.Requests;

namespace Grains.Accounts.Registration;

/// <summary>An applicant without a person number who waits for a call. Stays until an adviser took it off.</summary>
[Row("contact_asked", key: 1)]
public sealed record ContactAskedRow(string Registration, string Portal, string Siren, string Name, string Phone, string Email, DateTimeOffset At) : Row;

[GrainType("registration")]
public sealed class RegistrationGrain(CommitServices services, PolicyBook policies, Rights rights, CoreSystemProofs referential)
    : CommittingGrain<RegistrationState>(services), IRegistrationGrain
{
    public const string ExpiryKind = "registration-expiry";

    protected override string Kind => "registration";

    private string Portal => Key.Split('/')[0];

    private Policy Policy => policies.For(Portal);

    public Task<RegistrationView?> View() => Task.FromResult(State.BegunAt is null || State.BegunAt + RegistrationState.Kept <= Now ? null :
        new RegistrationView(Portal, State.Fields, State.Proven, State.Files, State.SentTo));

    public Task<Result<RegistrationRefusal>> Save(OperationId operation, RegistrationPage page) =>
        Answer(operation, Condition.None, State.Save(Key, Policy, page, Now));

    public async Task<ProofAnswer> Prove(OperationId operation, RegistrationPage page)
    {
        var fields = State.ToProve(Key, Policy, page, Now);
        var proven = fields is null ? null : Facts(await referential.Prove(Policy.Proof, fields));
        return await Answer(operation, Condition.None, State.Prove(Key, Policy, page, proven, operation.Value, Now));
    }

    public Task<Result<RegistrationRefusal>> Attach(OperationId operation, Attachment file) => Answer(operation, Condition.None, State.Attach(file, Now));

    public Task<Result<RegistrationRefusal>> Detach(OperationId operation, string file) => Answer(operation, Condition.None, State.Detach(file, Now));

    public Task Finish(OperationId operation, RegistrationEnd end) => Answer(operation, Condition.None, State.Finish(end));

    public Task<Result<RegistrationRefusal>> AskContact(OperationId operation, ContactAsked asked) =>
        Answer(operation, Condition.None, State.AskContact(Key, asked, Now));

    // For a caller who may not, nothing happens, and nothing is said.
    public Task ContactDone(Caller by, OperationId operation) =>
        Answer(operation, rights.ToCall(by, RegistrationRefusal.Over), State.ContactDone(Key, by, Now));

    public Task Expire(OperationId operation) => Answer(operation, Condition.None, State.Expire(Now));

    private static ProvenFacts? Facts(Proven? proven) => proven is null ? null : new ProvenFacts(
        proven.Siren ?? "", proven.CompanyName ?? "", proven.City ?? "", proven.Establishments.Count, proven.Person?.ClientNumber ?? "",
        proven.Person?.LastName ?? "", proven.Person?.FirstName ?? "", proven.Person?.BirthDate, proven.Person?.Email ?? "", proven.Person?.Phone ?? "");
}

/// <summary>Wakes a registration at the end of its day; the grain decides whether it is really over.</summary>
public sealed class RegistrationExpiry(IGrainFactory grains) : IJobHandler
{
    public string Kind => RegistrationGrain.ExpiryKind;

    public Task Handle(LeasedJob job, CancellationToken cancel) => grains.GetGrain<IRegistrationGrain>(job.Payload).Expire(job.Operation);
}
