using Grains.Accounts;
using Grains.Text;

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
    [InlineData("00352 621 123 456", "+352621123456", "+352 ••• 56")]
    [InlineData("0639980047", "+33639980047", "06 •• •• •• 47")]
    [InlineData("0639011223", "+262639011223", "06 •• •• •• 23")]
    [InlineData("0694112233", "+594694112233", "06 •• •• •• 33")]
    [InlineData("0696112233", "+596696112233", "06 •• •• •• 33")]
    [InlineData("87 12 34 56", "+68987123456", "+689 ••• 56")]
    [InlineData("+687 75 12 34", "+687751234", "+687 ••• 34")]
    public void Mobile_number_has_one_international_form_and_a_mask(string typed, string international, string mask)
    {
        Assert.Equal(international, PhoneNumber.Mobile(typed));
        Assert.Equal(mask, PhoneNumber.Mask(typed));
    }

    [Theory]
    [InlineData("\u202d06 12 34 56 78\u202c")]
    [InlineData("06\u200b12345678")]
    [InlineData("06\u201112\u201134\u201156\u201178")]
    [InlineData("06\u201312\u201334\u201356\u201378")]
    [InlineData("06\u00ad12345678\u200e")]
    [InlineData("\u2068+33 6\u202f12\u202f34\u202f56\u202f78\u2069")]
    [InlineData("06\t12\t34\t56\t78")]
    public void B20_Number_copied_from_a_contact_or_a_pdf_is_the_number_one_sees(string typed)
    {
        Assert.Equal("+33612345678", PhoneNumber.Mobile(typed));
        Assert.Equal("06\u00a012\u00a034\u00a056\u00a078", PhoneNumber.Shown(typed));
        Assert.Matches(@"^[+0-9 \-]+\z", PhoneNumber.Clean(typed));
    }

    [Theory]
    [InlineData("06 12 34 56 789")]
    [InlineData("0000000000")]
    [InlineData("++++0612345678")]
    [InlineData("++33612345678")]
    [InlineData("+33 06 12 34 56 789")]
    [InlineData("06 12 34 56 7")]
    [InlineData("612345678")]
    [InlineData("36 39")]
    [InlineData("15")]
    [InlineData("06 12 34 56 78 ext 4")]
    [InlineData("tel:0612345678")]
    [InlineData("0800CASINO")]
    [InlineData("75 12 34")] // Saint-Pierre and New Caledonia both have it.
    public void B23_What_no_numbering_plan_knows_is_refused_and_still_shown_as_it_is(string typed)
    {
        Assert.False(PhoneNumber.IsNumber(typed));
        Assert.Equal(typed, PhoneNumber.Shown(typed));
    }

    [Theory]
    [InlineData("0612345678", "06 12 34 56 78", "+33612345678")]
    [InlineData("+33 (0)1 42 68 53 00", "01 42 68 53 00", "+33142685300")]
    [InlineData("09.00.00.00.00", "09 00 00 00 00", "+33900000000")]
    [InlineData("0262 20 12 34", "02 62 20 12 34", "+262262201234")]
    [InlineData("+32 2 123 45 67", "+32 2 123 45 67", "+3221234567")]
    [InlineData("0032 21234567", "+32 2 123 45 67", "+3221234567")]
    [InlineData("+1 (212) 555-0100", "+1 212-555-0100", "+12125550100")]
    [InlineData("+39 06 698 12345", "+39 06 6981 2345", "+390669812345")]
    public void B24_Number_is_shown_as_its_country_writes_it(string typed, string shown, string dialled)
    {
        Assert.True(PhoneNumber.IsNumber(typed));
        Assert.Equal(shown.Replace(' ', '\u00a0'), PhoneNumber.Shown(typed));
        Assert.Equal(dialled, PhoneNumber.Dialled(typed));
        Assert.Equal(PhoneNumber.Shown(typed), PhoneNumber.Shown(PhoneNumber.Shown(typed)));
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
