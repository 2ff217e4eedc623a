using Grains.Access;
using Grains.Commits;
using Grains.Documents;
using Grains.Interfaces;
using Grains.Interfaces.Requests;
using Grains.Requests.Forms;
using Orleans;

namespace Grains.Requests;

/// <summary>Checks the caller's right on the company at every verb, against the store, then lets the state decide.</summary>
[GrainType("request")]
public sealed class RequestGrain(CommitServices services, Rights rights, FormCatalogue forms, IFileCatalogue files, RequestQueries queries)
    : CommittingGrain<RequestState>(services), IRequestGrain
{
    protected override string Kind => "request";

    public async Task<Result<RequestRefusal>> Begin(Caller by, OperationId operation, string form, string company)
    {
        if (by.IsStaff || !Key.StartsWith(by.Portal + "/", StringComparison.Ordinal) || forms.Find(form) is not { } found || !await rights.MayAct(by, company))
            return RequestRefusal.NotFound;
        // A form that asks for no company is for oneself, and the reverse.
        if (found.IsPersonal != Rights.IsOwnFile(company))
            return RequestRefusal.NotFound;
        var own = found.IsPersonal ? await rights.OwnRequestsOf(by) : default;
        if (found.IsPersonal && own is OwnRequests.None)
            return RequestRefusal.NotFound;
        try
        {
            return await Answer(operation, State.Begin(Turn(by), found, company, isOnly: own is OwnRequests.One));
        }
        catch (ClaimLostException)
        {
            return RequestRefusal.OnlyOne;
        }
    }

    public async Task<Result<RequestRefusal>> SaveDraft(Caller by, OperationId operation, DraftPage page)
    {
        if (!await MayUse(by))
            return RequestRefusal.NotFound;
        var (form, company) = (forms.Get(State.Form), page.Fields.GetValueOrDefault("company"));
        if (company is not null && (form.IsPersonal != Rights.IsOwnFile(company) || !await rights.MayAct(by, company)))
            return RequestRefusal.NotFound;
        return await Answer(operation, State.Save(Turn(by), page, form, company));
    }

    public Task<Result<RequestRefusal>> AttachToDraft(Caller by, OperationId operation, string file) =>
        WithFile(by, operation, file, found => Answer(operation, State.Attach(Turn(by), found)));

    public async Task<Result<RequestRefusal>> DetachFromDraft(Caller by, OperationId operation, string file) =>
        await MayUse(by) ? await Answer(operation, State.Detach(Turn(by), file)) : RequestRefusal.NotFound;

    public async Task<Result<RequestRefusal>> DiscardDraft(Caller by, OperationId operation) =>
        await Answer(operation, await MayUse(by) ? State.Discard(Turn(by), forms.Get(State.Form).Fields.Select(f => f.Name)) : RequestRefusal.NotFound);

    public Task<Result<RequestRefusal>> Expire(OperationId operation) => Answer(
        operation, State.Exists ? State.Expire(Turn(new Caller("", CallerKind.Staff, State.Portal, "", "")), forms.Get(State.Form).Fields.Select(f => f.Name)) : RequestRefusal.NotFound);

    public async Task<Result<Sent, RequestRefusal>> Send(Caller by, OperationId operation, string number)
    {
        if (by.IsStaff || !await MayUse(by))
            return RequestRefusal.NotFound;
        var form = forms.Get(State.Form);
        var fields = await queries.DraftFields(Key);
        var attached = await queries.DraftAttachments(Key);
        return await Answer(operation, State.Send(Turn(by), number, form, fields, attached));
    }

    public async Task<Result<Posted, RequestRefusal>> Post(Caller by, OperationId operation, NewMessage message)
    {
        if (!await MayUse(by) || State.IsDraft)
            return RequestRefusal.NotFound;
        var attached = new List<Attachment>(message.Files.Count);
        foreach (var file in message.Files.Distinct().Take(NewMessage.MaxFiles + 1))
        {
            if (await files.Find(file, by.Account) is not { } found)
                return await Answer<Posted, RequestRefusal>(operation, RequestRefusal.FileNotFound);
            attached.Add(found);
        }
        try
        {
            return await Answer(operation, State.Post(Turn(by), message.Text, attached));
        }
        catch (ClaimLostException)
        {
            return RequestRefusal.FileNotFound;
        }
    }

    public async Task<Result<RequestRefusal>> TakeCharge(Caller by, OperationId operation) =>
        await MayUse(by) ? await Answer(operation, State.TakeCharge(Turn(by))) : RequestRefusal.NotFound;

    public async Task<Result<Posted, RequestRefusal>> AskFor(Caller by, OperationId operation, IReadOnlyList<string> items, string text) =>
        await MayUse(by) ? await Answer(operation, State.AskFor(Turn(by), items, text)) : RequestRefusal.NotFound;

    public Task<Result<RequestRefusal>> HandIn(Caller by, OperationId operation, string item, string file) =>
        WithFile(by, operation, file, found => Answer(operation, State.HandIn(Turn(by), item, found)));

    public async Task<Result<RequestRefusal>> Close(Caller by, OperationId operation, string reason) =>
        await MayUse(by) ? await Answer(operation, State.Close(Turn(by), reason)) : RequestRefusal.NotFound;

    public async Task<Result<RequestRefusal>> Withdraw(Caller by, OperationId operation) =>
        await MayUse(by) ? await Answer(operation, State.Withdraw(Turn(by))) : RequestRefusal.NotFound;

    public async Task<Result<RequestRefusal>> Seen(Caller by, long tick, bool read)
    {
        if (!await MayUse(by) || State.IsDraft)
            return RequestRefusal.NotFound;
        return State.Seen(Turn(by), await queries.Reader(Key, by.Account), tick, read) is { } decision ? await Answer(default, decision) : Result<RequestRefusal>.Done;
    }

    private async Task<Result<RequestRefusal>> WithFile(Caller by, OperationId operation, string file, Func<Attachment, Task<Result<RequestRefusal>>> act)
    {
        if (!await MayUse(by))
            return RequestRefusal.NotFound;
        if (await files.Find(file, by.Account) is not { } found)
            return await Answer<RequestRefusal>(operation, RequestRefusal.FileNotFound);
        try
        {
            return await act(found);
        }
        catch (ClaimLostException)
        {
            return RequestRefusal.FileNotFound;
        }
    }

    private async ValueTask<bool> MayUse(Caller by) => State.IsVisibleTo(by) && await rights.MayAct(by, State.Company);

    private RequestTurn Turn(Caller by) => new(Key, Version + 1, by, Now);
}
