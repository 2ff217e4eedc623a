using Grains.Access;
using Grains.Commits;
using Grains.Contracts;
using Grains.Interfaces;
using Grains.Interfaces.Companies;
using Grains.Interfaces.Employees;

namespace Grains.Employees;

/// <param name="Contracts">Those of the covers, as the core system describes them.</param>
public sealed record Certificate(CertificateFacts Facts, string Company, IReadOnlyList<Contract> Contracts);

/// <summary>Certificates of affiliation, with the names of what they certify, and the sheet on paper.</summary>
public sealed class CertificateService(IGrainFactory grains, IStateStore store, AffiliationService affiliations, EmployeeQueries employees, Rights rights)
{
    public async Task<Result<Certificate, EmployeeRefusal>> OfEmployer(Caller by, string id)
    {
        var certified = await grains.GetGrain<IEmployeeGrain>($"{by.Portal}/{id}").Certify(by);
        return certified.Ok ? await Named(certified.Value) : certified.Refusal.Value;
    }

    /// <summary>Null: the session is over, or nothing is covered yet.</summary>
    public async Task<Certificate?> OfEmployee(string employee, string session) =>
        await affiliations.Certify(employee, session) is { } facts ? await Named(facts) : null;

    /// <summary>The sheet for a paper; written down before it is given. Null for nobody, and for who may not read it.</summary>
    public async Task<EmployeeSheet?> Sheet(Caller by, string id, CancellationToken cancel) =>
        (await grains.GetGrain<IEmployeeGrain>($"{by.Portal}/{id}").Print(by)).Ok ? await employees.Sheet(rights.ScopeOf(by), id, cancel) : null;

    private async Task<Certificate> Named(CertificateFacts facts)
    {
        var company = await grains.GetGrain<ICompanyGrain>(facts.Company).View();
        var contracts = await ContractReading.WholeOfCompany(store, facts.Company[(facts.Company.IndexOf('/', StringComparison.Ordinal) + 1)..]);
        return new Certificate(facts, company?.Name ?? "", [.. contracts.Where(c => facts.Covers.Any(i => i.Contract == c.Number))]);
    }
}
