using Grains.Accounts;

namespace Grains.Tests.Accounts;

public sealed class PhoneNumberTests
{
    [Theory]
    [InlineData("0611223344", "+33611223344", "06 •• •• •• 44")]
    [InlineData("06 11 22 33 44", "+33611223344", "06 •• •• •• 44")]
    [InlineData("07.11.22.33.44", "+33711223344", "07 •• •• •• 44")]
    [InlineData("06-11-22-33-44", "+33611223344", "06 •• •• •• 44")]
    [InlineData("06\u00a011\u202f22 33 44", "+33611223344", "06 •• •• •• 44")]
    [InlineData("+33 6 11 22 33 44", "+33611223344", "06 •• •• •• 44")]
    [InlineData("+33 (0)6 11 22 33 44", "+33611223344", "06 •• •• •• 44")]
    [InlineData("0033611223344", "+33611223344", "06 •• •• •• 44")]
    [InlineData("0690112233", "+590690112233", "06 •• •• •• 33")]
    [InlineData("0692112233", "+262692112233", "06 •• •• •• 33")]
    [InlineData("+32 470 12 34 56", "+32470123456", "+32 ••• 56")]
    [InlineData("00352 621 123 456", "+352621123456", "+35 ••• 56")]
    public void Mobile_number_has_one_international_form_and_a_mask(string typed, string international, string mask)
    {
        Assert.Equal(international, PhoneNumber.Mobile(typed));
        Assert.Equal(mask, PhoneNumber.Mask(typed));
    }

    [Theory]
    [InlineData("")]
    [InlineData("néant")]
    [InlineData("06112233")]
    [InlineData("06112233445")]
    [InlineData("0111223344")]
    [InlineData("+33 1 11 22 33 44")]
    [InlineData("0800112233")]
    [InlineData("+33")]
    [InlineData("+0611223344")]
    [InlineData("+12345")]
    [InlineData("+1234567890123456")]
    [InlineData("0611223344\n0699999999")]
    [InlineData("06١١٢٢٣٣٤٤")]
    public void Anything_else_reaches_no_mobile(string typed)
    {
        Assert.Null(PhoneNumber.Mobile(typed));
        Assert.Equal("•••", PhoneNumber.Mask(typed));
    }
}
