using Grains.Interfaces.Spaces;
using Grains.Spaces.Mandates;
using Grains.Text;
using Web.Display;
using Web.Spaces.Members;

namespace Web.Spaces.Mandates;

/// <summary>What people read of a mandate that stands in a firm's space.</summary>
public static class MandateLabels
{
    private const int MostNames = 3;

    /// <summary>« 2 entreprises, santé et affiliation »</summary>
    public static string Scope(FirmClient client) => MemberLabels.Scope(client.Whole, client.Companies, client.Rights, null);

    public static string Scope(MandateHolder holder) => MemberLabels.Scope(holder.Whole, holder.Companies, holder.Rights, holder.EndsAt);

    /// <summary>Its last day, or why it gives nothing.</summary>
    public static string Until(FirmClient client, DateTimeOffset now) =>
        client.Status is not MemberStatus.Added ? MandateTexts.Suspended
        : client.EndsAt <= now ? string.Format(MandateTexts.Ended, FrenchDates.Day(LastDay(client.EndsAt.Value)))
        : client.FromAt > now ? string.Format(MandateTexts.StartsOn, FrenchDates.Day(Paris.Day(client.FromAt.Value)))
        : client.EndsAt is { } end ? FrenchDates.Day(LastDay(end)) : MandateTexts.NoEnd;

    /// <summary>The first names, and how many more.</summary>
    public static string Names(IReadOnlyList<MandateHolder> holders) => holders.Count <= MostNames
        ? French.List([.. holders.Select(h => h.Name)])
        : string.Format(MandateTexts.PassedOnMore, string.Join(", ", holders.Take(MostNames - 1).Select(h => h.Name)), French.Number(holders.Count - MostNames + 1));

    private static DateOnly LastDay(DateTimeOffset end) => Paris.Day(end.AddSeconds(-1));
}
