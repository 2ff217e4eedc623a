using Grains.CoreSystem;

namespace Grains.Tests.CoreSystem;

public sealed class BusinessNumberTests
{
    [Theory]
    [InlineData("732829320", true)]
    [InlineData("552081317", true)]
    [InlineData("356000000", true)]
    [InlineData("123456782", true)]
    [InlineData("732 829 320", true)]
    [InlineData("732.829-320", true)]
    [InlineData("732\u00a0829\u202f320", true)]
    [InlineData("123456789", false)]
    [InlineData("000000000", false)]
    [InlineData("73282932", false)]
    [InlineData("7328293200", false)]
    [InlineData("73282932O", false)]
    [InlineData("٧٣٢٨٢٩٣٢٠", false)]
    [InlineData("", false)]
    public void Siren(string typed, bool valid) => Assert.Equal(valid, BusinessNumber.Siren(typed) is { Length: 9 });

    [Theory]
    [InlineData("73282932000074", true)]
    [InlineData("55208131766522", true)]
    [InlineData("35600000000048", true)]
    [InlineData("12345678200010", true)]
    [InlineData("732 829 320 00074", true)]
    [InlineData("35600000049837", true)]
    [InlineData("35600000049838", false)]
    [InlineData("12345678912345", false)]
    [InlineData("73282932000075", false)]
    [InlineData("00000000000000", false)]
    [InlineData("7328293200007", false)]
    public void Siret(string typed, bool valid) => Assert.Equal(valid, BusinessNumber.Siret(typed) is { Length: 14 });

    [Theory]
    [InlineData("D’Arcy-Lévêque", "d'arcy leveque")]
    [InlineData("  Jean - Baptiste ", "JEAN-BAPTISTE")]
    [InlineData("Œuvrard", "oeuvrard")]
    [InlineData("DE LA ROCHE", "de la Roche")]
    [InlineData("Yıldız Işık", "YILDIZ ISIK")]
    [InlineData("Wałęsa", "WALESA")]
    public void Names_that_are_the_same(string one, string other) => Assert.Equal(TypedNumbers.Name(one), TypedNumbers.Name(other));

    [Theory]
    [InlineData("29/02/2000", "2000-02-29")]
    [InlineData("5/1/1949", "1949-01-05")]
    [InlineData(" 05 / 01 / 1949 ", "1949-01-05")]
    [InlineData("1949-01-05", "1949-01-05")]
    [InlineData("05.01.1949", "1949-01-05")]
    [InlineData("05011949", "1949-01-05")]
    [InlineData("29/02/2001", null)]
    [InlineData("01/31/1949", null)]
    [InlineData("hier", null)]
    public void Days(string typed, string? day) => Assert.Equal(day, TypedNumbers.Day(typed)?.ToString("O"));
}
