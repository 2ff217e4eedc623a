using Grains.Text;

namespace Grains.Tests;

public sealed class SingleLineTests
{
    [Theory]
    [InlineData("Zoé\u202egnab", "Zoégnab")]
    [InlineData("\u2066Noa\u2069 \u200fLévi\u200e", "Noa Lévi")]
    [InlineData("\u202d06 12\u202c", "06 12")]
    [InlineData("Jean\u2011Paul", "Jean-Paul")]
    [InlineData("No\u200bra\u00ad Vas\u2060selin\ufeff", "Nora Vasselin")]
    [InlineData("No\u034fra\u3164\u2800", "Nora")]
    [InlineData("Nora\t\u0007Vasselin\r\n", "Nora  Vasselin")]
    [InlineData("No\0ra", "Nora")]
    [InlineData("Nora\u2028Vasselin\u00a0", "Nora Vasselin")]
    [InlineData("E\u0301lodie", "Élodie")]
    [InlineData("", "")]
    [InlineData(null, "")]
    [InlineData("\u200b\u202e", "")]
    public void B20_What_nobody_sees_is_dropped_from_a_field_of_one_line(string? typed, string kept) => Assert.Equal(kept, SingleLine.Of(typed));

    [Theory]
    [InlineData("Đặng Văn Lương")]
    [InlineData("נוֹרָה")]
    [InlineData("نُّورَا")]
    [InlineData("👩‍💻 Nora")]
    [InlineData("👍🏽")]
    [InlineData("❤️‍🔥")]
    [InlineData("D’Arcy-Lévêque (née Œuvrard) — « Anne »")]
    public void What_people_write_stays(string typed) => Assert.Equal(typed.Normalize(), SingleLine.Of(typed));

    [Fact]
    public void Half_a_character_is_none() => Assert.Equal("No\ufffdra", SingleLine.Of("No\ud83dra"));

    [Fact]
    public void A_heap_of_marks_over_one_letter_is_cut()
    {
        var kept = SingleLine.Of($"Z{new string('\u0353', 60)}oé");

        Assert.Equal($"Z{new string('\u0353', 4)}oé", kept);
    }
}
