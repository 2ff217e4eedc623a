using System.Text;
using Dapper;
using Grains.Access;
using Grains.Commits;
using Grains.Employees;
using Grains.Interfaces;
using Grains.Interfaces.Payments;
using Grains.Interfaces.Requests;

namespace Grains.Payments;

[GrainType("bank-change")]
public sealed class BankChangeGrain(CommitServices services, Rights rights, ISealer sealer, BankAccounts accounts, BankLinks links)
    : CommittingGrain<BankChangeState>(services), IBankChangeGrain
{
    protected override string Kind => "bank-change";

    public async Task Ask(OperationId operation, BankChangeAsked asked)
    {
        var known = State.Exists ? null : new BankFacts(
            new SealedNumber(accounts.Mac(asked.Iban), sealer.Seal(Encoding.UTF8.GetBytes(asked.Iban), $"bank-change/{Key}"), Iban.Mask(asked.Iban)),
            await accounts.IsOfAnother(asked.Company, asked.Author, asked.Iban),
            await accounts.Administrators(asked.Company), asked.Mandate ? MandateReference.Of(Key, "COT") : "");
        if (known is not null)
            await Answer(operation, Condition.None, State.Ask(Turn(), asked, known));
    }

    public Task<BankChangeLink?> Preview(string account) => Task.FromResult(
        !State.Told.Contains(account) ? null
        : new BankChangeLink(State.Number, State.AuthorName, State.Iban?.Hint ?? "", State.Stage, State.Stage is BankStage.Confirming && State.MayConfirm(account)));

    public async Task<Result<BankChangeRefusal>> AnswerLink(OperationId operation, string account, bool confirmed) =>
        await Answer(operation, Condition.None, State.AnswerLink(Turn(), account, confirmed));

    public async Task<Result<BankChangeRefusal>> NoteCall(Caller by, OperationId operation, string note) =>
        await Answer(operation, rights.ToCall(by, BankChangeRefusal.NotFound), State.NoteCall(Turn(by), note));

    public async Task<Result<BankChangeRefusal>> Approve(Caller by, OperationId operation)
    {
        if (by.IsStaff)
            return await Answer(operation, rights.ToCall(by, BankChangeRefusal.NotFound), State.Approve(Turn(by)));
        var right = rights.ToAdminister(by, BankChangeRefusal.NotFound, State.Company);
        if (!await rights.MayAdminister(by, State.Company))
            return await Answer<BankChangeRefusal>(operation, right, BankChangeRefusal.NotFound);
        return await rights.IsProven(by)
            ? await Answer(operation, right.And(BankChangeRefusal.NotFound, rights.Proof(by)), State.Approve(Turn(by)))
            : await Answer<BankChangeRefusal>(operation, right, BankChangeRefusal.NotProven);
    }

    public async Task<Result<BankChangeRefusal>> Refuse(Caller by, OperationId operation, string reason) =>
        await Answer(operation, rights.ToCall(by, BankChangeRefusal.NotFound), State.Refuse(Turn(by), reason));

    public async Task<Result<BankChangeRefusal>> Cancel(Caller by, OperationId operation)
    {
        // A stranger's answers cost what those about nothing do.
        var may = !by.IsStaff && await rights.MayAdminister(by, State.Company);
        return await Answer(
            operation, rights.ToAdminister(by, BankChangeRefusal.NotFound, State.Company), may ? State.Cancel(Turn(by)) : BankChangeRefusal.NotFound);
    }

    public async Task Due(OperationId operation) => await Answer(operation, Condition.None, State.Due(Turn(), State.IsOpen && await IsClosed()));

    private async Task<bool> IsClosed()
    {
        await using var reading = await Store.OpenRead();
        return await reading.QueryFirstOrDefaultAsync<long?>("SELECT status FROM request_list WHERE request = @Key", new { Key }) is (long)RequestStatus.Closed;
    }

    private BankTurn Turn(Caller? by = null) =>
        new(Key, by ?? new Caller("", CallerKind.Staff, State.Portal, "", ""), Now, account => links.Path(Key, account));
}
