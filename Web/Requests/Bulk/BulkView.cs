using Grains.Interfaces.Requests;
using Grains.Requests;
using Grains.Requests.Bulk;
using Microsoft.AspNetCore.Html;
using Web.Accounts.Profile;
using Web.Display;
using Web.Requests.Workbench;

namespace Web.Requests.Bulk;

/// <summary>What was typed beside the choice.</summary>
/// <param name="To"><c>equipe/</c> and a team's key, or <c>compte/</c> and a colleague's account.</param>
public sealed record BulkFields(string Text = "", string To = "");

/// <summary>An act on many requests before it is confirmed.</summary>
/// <param name="Rows">Those that were chosen and that the caller sees.</param>
/// <param name="Place">The query of the list that one comes from.</param>
public sealed record BulkView(BulkAct Act, IReadOnlyList<BulkRow> Rows, BulkFields Typed, IReadOnlyList<FieldFault> Faults, string? Place)
{
    /// <summary>The name in a list's address by which its rows can be chosen.</summary>
    public const string Choosing = "choisir";

    /// <summary>Characters of what all customers read.</summary>
    public const int LongestReason = 500;

    private static readonly (BulkAct Act, string Slug)[] Slugs = [(BulkAct.TakeCharge, "prendre"), (BulkAct.Transfer, "transferer"), (BulkAct.Close, "clore")];

    /// <summary>Chosen beyond <see cref="BulkWish.MostChosen"/>.</summary>
    public int Surplus { get; init; }

    public IReadOnlyList<(string Key, string Name)> Teams { get; init; } = [];

    public IReadOnlyList<Colleague> Colleagues { get; init; } = [];

    public IReadOnlyList<BulkRow> Reached { get; } = [.. Rows.Where(r => r.Kept is null)];

    public IReadOnlyList<BulkRow> Kept { get; } = [.. Rows.Where(r => r.Kept is not null)];

    public string Back => $"{WorkbenchView.Path}?{Place}";

    public string Title => Act switch
    {
        BulkAct.TakeCharge => BulkTexts.TitleTake,
        BulkAct.Transfer => BulkTexts.TitleTransfer,
        _ => BulkTexts.TitleClose,
    };

    public string Go => Act switch
    {
        BulkAct.TakeCharge => Counted(BulkTexts.GoTakeOne, BulkTexts.GoTakeMany),
        BulkAct.Transfer => Counted(BulkTexts.GoTransferOne, BulkTexts.GoTransferMany),
        _ => Counted(BulkTexts.GoCloseOne, BulkTexts.GoCloseMany),
    };

    public string Slug => Slugs.First(s => s.Act == Act).Slug;

    public string? Sentence(string field) => Faults.FirstOrDefault(f => f.Field == field)?.Sentence;

    public static BulkAct? ActOf(string? slug) => Slugs.Where(s => s.Slug == slug).Select(s => (BulkAct?)s.Act).FirstOrDefault();

    private string Counted(string one, string many) => string.Format(Reached.Count < 2 ? one : many, French.Number(Reached.Count));

    /// <summary>Why one is left out.</summary>
    public static IHtmlContent Why(BulkRow row) => row.Kept switch
    {
        RequestRefusal.AlreadyClosed => Named.Text(BulkTexts.KeptClosed),
        RequestRefusal.AlreadyThere => Named.Text(BulkTexts.KeptYours),
        RequestRefusal.TakenByAnother => Named.In(BulkTexts.KeptAnother, Named.Of(row.HandlerName)),
        RequestRefusal.ItemsAsked => Named.Text(BulkTexts.KeptItems),
        RequestRefusal.IsMedical => Named.Text(BulkTexts.KeptMedical),
        RequestRefusal.IsComplaint => Named.Text(BulkTexts.KeptComplaint),
        _ => Named.Text(BulkTexts.KeptAccount),
    };
}
