using System.Text.Json;
using Grains.Commits;
using Grains.Interfaces.Notices;
using Grains.Text;

namespace Grains.Employees.Due;

/// <summary>
/// The mail that tells of a company's employees who are to be reminded: one to each person who chose to hear of it then, whatever number of employees came
/// to it at whatever instants since the last. Numbers and a link, no names.
/// </summary>
/// <param name="Timing">Whose mail: of those who chose to hear at once, or once a day.</param>
public sealed record ToRemindMail(string Company, NoticeTiming Timing)
{
    public const string JobKind = "employees-to-remind";

    public const string Template = "employees-to-remind";

    /// <summary>« Tout de suite »: those who are invited one after the other, as by a file, are told of together.</summary>
    public static readonly TimeSpan Together = TimeSpan.FromMinutes(5);

    /// <summary>« Résumé du jour »: this hour in Paris, on days when advisers answer.</summary>
    public static readonly TimeOnly Morning = new(8, 0);

    /// <summary>The next mails: whoever else becomes due until then is told of with them.</summary>
    public static IEnumerable<Effect> After(string company, DateTimeOffset now) =>
    [
        new ToRemindMail(company, NoticeTiming.AtOnce).At(now.AddTicks(-now.Ticks % Together.Ticks) + Together, JobLane.Mail),
        new ToRemindMail(company, NoticeTiming.Daily).At(NextMorning(now), JobLane.Bulk),
    ];

    public static ToRemindMail Read(LeasedJob job) => JsonSerializer.Deserialize<ToRemindMail>(job.Payload)!;

    internal static DateTimeOffset NextMorning(DateTimeOffset now)
    {
        var local = Paris.Local(now);
        var day = DateOnly.FromDateTime(local);
        if (TimeOnly.FromDateTime(local) >= Morning)
            day = day.AddDays(1);
        while (OpeningHours.On(day).Count == 0)
            day = day.AddDays(1);
        return Paris.At(day.ToDateTime(Morning));
    }

    private Schedule At(DateTimeOffset at, JobLane lane) =>
        new(JobKind, $"{JobKind}/{(int)Timing}/{Company}/{at.ToUnixTimeMilliseconds()}", JsonSerializer.Serialize(this), at, lane);
}
