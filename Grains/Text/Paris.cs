namespace Grains.Text;

/// <summary>The wall clock people in France read. Everything stored is an instant; only the screen has a time zone.</summary>
public static class Paris
{
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");

    /// <summary>The instant that this wall clock says; of an hour that comes twice, the first.</summary>
    public static DateTimeOffset At(DateTime local) => new(local, Zone.GetUtcOffset(local));

    public static DateTime Local(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, Zone).DateTime;

    public static DateOnly Day(DateTimeOffset at) => DateOnly.FromDateTime(Local(at));
}
