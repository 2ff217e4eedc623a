using System.Globalization;
using Grains.Interfaces.Requests;
using Grains.Interfaces.Spaces;
using Grains.Reads;
using Grains.Requests;
using Microsoft.AspNetCore.Html;
using Web.Companies;
using Web.Display;
using Web.Shared;

namespace Web.Requests.Notices;

/// <summary>A line of « Notifications »: what happened in a request, or what waits for the person's answer elsewhere.</summary>
/// <param name="Key">Of this line alone, in the address of the page after it.</param>
/// <param name="Address">Where it is read, or answered.</param>
/// <param name="Said">What happened, in one sentence.</param>
/// <param name="About">Below it, as text.</param>
public sealed record NoticeLine(string Key, DateTimeOffset At, string Address, string Icon, IHtmlContent Said, string About)
{
    /// <summary>Of a request; null elsewhere.</summary>
    public string? Number { get; init; }

    public string CompanyName { get; init; } = "";

    public bool Unread { get; init; }

    /// <summary>It is unread until somebody has answered it.</summary>
    public bool Waits => Number is null;

    /// <param name="home">What the portal's addresses begin with, with a stroke at the end.</param>
    public static NoticeLine Of(string home, Notice notice) => new(
        string.Create(CultureInfo.InvariantCulture, $"{notice.Number}.{notice.Tick}"), notice.At, $"{home}demandes/{notice.Number}", IconOf(notice), Told(notice),
        notice.Subject) { Number = notice.Number, CompanyName = notice.CompanyName, Unread = notice.Unread };

    /// <summary>What waits, the caller's own claims apart.</summary>
    public static IEnumerable<NoticeLine> Of(string home, AwaitedAnswers awaited, string account) =>
    [
        .. awaited.Invitations.Select(i => new NoticeLine(
            $"invitation.{i.Space}.{i.Member}", i.AskedAt, $"{home}accueil#invitations", "people",
            Named.In(i.Role is SpaceRole.ExpertComptable ? NoticeTexts.Mandate : NoticeTexts.Invitation, Named.Of(i.AskedBy)), "") { CompanyName = i.SpaceName }),
        .. awaited.Applicants.Select(a => new NoticeLine(
            $"acces.{a.Space}.{a.Account}", a.AskedAt, $"{home}accueil#acces", "people", Named.In(NoticeTexts.Applicant, Named.Of(a.Name)), "") { CompanyName = a.CompanyName }),
        .. awaited.Claims.Where(c => c.Account != account).Select(c => new NoticeLine(
            $"administration.{c.Space}.{c.Account}", c.AskedAt, $"{home}administrateur", "key", Named.In(NoticeTexts.Claim, Named.Of(c.Name)), "") { CompanyName = c.SpaceName }),
        .. awaited.Waivers.Where(w => w.AskedAt is not null).Select(w => new NoticeLine(
            string.Create(CultureInfo.InvariantCulture, $"dispense.{w.Id}.{w.Waiver}"), w.AskedAt!.Value, QueryText.Of($"{home}salaries/dispenses", (ChosenCompany.Field, w.Company.Split('/')[^1])), "em-waived",
            Named.In(NoticeTexts.Waiver, Named.Of(w.Name)), "") { CompanyName = w.CompanyName }),
    ];

    private static string IconOf(Notice notice) => notice.Kind switch
    {
        EntryKind.Message => "mail",
        EntryKind.Asked => "clip",
        EntryKind.Closed or EntryKind.ChangeRecorded or EntryKind.Merged => "st-done",
        EntryKind.ItemWithdrawn => "x",
        EntryKind.PromiseMoved or EntryKind.PromiseReplanned => "clock",
        _ => "st-progress",
    };

    private static IHtmlContent Told(Notice notice)
    {
        var who = Named.Of(notice.AuthorName);
        return notice.Kind switch
        {
            EntryKind.Message => Named.In(NoticeTexts.Message, who),
            EntryKind.TakenInCharge => Named.In(NoticeTexts.Taken, who),
            EntryKind.Asked => Asked(notice.Text.Split('\n'), who),
            EntryKind.Closed => Named.Text(NoticeTexts.Closed),
            EntryKind.Opened => Named.In(OpeningTexts.Notice, who),
            EntryKind.Merged => Named.In(TieTexts.NoticeMerged, who),
            EntryKind.Reopened => Named.In(NoticeTexts.Reopened, who),
            EntryKind.ChangeRecorded => Named.In(NoticeTexts.ChangeRecorded, who),
            EntryKind.ItemWithdrawn => Named.In(NoticeTexts.ItemWithdrawn, who),
            EntryKind.PromiseMoved or EntryKind.PromiseReplanned => Named.Text(PromiseTexts.Event),
            _ => Named.In(NoticeTexts.Other, who),
        };
    }

    private static IHtmlContent Asked(string[] items, IHtmlContent who) =>
        items.Length == 1 ? Named.In(NoticeTexts.AskedOne, who) : Named.In(NoticeTexts.AskedMany, who, items.Length);
}
