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
            await Answer(operation, Condition.None, State.Ask(
                await Turn(asked.Author) with { SmsLink = links.Path(Key, asked.Author, bySms: true) }, asked, known));
    }

    public async Task<BankChangeLink?> Preview(string account, bool bySms) => !State.Told.Contains(account) ? null
        : new BankChangeLink(State.Number, State.AuthorName, State.Iban?.Hint ?? "", State.Stage,
            State.Stage is BankStage.Confirming && State.MayConfirm(account, bySms) && !await accounts.AreFrozen(State.Author));

    public async Task<Result<BankChangeRefusal>> AnswerLink(OperationId operation, string account, bool confirmed, bool bySms) =>
        await Answer(operation, Condition.None, State.AnswerLink(await Turn(State.Author), account, confirmed, bySms));

    public async Task<Result<BankChangeRefusal>> NoteCall(Caller by, OperationId operation, string note) =>
        await Answer(operation, rights.ToCall(by, BankChangeRefusal.NotFound), State.NoteCall(await Turn(State.Author, by), note));

    public async Task<Result<BankChangeRefusal>> Approve(Caller by, OperationId operation)
    {
        if (by.IsStaff)
            return await Answer(operation, rights.ToCall(by, BankChangeRefusal.NotFound), State.Approve(await Turn(State.Author, by)));
        var right = rights.ToAdminister(by, BankChangeRefusal.NotFound, State.Company);
        if (!await rights.MayAdminister(by, State.Company))
            return await Answer<BankChangeRefusal>(operation, right, BankChangeRefusal.NotFound);
        return await rights.IsProven(by)
            ? await Answer(operation, right.And(BankChangeRefusal.NotFound, rights.Proof(by)), State.Approve(await Turn(State.Author, by)))
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

    public async Task Due(OperationId operation) => await Answer(operation, Condition.None, State.Due(await Turn(State.Author), State.IsOpen && await IsClosed()));

    private async Task<bool> IsClosed()
    {
        await using var reading = await Store.OpenRead();
        return await reading.QueryFirstOrDefaultAsync<long?>("SELECT status FROM request_list WHERE request = @Key", new { Key }) is (long)RequestStatus.Closed;
    }

    // What may be frozen is asked for each time: a change of the same author is another grain.
    private async Task<BankTurn> Turn(string author, Caller? by = null) => Turn(by) with { Frozen = await accounts.AreFrozen(author) };

    private BankTurn Turn(Caller? by = null) =>
        new(Key, by ?? new Caller("", CallerKind.Staff, State.Portal, "", ""), Now, account => links.Path(Key, account));
}
