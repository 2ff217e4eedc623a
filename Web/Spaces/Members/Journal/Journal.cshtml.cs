using Grains.Spaces;
using Microsoft.AspNetCore.Mvc;
using Web.Display;
using Web.Shared;

namespace Web.Spaces.Members.Journal;

/// <summary>Who did what in the space, and when; for its administrators.</summary>
public sealed class JournalModel(MemberServices services) : MemberPage(services)
{
    public JournalPage Entries { get; private set; } = null!;

    public JournalFilter Filter { get; private set; } = new();

    public string? Next { get; private set; }

    public async Task<IActionResult> OnGet(string? espace, string? type, string? personne, string? apres)
    {
        if (await Enter(espace, administrates: true) is { } refused)
            return refused;
        Filter = JournalLabels.Filter(type, personne, apres);
        Entries = await Services.Members.Journal(Scope, Space.Space, Filter, HttpContext.RequestAborted);
        Next = Entries.Next is { } next ? At(Filter with { After = next }) : null;
        return Page();
    }

    /// <summary>The file of what is shown, its further pages too.</summary>
    public string Export => At(Filter with { After = null }, "journal/export");

    /// <summary>The journal with a filter, from its beginning.</summary>
    public string At(JournalFilter filter, string page = "journal") => QueryText.Of(Frame.Path(page), ("espace", Spaces.Count > 1 ? Suffix : null),
        ("type", filter.Kind is { } kind ? JournalLabels.Slug(kind) : null), ("personne", filter.Person), ("apres", filter.After));

    /// <summary>The name of who the journal is narrowed to.</summary>
    public string Person => Entries.Rows is [var first, ..] && first.Name.Length > 0 ? first.Name : MemberTexts.JournalSomebody;

    /// <summary>What was done, in words; what has no words of its own is not shown as a code.</summary>
    public static string Sentence(JournalEntry entry)
    {
        var (action, rest) = entry.Action.Split(' ', 2) is [var first, var second] ? (first, second) : (entry.Action, entry.Detail);
        var about = entry.About.Length > 0 ? entry.About : rest;
        var sentence = action switch
        {
            "space-opened" => MemberTexts.DidOpen,
            "company-added" => MemberTexts.DidAddCompany,
            "company-removed" => MemberTexts.DidRemoveCompany,
            "establishment-hidden" => MemberTexts.DidHide,
            "establishment-shown" => MemberTexts.DidShow,
            "admission-asked" => MemberTexts.DidAsk,
            "admitted" or "member-admitted" => MemberTexts.DidAdmit,
            "not-admitted" => MemberTexts.DidRefuse,
            "claim-asked" => MemberTexts.DidClaim,
            "claim-objected" => MemberTexts.DidObject,
            "claim-granted" => MemberTexts.DidGrant,
            "claim-refused" => MemberTexts.DidNotGrant,
            "claim-reason" or "invitation-reason" => MemberTexts.DidReason,
            "member-invited" => MemberTexts.DidInvite,
            "member-invited-again" => MemberTexts.DidInviteAgain,
            "invitation-accepted" => MemberTexts.DidAccept,
            "invitation-refused" => MemberTexts.DidDecline,
            "invitation-revoked" => MemberTexts.DidRevoke,
            "member-changed" or "member-restricted" => MemberTexts.DidChange,
            "member-changed-own" => MemberTexts.DidChangeOwn,
            "mandate-ending" => MemberTexts.DidEnd,
            "mandate-renewed" => MemberTexts.DidRenew,
            "mandate-arrived" => MandateTexts.DidArrive,
            "mandate-placed" => MandateTexts.DidPlace,
            "mandate-passed-on" => MandateTexts.DidPassOn,
            "mandate-taken-back" => MandateTexts.DidTakeBack,
            "mandate-ended" => MandateTexts.DidEnd,
            "member-suspended" => MemberTexts.DidSuspend,
            "member-restored" => MemberTexts.DidRestore,
            "member-removed" => MemberTexts.DidRemove,
            "member-left" => MemberTexts.DidLeave,
            _ => MemberTexts.DidOther,
        };
        return string.Format(sentence, about.Contains('/', StringComparison.Ordinal) ? French.Siren(about[(about.LastIndexOf('/') + 1)..]) : about);
    }
}
