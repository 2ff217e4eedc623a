using Grains.Access;
using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Requests;
using Grains.Payments;
using Grains.Requests.Forms;

namespace Grains.Requests.Drafts;

/// <summary>What a draft holds, and what of a page it will hold: read beside the turn that keeps it.</summary>
public sealed class DraftKeeping(RequestQueries queries, FormFactQueries facts, SealedAnswers secrets, Rights rights)
{
    public async Task<IReadOnlyDictionary<string, string>> Fields(string request) => secrets.Open(request, await queries.DraftFields(request));

    internal async Task<KeptPage> Of(Caller by, string request, RequestState state, FormDefinition form, DraftPage page)
    {
        if (!state.IsDraft)
            return new(new(page.Fields, []), new(page.Fields, [], page.Fields), state.Matter);
        var before = await Fields(request);
        var merge = DraftMerge.Of(form, before, page.Fields, page.Seen);
        var answers = secrets.Seal(form, request, await facts.Drafted(
            rights.ScopeOf(by), form, state.Company, merge.Typed.GetValueOrDefault("company", state.Company), before, merge.Typed));
        return new(merge, answers, state.About(form, merge.Typed, answers.Siret));
    }

    /// <summary>Both on what the draft is about and on what the page makes it about.</summary>
    internal Condition RightTo(Caller by, RequestState state, FormDefinition form, DraftPage page, KeptPage kept) => by.Account == state.Author
        ? rights.ToAct(by, RequestRefusal.NotFound, [state.Matter, kept.Matter])
        : rights.ToShare(by, RequestRefusal.NotFound, (state.DraftRights, state.Matter), (state.SharedBy(form, page.Fields, kept.Matter), kept.Matter));
}

/// <summary>What a page of a draft comes to.</summary>
internal sealed record KeptPage(DraftMerge Merge, DraftAnswers Answers, Matter Matter);
