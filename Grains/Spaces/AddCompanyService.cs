using Grains.Interfaces;
using Grains.Interfaces.Companies;
using Grains.Interfaces.Spaces;

namespace Grains.Spaces;

/// <summary>Adds what an administrator has proven: the company is described in the portal first, where nobody had it yet.</summary>
public sealed class AddCompanyService(IGrainFactory grains)
{
    public async Task<Result<PortfolioRefusal>> Add(Caller by, OperationId operation, string space)
    {
        if (await grains.GetGrain<ICompanyProofGrain>(by.Account).Proven(by) is not { } facts)
            return PortfolioRefusal.NotProven;
        var company = grains.GetGrain<ICompanyGrain>($"{by.Portal}/{facts.Siren}");
        if (await company.View() is null)
            await company.Describe(operation.Step("company"), facts);
        return await grains.GetGrain<ISpacePortfolioGrain>(space).AddCompany(by, operation.Step("add"), $"{by.Portal}/{facts.Siren}");
    }
}
