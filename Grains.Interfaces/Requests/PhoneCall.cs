namespace Grains.Interfaces.Requests;

/// <summary>A telephone call about a request, as an adviser notes it.</summary>
/// <param name="Outgoing">We called; otherwise we were called.</param>
/// <param name="With">Who was on the line: 1 to <see cref="LongestName"/> characters.</param>
/// <param name="Minutes">1 to <see cref="MostMinutes"/>.</param>
/// <param name="Said">What advisers alone read: 1 to <see cref="NewMessage.MaxLength"/> characters.</param>
[Immutable]
public sealed record PhoneCall(bool Outgoing, string With, int Minutes, string Said)
{
    public const int LongestName = 80;
    public const int MostMinutes = 600;
}
