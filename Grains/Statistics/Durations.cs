using System.Globalization;

namespace Grains.Statistics;

/// <summary>Durations in whole minutes, each with how often it came: exact, and short where many are alike.</summary>
public sealed class Durations
{
    private readonly SortedDictionary<int, int> _times = new();

    public int Count { get; private set; }

    /// <summary>Null without any.</summary>
    public double? Mean => Count == 0 ? null : _times.Sum(t => (double)t.Key * t.Value) / Count;

    /// <summary>Of an even number, between the two in the middle; null without any.</summary>
    public double? Median => Count == 0 ? null : (At((Count - 1) / 2) + At(Count / 2)) / 2.0;

    /// <exception cref="FormatException">It is not what <see cref="ToString"/> says.</exception>
    public static Durations Parse(string text) => new Durations().Add(text);

    /// <summary>Whole minutes, the begun one not counted.</summary>
    public Durations Add(TimeSpan time) => Add((int)time.TotalMinutes, 1);

    /// <summary>Those of a text besides.</summary>
    public Durations Add(string text)
    {
        foreach (var part in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var sign = part.IndexOf('*', StringComparison.Ordinal);
            Add(Number(sign < 0 ? part : part[..sign]), sign < 0 ? 1 : Number(part[(sign + 1)..]));
        }
        return this;
    }

    public override string ToString() => string.Join(' ', _times.Select(t => t.Value == 1 ? $"{t.Key}" : $"{t.Key}*{t.Value}"));

    private static int Number(string text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);

    private Durations Add(int minutes, int times)
    {
        _times[minutes] = _times.GetValueOrDefault(minutes) + times;
        Count += times;
        return this;
    }

    private int At(int place)
    {
        foreach (var (minutes, times) in _times)
        {
            if (place < times)
                return minutes;
            place -= times;
        }
        throw new ArgumentOutOfRangeException(nameof(place));
    }
}
