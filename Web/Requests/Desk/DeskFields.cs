using System.Globalization;
using Grains.CoreSystem;
using Grains.Interfaces.Requests;
using Grains.Requests;
using Grains.Text;

namespace Web.Requests.Desk;

/// <summary>A call as it was typed.</summary>
/// <param name="Way"><see cref="Ours"/> when we called.</param>
public sealed record CallFields(string Way, string With, string Minutes, string Said)
{
    public const string Ours = "emis";

    private const char Parts = '|';

    /// <summary>What a refused form keeps beside what was said.</summary>
    public string Kept => string.Join(Parts, Way, Minutes, With);

    public static CallFields Of(string? way, string? with, string? minutes, string said) => new(way ?? "", with ?? "", minutes ?? "", said);

    /// <param name="request">Whose author was on the line unless somebody else was.</param>
    public static CallFields Again(string kept, string said, RequestSummary request) =>
        kept.Split(Parts, 3) is [var way, var minutes, var with] ? new(way, with, minutes, said) : new("", request.AuthorName, "", said);

    /// <summary>What is no number of minutes is none, and is refused.</summary>
    public PhoneCall Read() => new(Way == Ours, With.Trim(), int.TryParse(Minutes.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : 0, Said);
}

/// <summary>Until when a request is put aside, as it was typed.</summary>
public static class SnoozeFields
{
    public static readonly IReadOnlyList<int> Hours = [.. Enumerable.Range(8, 11)];

    /// <summary>Null when the day or the hour is none.</summary>
    public static DateTimeOffset? Instant(string? day, string? hour) =>
        TypedNumbers.Day(day ?? "") is { Year: > 2000 and < 2200 } typed && int.TryParse(hour, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && Hours.Contains(at)
            ? Paris.At(typed.ToDateTime(new TimeOnly(at, 0))) : null;

    public static (string Day, string Hour) Tomorrow(DateTimeOffset now) =>
        (Paris.Day(now).AddDays(1).ToString("dd/MM/yyyy", CultureInfo.InvariantCulture), "9");
}
