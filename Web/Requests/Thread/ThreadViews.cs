using Grains.Access;
using Grains.Interfaces;
using Grains.Interfaces.Requests;
using Grains.Requests;
using Grains.Requests.Forms;
using Web.Security;

namespace Web.Requests.Thread;

/// <summary>Reads what a request's page shows, for whichever side looks; null when the caller may not see it or there is none.</summary>
public sealed class ThreadViews(Rights rights, RequestQueries requests, ThreadQueries threads, FormCatalogue forms, TimeProvider clock)
{
    public Task<RequestSummary?> Find(Caller caller, string number) => requests.Find(rights.ScopeOf(caller), number);

    public async Task<ThreadView?> Read(Caller caller, string number, long? since = null, long? before = null, ComposerDraft? draft = null)
    {
        if (await threads.Page(rights.ScopeOf(caller), number, since, before) is not var (request, slice, asked, files, answers))
            return null;
        var portal = caller.IsStaff ? Caller.StaffPortal : caller.Portal;
        var mayAnswer = caller.IsStaff
            ? request.Handler == caller.Account && request.Status is not RequestStatus.Closed
            : request.Status is not RequestStatus.Draft && request.MayAct;
        return new ThreadView(
            request, slice, new AskedView(asked, request.Status), SentAnswers.Of(forms.Find(request.Form), answers), files, caller.Account, caller.IsStaff,
            $"/{portal}/demandes/{number}", $"/{portal}/fichiers", draft?.Operation ?? FormOperations.NewKey(), draft ?? ComposerDraft.Empty, mayAnswer,
                clock.GetUtcNow());
    }
}
