using System.Text.Json;
using Grains.Interfaces.Employees.Imports;

namespace Grains.Employees.Imports;

/// <summary>What a line says, by field.</summary>
/// <param name="Cells">In the order of <see cref="ImportField"/>, from its first.</param>
/// <param name="Surplus">It has more cells than there are headings.</param>
public sealed record LineContent(int Line, IReadOnlyList<string> Cells, bool Surplus = false)
{
    /// <summary>One sign more than a cell may have is kept, so that the verdict can say so.</summary>
    public const int LongestCell = 254;

    public static readonly IReadOnlyList<ImportField> Fields = [.. Enum.GetValues<ImportField>().Where(f => f is not ImportField.None)];

    // A line that was kept before a field was known says nothing of it.
    public string this[ImportField field] => Cells.Count >= (int)field ? Cells[(int)field - 1] : "";

    public static LineContent Of(int line, Func<ImportField, string> cell, bool surplus = false) =>
        new(line, [.. Fields.Select(f => cell(f) is { Length: > LongestCell } text ? text[..(LongestCell + 1)] : cell(f))], surplus);

    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this);

    public static LineContent Read(byte[] bytes) => JsonSerializer.Deserialize<LineContent>(bytes)!;
}
