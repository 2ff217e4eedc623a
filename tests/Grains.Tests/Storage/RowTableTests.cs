using Grains.Commits;
using Grains.Interfaces.Requests;
using Grains.Requests;

namespace Grains.Tests.Storage;

public sealed class RowTableTests
{
    [Fact]
    public void Columns_are_the_record_s_parameters_in_snake_case()
    {
        var table = RowTable.For(typeof(AskedItemRow));

        Assert.Equal("asked_item", table.Name);
        Assert.Equal(2, table.KeyCount);
        Assert.Equal(["request", "item", "label", "asked_at", "file", "received_at"], table.Columns);
        Assert.Equal(typeof(DateTimeOffset), table.Types[5]);
    }

    [Fact]
    public void Values_are_the_few_types_that_databases_share()
    {
        var at = new DateTimeOffset(2026, 11, 24, 13, 0, 0, TimeSpan.FromHours(1));
        var values = RowTable.For(typeof(EntryRow)).Values(new EntryRow("p/1", 3, null, EntryKind.Closed, true, "claire", "Claire", "Répondu", at));

        Assert.Equal(["p/1", 3L, null, (long)EntryKind.Closed, 1L, "claire", "Claire", "Répondu", at.ToUnixTimeMilliseconds()], values);
    }

    [Fact]
    public void Owner_is_the_first_column() =>
        Assert.Equal("p/1", RowTable.For(typeof(DraftFieldRow)).Owner(new DraftFieldRow("p/1", "nom", "Vasselin")));

    [Fact]
    public void Record_without_a_table_is_refused() => Assert.Throws<InvalidOperationException>(() => RowTable.For(typeof(Homeless)));

    [Fact]
    public void Value_that_no_database_shares_is_refused() => Assert.Throws<InvalidOperationException>(() => RowTable.Plain(TimeSpan.Zero));

    private sealed record Homeless(string Owner) : Row;
}
