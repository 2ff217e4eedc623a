using Grains.Interfaces;
using Grains.Interfaces.Employees;
using Grains.Interfaces.Employees.Departures;

namespace Grains.Employees.Departures.Proofs;

/// <summary>Proofs of portability: draws the leaver's new link before the turn, so that a repeat draws the same.</summary>
public sealed class PortabilityService(IGrainFactory grains, AffiliationService affiliations)
{
    /// <param name="employee">The key.</param>
    public Task<Result<AffiliationRefusal>> HandIn(string employee, string session, string formKey, IReadOnlyList<string> files) =>
        Of(employee).HandInProof(affiliations.Operation(formKey, "portability-proof", employee, string.Join(' ', files)), affiliations.HashSession(session), files);

    /// <param name="id">The employee's, without the portal.</param>
    public Task<Result<EmployeeRefusal>> HandInFor(Caller by, OperationId operation, string id, IReadOnlyList<string> files) =>
        Of($"{by.Portal}/{id}").HandInProofFor(by, operation, files);

    /// <param name="id">The employee's, without the portal.</param>
    public Task<Result<EmployeeRefusal>> Remind(Caller by, OperationId operation, string id) =>
        Of($"{by.Portal}/{id}").RemindProof(by, operation, affiliations.Link(operation, $"{by.Portal}/{id}"));

    /// <param name="employee">The key: an adviser is of no portal.</param>
    public Task<Result<EmployeeRefusal>> Settle(Caller by, OperationId operation, string employee, int proof, ProofDecision answer) =>
        Of(employee).SettleProof(by, operation, proof, answer, affiliations.Link(operation, employee));

    public Task Due(OperationId operation, string employee) => Of(employee).ProofDue(operation, affiliations.Link(operation, employee));

    private IPortabilityGrain Of(string employee) => grains.GetGrain<IPortabilityGrain>(employee);
}
