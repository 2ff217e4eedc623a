using System.Globalization;
using Grains.Interfaces.Portals;
using Grains.Portals;
using Grains.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Web.Portals.Announcements;

/// <param name="Field">The id of the field.</param>
public sealed record AnnouncementFault(string Field, string Sentence);

/// <summary>The form as it was typed; hours are those of Paris.</summary>
public sealed record AnnouncementFields
{
    public const string Banner = "bandeau";
    public const string Novelty = "nouveaute";

    private const string Hour = "yyyy-MM-dd'T'HH:mm";

    [FromForm(Name = "genre")]
    public string Genre { get; init; } = Banner;

    [FromForm(Name = "titre")]
    public string Titre { get; init; } = "";

    /// <summary>Bound apart: its lines are kept.</summary>
    [BindNever]
    public string Texte { get; init; } = "";

    [FromForm(Name = "debut")]
    public string Debut { get; init; } = "";

    [FromForm(Name = "fin")]
    public string Fin { get; init; } = "";

    /// <summary>Of one that is there, to be changed.</summary>
    public static AnnouncementFields Of(AnnouncementView one) => new()
    {
        Genre = one.Kind is AnnouncementKind.Novelty ? Novelty : Banner, Titre = one.Title, Texte = one.Text,
        Debut = Typed(one.FromAt), Fin = one.ToAt is { } to ? Typed(to) : "",
    };

    /// <summary>What a browser can say; the rest is refused by who publishes.</summary>
    public IReadOnlyList<AnnouncementFault> Faults()
    {
        var faults = new List<AnnouncementFault>();
        if ((Debut ?? "").Length > 0 && At(Debut) is null)
            faults.Add(new("debut", AnnouncementTexts.FaultHour));
        if ((Fin ?? "").Length > 0 && At(Fin) is null)
            faults.Add(new("fin", AnnouncementTexts.FaultHour));
        return faults;
    }

    public Announcement Read() => new(
        Genre == Novelty ? AnnouncementKind.Novelty : AnnouncementKind.Banner, (Titre ?? "").Trim(), Texte.Trim(), At(Debut), At(Fin));

    public static AnnouncementFault Of(AnnouncementRefusal refusal) => refusal switch
    {
        AnnouncementRefusal.Empty => new("titre", AnnouncementTexts.FaultEmpty),
        AnnouncementRefusal.TooLong => new("texte", string.Format(AnnouncementTexts.FaultTooLong, AnnouncementState.MaxTitle, AnnouncementState.MaxText)),
        AnnouncementRefusal.Ended => new("fin", AnnouncementTexts.FaultEnded),
        AnnouncementRefusal.ChangedMeanwhile => new("titre", AnnouncementTexts.FaultChanged),
        AnnouncementRefusal.NotFound => new("titre", AnnouncementTexts.FaultOver),
        AnnouncementRefusal.EndsTooSoon => new("fin", AnnouncementTexts.FaultOrder),
        _ => new("titre", string.Format(AnnouncementTexts.FaultTooMany, AnnouncementState.Most)),
    };

    private static string Typed(DateTimeOffset at) => Paris.Local(at).ToString(Hour, CultureInfo.InvariantCulture);

    private static DateTimeOffset? At(string? typed) =>
        DateTime.TryParseExact(typed, Hour, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local) ? Paris.At(local) : null;
}
