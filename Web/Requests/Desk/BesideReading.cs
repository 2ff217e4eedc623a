using System.Globalization;
using Grains.Access;
using Grains.Clients;
using Grains.Interfaces;
using Grains.Interfaces.Clients;
using Grains.Requests;
using Grains.Text;
using Web.Clients;
using Web.Security;

namespace Web.Requests.Desk;

/// <summary>
/// Reads what stands of a client beside a request. The reading is noted on the client's sheet before anything is shown, and on its author's: once a day for one adviser and request,
/// however often they open it.
/// </summary>
public sealed class BesideReading(Rights rights, RequestQueries requests, BesideQueries beside, IGrainFactory grains, FormOperations operations, TimeProvider clock)
{
    /// <summary>Null for a request that there is not, and for whoever is no adviser.</summary>
    public async Task<BesideView?> Of(Caller by, string number, CancellationToken cancel)
    {
        var scope = rights.ScopeOf(by);
        if (!by.IsStaff || await requests.Find(scope, number, cancel) is not { } request)
            return null;
        var isCompany = request.Siren.Length > 0;
        var author = ClientAddress.KeyOf(ClientKind.Account, request.Author);
        string[] sheets = isCompany ? [ClientAddress.KeyOf(ClientKind.Company, request.Company), author] : [author];
        var day = Paris.Day(clock.GetUtcNow()).ToString("O", CultureInfo.InvariantCulture);
        var noted = await Task.WhenAll(sheets.Select(sheet =>
            grains.GetGrain<IClientSheetGrain>(sheet).NoteReading(by, operations.For(by, $"{day}/{request.Request}", $"beside/{sheet}"))));
        return noted.All(n => n.Ok) && await beside.Of(scope, request, StaffRights.May(by, StaffAct.ReadEmployees), cancel) is { } found
            ? new BesideView(
                found, isCompany, $"/gestion/clients/{sheets[0]}",
                StaffRights.May(by, StaffAct.AnswerRequests)
                    ? OpenRequestModel.AddressOf(isCompany ? ClientKind.Company : ClientKind.Account, isCompany ? request.Company : request.Author) : null,
                clock.GetUtcNow()) : null;
    }
}
