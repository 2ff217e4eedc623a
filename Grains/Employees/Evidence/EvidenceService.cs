using Grains.Access;
using Grains.Batches;
using Grains.Interfaces;
using Grains.Interfaces.Employees.Evidence;

namespace Grains.Employees.Evidence;

/// <summary>Asks for evidence bundles, and opens them.</summary>
public sealed class EvidenceService(IGrainFactory grains, Rights rights)
{
    /// <summary>Begins one of a company, or finds the one that is in the making; the same operation is the same bundle. Refused: NotFound, Nothing.</summary>
    public async Task<Result<EvidenceRefusal>> Prepare(Caller by, OperationId operation, string company)
    {
        var asked = await grains.GetGrain<IEvidenceGrain>(BatchStep.KeyOf(by.Portal, operation.Value)).Prepare(by, operation, company);
        return asked.Refusal is EvidenceRefusal.Underway ? Result<EvidenceRefusal>.Done : asked;
    }

    /// <summary>As <see cref="IEvidenceGrain.Open"/>.</summary>
    /// <param name="id">Without the portal.</param>
    public Task<Result<EvidenceFile, EvidenceRefusal>> Open(Caller by, string id) => grains.GetGrain<IEvidenceGrain>($"{by.Portal}/{id}").Open(by);

    /// <summary>Asked while it is given out.</summary>
    /// <exception cref="AccessLostException">The right to something in it is gone.</exception>
    public async Task Check(Caller by, EvidenceFile file)
    {
        if (!await rights.Hold(rights.ToReadEmployees(by, EvidenceRefusal.Hidden, file.Company, [.. file.Sirets])))
            throw new AccessLostException();
    }
}
