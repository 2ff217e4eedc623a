using System.Text.Json;
using Grains.Commits;

namespace Grains.Employees.Due;

/// <summary>
/// The mail that tells of a company's employees who are to be reminded: one to each person who chose to hear of it at once, whatever number of employees came
/// to it at whatever instants since the last. Numbers and a link, no names. Who hears once a day reads of them in the digest.
/// </summary>
public sealed record ToRemindMail(string Company)
{
    public const string JobKind = "employees-to-remind";

    public const string Template = "employees-to-remind";

    /// <summary>Those who are invited one after the other, as by a file, are told of together.</summary>
    public static readonly TimeSpan Together = TimeSpan.FromMinutes(5);

    /// <summary>The next mail: whoever else becomes due until then is told of with it.</summary>
    public static Effect After(string company, DateTimeOffset now)
    {
        var at = now.AddTicks(-now.Ticks % Together.Ticks) + Together;
        return new Schedule(JobKind, $"{JobKind}/{company}/{at.ToUnixTimeMilliseconds()}", JsonSerializer.Serialize(new ToRemindMail(company)), at, JobLane.Mail);
    }

    public static ToRemindMail Read(LeasedJob job) => JsonSerializer.Deserialize<ToRemindMail>(job.Payload)!;
}
