using Grains.Interfaces;
using Grains.Interfaces.Employees;
using Grains.Interfaces.Employees.Waivers;

namespace Grains.Employees.Waivers;

/// <summary>Answers to waivers: draws the employee's new link before the turn, so that a repeat draws the same.</summary>
public sealed class WaiverService(IGrainFactory grains, AffiliationService affiliations)
{
    /// <param name="id">The employee's, without the portal.</param>
    public Task<Result<EmployeeRefusal>> Accept(Caller by, OperationId operation, string id, int waiver) =>
        Of($"{by.Portal}/{id}").AcceptWaiver(by, operation, waiver, affiliations.Link(operation, $"{by.Portal}/{id}"));

    /// <param name="id">The employee's, without the portal.</param>
    public Task<Result<EmployeeRefusal>> Refuse(Caller by, OperationId operation, string id, int waiver, string reason) =>
        Of($"{by.Portal}/{id}").RefuseWaiver(by, operation, waiver, reason, affiliations.Link(operation, $"{by.Portal}/{id}"));

    /// <param name="id">The employee's, without the portal.</param>
    public Task<Result<EmployeeRefusal>> Forward(Caller by, OperationId operation, string id, int waiver) =>
        Of($"{by.Portal}/{id}").ForwardWaiver(by, operation, waiver);

    /// <param name="employee">The key: an adviser is of no portal.</param>
    public Task<Result<EmployeeRefusal>> Settle(Caller by, OperationId operation, string employee, int waiver, bool accepted, string reason) =>
        Of(employee).SettleWaiver(by, operation, waiver, accepted, reason, affiliations.Link(operation, employee));

    public Task Remind(OperationId operation, string employee, int waiver, int days) =>
        Of(employee).RemindWaiver(operation, waiver, days, affiliations.Link(operation, employee));

    private IWaiverGrain Of(string employee) => grains.GetGrain<IWaiverGrain>(employee);
}
