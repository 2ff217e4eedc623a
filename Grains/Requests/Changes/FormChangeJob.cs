using System.Text.Json;
using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Accounts;
using Grains.Interfaces.Employees;
using Grains.Interfaces.Insured;
using Grains.Interfaces.Payments;
using Grains.Text;

namespace Grains.Requests.Changes;

/// <summary>Carries what a request changes to whom it is about. Again after a kill: their own turn knows what it has done.</summary>
public sealed class FormChangeJob(IGrainFactory grains) : IJobHandler
{
    public const string JobKind = "form-change";

    public string Kind => JobKind;

    public Task Handle(LeasedJob job, CancellationToken cancel)
    {
        var due = JsonSerializer.Deserialize<DueChange>(job.Payload)!;
        var change = due.Change;
        if (change.Account is { } account)
            return Ask(job.Operation, due, account);
        if (change.Employee.Length == 0)
            return grains.GetGrain<IInsuredGrain>(due.Account).Record(
                job.Operation, new InsuredChange(due.Request, due.Number, change.Day) { Address = change.Address, Joins = change.Joins, Leaves = change.Leaves });
        var employee = grains.GetGrain<IEmployeeGrain>($"{due.Company[..due.Company.IndexOf('/', StringComparison.Ordinal)]}/{change.Employee}");
        return change.Kind is ChangeKind.Death ? employee.ReportDeath(job.Operation, due.Company, change.Day)
            : employee.ChangeFamily(job.Operation, due.Company, new FamilyChange(change.Day, change.Joins, change.Leaves));
    }

    private async Task Ask(OperationId operation, DueChange due, AskedAccount account)
    {
        var author = await grains.GetGrain<IAccountGrain>(due.Account).View() ?? throw new JobRefusedException("The account is gone.");
        await grains.GetGrain<IBankChangeGrain>(due.Request).Ask(operation, new BankChangeAsked(
            due.Number, author.Portal, due.Company, due.Account, $"{author.FirstName} {author.LastName}", account.Purpose, account.Contract, account.Holder,
            account.Iban, author.EmailSince, author.PhoneSince, account.Mandate)
        {
            Mobile = PhoneNumber.Mobile(author.Phone) is not null,
            Former = author.FormerEmail.Length > 0 ? new FormerAddress(author.FormerEmail, author.FirstName) : null,
        });
    }
}
