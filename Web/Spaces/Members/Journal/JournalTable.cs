using System.Globalization;
using Grains.Spaces;
using Grains.Text;

namespace Web.Spaces.Members.Journal;

/// <summary>Entries of a journal as rows of a file, one each.</summary>
public static class JournalTable
{
    public static IReadOnlyList<string> Columns => [MemberTexts.ColumnDay, MemberTexts.ColumnHour, MemberTexts.ColumnWhat, MemberTexts.ColumnWho];

    public static async IAsyncEnumerable<IReadOnlyList<IReadOnlyList<object?>>> Of(IAsyncEnumerable<IReadOnlyList<JournalEntry>> blocks)
    {
        await foreach (var block in blocks)
            yield return [.. block.Select(Row)];
    }

    private static IReadOnlyList<object?> Row(JournalEntry entry) =>
    [
        Paris.Day(entry.At), Paris.Local(entry.At).ToString("HH:mm", CultureInfo.InvariantCulture), JournalModel.Sentence(entry),
        entry.Name.Length > 0 ? entry.Name : MemberTexts.BySystem,
    ];
}
