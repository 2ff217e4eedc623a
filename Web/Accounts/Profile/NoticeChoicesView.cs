using Grains.Interfaces.Notices;
using Grains.Notices;

namespace Web.Accounts.Profile;

/// <summary>« Mes e-mails »: for each kind of news that the person is offered, how they hear of it.</summary>
/// <param name="Account">Whose they are: another tab's choice is shown at once.</param>
/// <param name="Path">The profile's address.</param>
/// <param name="After">How long news of a request waits to be read before it is told, spelled.</param>
public sealed record NoticeChoicesView(string Account, string Path, PersonChoices Choices, string After)
{
    private const string Prefix = "avis-";

    public static readonly IReadOnlyList<NoticeTiming> Timings = Enum.GetValues<NoticeTiming>();

    /// <summary>Nothing was kept: what was sent is none of what is offered.</summary>
    public bool Refused { get; init; }

    public IReadOnlyList<NoticeKind> Kinds => NoticeDefaults.Offered(Choices.Role);

    public static bool IsOffered(NoticeKind kind, NoticeTiming timing) => NoticeDefaults.Timings(kind).Contains(timing);

    public static string Field(NoticeKind kind) => $"{Prefix}{(int)kind}";

    public static string Name(NoticeTiming timing) => timing switch
    {
        NoticeTiming.AtOnce => NoticeTexts.AtOnce,
        NoticeTiming.Daily => NoticeTexts.Daily,
        _ => NoticeTexts.Never,
    };

    public static string Name(NoticeKind kind) => kind switch
    {
        NoticeKind.Answer => NoticeTexts.KindAnswer,
        NoticeKind.Asked => NoticeTexts.KindAsked,
        NoticeKind.Progress => NoticeTexts.KindProgress,
        NoticeKind.OfOthers => NoticeTexts.KindOthers,
        NoticeKind.Affiliation => NoticeTexts.KindAffiliation,
        NoticeKind.Reminder => NoticeTexts.KindReminder,
        NoticeKind.MandateEnd => NoticeTexts.KindMandate,
        _ => NoticeTexts.KindApplicant,
    };

    /// <summary>What it means, where the name does not say it; empty elsewhere.</summary>
    public string Hint(NoticeKind kind) => kind switch
    {
        NoticeKind.Answer => string.Format(NoticeTexts.KindAnswerHint, After),
        NoticeKind.Asked => NoticeTexts.KindAskedHint,
        NoticeKind.Progress => NoticeTexts.KindProgressHint,
        NoticeKind.OfOthers => NoticeTexts.KindOthersHint,
        _ => "",
    };

    /// <summary>The choices that a form sent; null when one of them is none of those that are offered.</summary>
    public IReadOnlyList<NoticeChosen>? Read(IFormCollection form)
    {
        var chosen = form.Where(f => f.Key.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(f => int.TryParse(f.Key[Prefix.Length..], out var kind) && int.TryParse(f.Value, out var timing)
                ? new NoticeChosen((NoticeKind)kind, (NoticeTiming)timing) : null).ToList();
        return chosen.TrueForAll(c => c is not null && Kinds.Contains(c.Kind) && IsOffered(c.Kind, c.Timing)) ? [.. chosen.OfType<NoticeChosen>()] : null;
    }
}
