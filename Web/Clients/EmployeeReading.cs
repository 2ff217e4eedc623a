using Grains.Access;
using Grains.Clients;
using Grains.Interfaces;
using Grains.Interfaces.Clients;
using Web.Security;

namespace Web.Clients;

/// <summary>Advisers at a company's employees: a part of the company's sheet, where each reading is noted.</summary>
public sealed class EmployeeReading(Rights rights, ClientQueries clients, IGrainFactory grains, FormOperations operations)
{
    private const int MaxKey = 64;

    /// <summary>The company, for who reads affiliations there; null for everybody else, as for no company.</summary>
    public async Task<ClientHit?> Of(Caller caller, string portal, string siren, CancellationToken cancel)
    {
        var company = $"{portal}/{siren}";
        if (!StaffRights.May(caller, StaffAct.ReadEmployees) || company.Length > MaxKey
            || await clients.Client(rights.ScopeOf(caller), ClientKind.Company, company, cancel) is not { } client)
            return null;
        var sheet = ClientAddress.KeyOf(ClientKind.Company, company);
        var noted = await grains.GetGrain<IClientSheetGrain>(sheet).NoteReading(caller, operations.For(caller, FormOperations.NewKey(), "employees", sheet));
        return noted.Ok ? client : null;
    }
}
