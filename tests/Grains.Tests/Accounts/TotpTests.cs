using System.Globalization;
using System.Text;
using Grains.Accounts;
using Grains.Accounts.SignIn;

namespace Grains.Tests.Accounts;

public sealed class TotpTests
{
    private static readonly byte[] Secret = Encoding.ASCII.GetBytes("12345678901234567890");

    // RFC 6238, appendix B, the SHA-1 rows; six digits are the last six of its eight.
    [Theory]
    [InlineData("1970-01-01T00:00:59Z", "94287082")]
    [InlineData("2005-03-18T01:58:29Z", "07081804")]
    [InlineData("2005-03-18T01:58:31Z", "14050471")]
    [InlineData("2009-02-13T23:31:30Z", "89005924")]
    [InlineData("2033-05-18T03:33:20Z", "69279037")]
    [InlineData("2603-10-11T11:33:20Z", "65353130")]
    public void Codes_are_those_of_the_standard(string at, string eightDigits)
    {
        var step = Totp.StepOf(At(at));

        Assert.Equal(eightDigits[2..], Totp.Code(Secret, step));
    }

    [Theory]
    [InlineData(-2, false)]
    [InlineData(-1, true)]
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData(2, false)]
    public void One_step_around_now_is_accepted(int steps, bool accepted)
    {
        var now = At("2026-11-24T12:00:00Z");
        var code = Totp.Code(Secret, Totp.StepOf(now) + steps);

        Assert.Equal(accepted ? Totp.StepOf(now) + steps : null, Totp.Match(Secret, code, now, 0));
    }

    [Fact]
    public void Used_step_and_earlier_ones_are_refused()
    {
        var now = At("2026-11-24T12:00:00Z");
        var step = Totp.StepOf(now);

        Assert.Null(Totp.Match(Secret, Totp.Code(Secret, step), now, step));
        Assert.Null(Totp.Match(Secret, Totp.Code(Secret, step - 1), now, step));
        Assert.Equal(step + 1, Totp.Match(Secret, Totp.Code(Secret, step + 1), now, step));
    }

    [Theory]
    [InlineData("")]
    [InlineData("12345")]
    [InlineData("1234567")]
    [InlineData("١٢٣٤٥٦")]
    public void Anything_else_than_six_digits_is_refused(string typed) => Assert.Null(Totp.Match(Secret, typed, At("2026-11-24T12:00:00Z"), 0));

    [Fact]
    public void Account_without_a_secret_has_no_right_code_and_fails_at_none()
    {
        foreach (var typed in new[] { "000000", "123456", "" })
            Assert.Null(Totp.Match([], typed, At("2026-11-24T12:00:00Z"), 0));
    }

    // RFC 4648 §10
    [Theory]
    [InlineData("", "")]
    [InlineData("f", "MY")]
    [InlineData("fo", "MZXQ")]
    [InlineData("foo", "MZXW6")]
    [InlineData("foob", "MZXW6YQ")]
    [InlineData("fooba", "MZXW6YTB")]
    [InlineData("foobar", "MZXW6YTBOI")]
    public void Secret_is_shown_in_base32(string clear, string shown) => Assert.Equal(shown, Totp.ToBase32(Encoding.ASCII.GetBytes(clear)));

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
