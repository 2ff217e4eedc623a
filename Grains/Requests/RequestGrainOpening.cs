using Grains.Interfaces;
using Grains.Interfaces.Requests;
using Grains.Requests.Desk;

namespace Grains.Requests;

public sealed partial class RequestGrain
{
    public async Task<Result<Sent, RequestRefusal>> Open(Caller by, OperationId operation, string number, OpenedRequest opened)
    {
        var right = rights.ToCall(by, RequestRefusal.NotFound);
        if (!by.IsStaff || !opened.Company.StartsWith($"{Key.Split('/')[0]}/", StringComparison.Ordinal)
            || forms.Find(RequestOpening.FormOf(opened.Company)) is not { } form)
            return await Answer<Sent, RequestRefusal>(operation, right, RequestRefusal.NotFound);
        var to = await addressees.Find(rights.ScopeOf(by), opened.Company, opened.Account);
        return await Answer(operation, right, State.Open(
            new RequestTurn(Key, Version + 1, by, Now, policies.For(Key.Split('/')[0]).UnreadMailAfter), number, form, opened, to));
    }
}
