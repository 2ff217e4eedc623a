using Grains.Text;

namespace Grains.Tests.Accounts;

public sealed class TypedCodeTests
{
    [Theory]
    [InlineData("123456")]
    [InlineData("123 456")]
    [InlineData("123\u00a0456")]
    [InlineData(" 123456")]
    [InlineData("\u202d123-456\u202c ")]
    [InlineData("1 2 3 4 5 6\n")]
    public void B04_Code_is_its_digits_however_it_was_copied(string typed)
    {
        Assert.Equal("123456", TypedCode.Digits(typed));
        Assert.True(TypedCode.IsWhole(typed));
        Assert.InRange(typed.Length, 0, TypedCode.MaxLength);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("12345")]
    [InlineData("1234567")]
    [InlineData("néant")]
    public void What_cannot_be_a_code_is_none(string? typed) => Assert.False(TypedCode.IsWhole(typed));
}
