using Grains.Commits;
using Grains.Contracts;
using Grains.Employees.Due;
using Grains.Interfaces;
using Grains.Interfaces.Companies;
using Grains.Text;

namespace Grains.Companies;

public sealed record CompanyState : GrainState
{
    public CompanyFacts? Facts { get; init; }

    /// <summary>Until when employees who came to be reminded were told of by mail.</summary>
    public DateTimeOffset? RemindersToldUntil { get; init; }

    /// <param name="change">The next day on which its coverage changes, or null.</param>
    public Decision<CompanyState, Nothing, NoRefusal> Describe(string company, CompanyFacts facts, DateOnly? change)
    {
        var row =
            new CompanyListRow(company, company.Split('/')[0], facts.Siren, facts.Name, facts.City, facts.Establishments, SearchText.Normalize(facts.Name));
        return new(this with { Facts = facts }, default, null, [new Upsert(row), new Notify($"company/{company}"), .. CoverageJob.At(company, change)]);
    }

    public Decision<CompanyState, Nothing, NoRefusal> CoverageChanged(string company, DateOnly? change) =>
        new(this, default, null, [new Notify($"company/{company}"), .. CoverageJob.At(company, change)]);

    public Decision<CompanyState, Nothing, NoRefusal> LinkFailed(string company, DateTimeOffset at) => new(this, default, null, [EmployeeDueJob.AfterMail(company, at)]);

    public Decision<CompanyState, Nothing, NoRefusal> EmployeesDue(string company) => new(this, default, null, [new Notify($"company/{company}")]);

    public Decision<CompanyState, Nothing, NoRefusal> EmployeesToRemind(string company, DateTimeOffset at) =>
        new(this, default, null, [new Notify($"company/{company}"), ToRemindMail.After(company, at)]);

    public Decision<CompanyState, ReminderNews, NoRefusal> TakeReminderNews(DateTimeOffset at) =>
        new(this with { RemindersToldUntil = at }, ReminderNews.Of(RemindersToldUntil, at), null, []);
}

/// <param name="Folded">The name as it is found and ordered.</param>
[Row("company_list", key: 1)]
public sealed record CompanyListRow(string Company, string Portal, string Siren, string Name, string City, int Establishments, string Folded = "") : Row;

[GrainType("company")]
public sealed class CompanyGrain(CommitServices services) : CommittingGrain<CompanyState>(services), ICompanyGrain
{
    protected override string Kind => "company";

    public async Task Describe(OperationId operation, CompanyFacts facts) =>
        await Answer(operation, Condition.None, State.Describe(Key, facts, await NextChange()));

    public async Task CoverageChanged(OperationId operation) => await Answer(operation, Condition.None, State.CoverageChanged(Key, await NextChange()));

    public async Task EmployeesDue(OperationId operation) => await Answer(operation, Condition.None, State.EmployeesDue(Key));

    public async Task EmployeesToRemind(OperationId operation) => await Answer(operation, Condition.None, State.EmployeesToRemind(Key, Now));

    public async Task<ReminderNews> TakeReminderNews(OperationId operation) => await Answer(operation, Condition.None, State.TakeReminderNews(Now));

    // One commit a minute, however many fail.
    public async Task LinkFailed() => await Answer(
        OperationId.Of("link-failed", $"{EmployeeDueJob.LookAfter(Now).ToUnixTimeSeconds()}"), Condition.None, State.LinkFailed(Key, Now));

    public Task<CompanyFacts?> View() => Task.FromResult(State.Facts);

    private async Task<DateOnly?> NextChange() => Coverage.NextChange(Paris.Day(Now), await ContractReading.OfCompany(Store, Key.Split('/')[1]));
}
