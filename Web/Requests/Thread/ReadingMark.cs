using Grains.Requests;
using Grains.Text;
using Microsoft.AspNetCore.Html;
using Web.Display;

namespace Web.Requests.Thread;

/// <summary>How far one's own message has come: sent, received, read by whom and when. Always in words.</summary>
public sealed record ReadingMark(bool Read, bool Received, IHtmlContent Text)
{
    public string Icon => Received ? "checks" : "check";

    public static ReadingMark Of(ThreadEntry entry, ThreadSlice thread, DateTimeOffset now)
    {
        var others = thread.Readers.Where(reader => reader.Staff != entry.Staff).ToDictionary(reader => reader.Account);
        var read = thread.Marks
            .Where(mark => mark.Tick >= entry.Tick && others.ContainsKey(mark.Account))
            .OrderBy(mark => mark.At)
            .FirstOrDefault();
        if (read is not null)
            return new(true, true, ReadBy(others[read.Account].Name, read.At, entry.At, now));
        return others.Values.Any(reader => reader.Received >= entry.Tick)
            ? new(false, true, Named.Text(RequestTexts.MarkReceived))
            : new(false, false, Named.Text(RequestTexts.MarkSent));
    }

    /// <summary>« Lu par Claire Montbrel à 10 h 32 »: the thread already says the day, a reading on the same one needs its hour alone.</summary>
    public static IHtmlContent ReadBy(string name, DateTimeOffset read, DateTimeOffset written, DateTimeOffset now) => Named.In(
        RequestTexts.MarkRead, Named.Of(name), Paris.Day(read) == Paris.Day(written) ? string.Format(RequestTexts.MarkReadAt, FrenchDates.Hour(read))
            : FrenchDates.OnDay(read, now));
}
