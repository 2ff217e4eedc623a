using Grains.Access;
using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Requests;
using Grains.Payments;
using Grains.Requests.Forms;

namespace Grains.Requests.Drafts;

/// <summary>What a draft holds, and what of a page it will hold: read beside the turn that keeps it.</summary>
public sealed class DraftKeeping(RequestQueries queries, FormFactQueries facts, SealedAnswers secrets, Rights rights, IStateStore store, TimeProvider clock)
{
    public async Task<IReadOnlyDictionary<string, string>> Fields(string request) => secrets.Open(request, await queries.DraftFields(request));

    internal async Task<KeptPage> Of(Caller by, string request, RequestState state, FormDefinition form, DraftPage page)
    {
        if (!state.IsDraft)
            return new(new(page.Fields, []), new(page.Fields, [], page.Fields), state.Matter, new(""));
        var before = await Fields(request);
        var merge = DraftMerge.Of(form, before, page.Fields, page.Seen);
        var answers = secrets.Seal(form, request, await facts.Drafted(
            rights.ScopeOf(by), form, state.Company, merge.Typed.GetValueOrDefault("company", state.Company), before, merge.Typed));
        var matter = state.About(form, merge.Typed, answers.Siret);
        return new(merge, answers, matter, await PlaceOf(request, page, DraftPlace.Of(form, matter, state.SharedBy(form, page.Fields, matter), answers.All)))
        {
            IsHiddenFromAuthor = await IsHiddenFromAuthor(by, state, matter),
        };
    }

    private async ValueTask<DraftPlace> PlaceOf(string request, DraftPage page, string place)
    {
        var holder = place.Length == 0 ? null : await store.FindClaim(DraftPlace.Claim, place, clock.GetUtcNow());
        return new(place, holder, holder == KeyOf(request) ? null : page.InPlaceOf.Select(KeyOf).FirstOrDefault(k => k == holder));

        static string KeyOf(string draft) => $"request/{draft}";
    }

    /// <summary>
    /// Would its author, who sees it, see it no more where another places it? Asked before the commit, not at it: what hides the place in that instant hides the draft as
    /// any other.
    /// </summary>
    private async ValueTask<bool> IsHiddenFromAuthor(Caller by, RequestState state, Matter matter)
    {
        if (by.Account == state.Author || matter.Siret.Length == 0 || (matter.Company, matter.Siret) == (state.Company, state.Siret))
            return false;
        var author = by with { Account = state.Author, Session = "" };
        return await rights.MayRead(author, state.Company, siret: state.Siret) && !await rights.MayRead(author, matter.Company, siret: matter.Siret);
    }

    /// <summary>Both on what the draft is about and on what the page makes it about.</summary>
    internal Condition RightTo(Caller by, RequestState state, FormDefinition form, DraftPage page, KeptPage kept) => by.Account == state.Author
        ? rights.ToAct(by, RequestRefusal.NotFound, [state.Matter, kept.Matter])
        : rights.ToShare(by, RequestRefusal.NotFound, (state.DraftRights, state.Matter), (state.SharedBy(form, page.Fields, kept.Matter), kept.Matter));
}

/// <summary>What a page of a draft comes to.</summary>
internal sealed record KeptPage(DraftMerge Merge, DraftAnswers Answers, Matter Matter, DraftPlace Place)
{
    public bool IsHiddenFromAuthor { get; init; }
}
