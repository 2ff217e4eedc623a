using Grains.Text;

namespace Grains.Tests;

public sealed class PersonNameTests
{
    [Theory]
    [InlineData("Nora")]
    [InlineData("Jean-Baptiste")]
    [InlineData("D’Arcy-Lévêque")]
    [InlineData("O'Brien")]
    [InlineData("J.-P.")]
    [InlineData("St. Clair")]
    [InlineData("Đặng Văn")]
    [InlineData("Işık")]
    [InlineData("ليلى")]
    [InlineData("李")]
    [InlineData("Vasselin (Torvalec)")]
    public void Names_are_names(string typed) => Assert.True(PersonName.IsName(typed));

    [Theory]
    [InlineData("https://evil.example/gagnez")]
    [InlineData("www.evil.example")]
    [InlineData("evil.example")]
    [InlineData("x.com")]
    [InlineData("0612345678")]
    [InlineData("Nora 2")]
    [InlineData("nora@maison.example")]
    [InlineData("<b>Nora</b>")]
    [InlineData("!!!")]
    [InlineData("")]
    public void B35_Address_or_digits_are_no_name(string typed) => Assert.False(PersonName.IsName(typed));
}
