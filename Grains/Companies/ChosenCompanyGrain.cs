using Grains.Access;
using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Companies;

namespace Grains.Companies;

using Outcome = Decision<ChosenCompanyState, Nothing, ChosenCompanyRefusal>;

public sealed record ChosenCompanyState : GrainState
{
    /// <summary>Null before the first choice; empty for all companies.</summary>
    public string? Company { get; init; }

    public Outcome Choose(string account, Caller by, string company) =>
        by.Account != account ? ChosenCompanyRefusal.NotFound
        : Company == company ? Outcome.Unchanged
        : new(this with { Company = company }, default, null, [new Upsert(new ChosenCompanyRow(account, company))]);
}

[Row("company_choice", key: 1)]
public sealed record ChosenCompanyRow(string Account, string Company) : Row;

[GrainType("chosen-company")]
public sealed class ChosenCompanyGrain(CommitServices services, Rights rights) : CommittingGrain<ChosenCompanyState>(services), IChosenCompanyGrain
{
    protected override string Kind => "chosen-company";

    public Task<Result<ChosenCompanyRefusal>> Choose(Caller by, OperationId operation, string company) =>
        Answer(operation, RightOf(by, company), State.Choose(Key, by, company));

    // Any right on the company; none for all of them.
    private Condition RightOf(Caller by, string company) =>
        company.Length == 0 ? rights.ToCall(by, ChosenCompanyRefusal.NotFound) : rights.ToRead(by, ChosenCompanyRefusal.NotFound, company);
}
