using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Companies;
using Grains.Text;

namespace Grains.Companies;

public sealed record CompanyState : GrainState
{
    public CompanyFacts? Facts { get; init; }

    public Decision<CompanyState, Nothing, NoRefusal> Describe(string company, CompanyFacts facts)
    {
        var row = new CompanyListRow(company, company.Split('/')[0], facts.Siren, facts.Name, facts.City, facts.Establishments, SearchText.Normalize(facts.Name));
        return new(this with { Facts = facts }, default, null, [new Upsert(row), new Notify($"company/{company}")]);
    }
}

/// <param name="Folded">The name as it is found and ordered.</param>
[Row("company_list", key: 1)]
public sealed record CompanyListRow(string Company, string Portal, string Siren, string Name, string City, int Establishments, string Folded = "") : Row;

[GrainType("company")]
public sealed class CompanyGrain(CommitServices services) : CommittingGrain<CompanyState>(services), ICompanyGrain
{
    protected override string Kind => "company";

    public Task Describe(OperationId operation, CompanyFacts facts) => Answer(operation, Condition.None, State.Describe(Key, facts));

    public Task<CompanyFacts?> View() => Task.FromResult(State.Facts);
}
