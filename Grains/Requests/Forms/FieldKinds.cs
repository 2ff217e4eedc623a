using System.Globalization;
using System.Text.RegularExpressions;
using Grains.Contracts;
using Grains.CoreSystem;
using Grains.Payments;
using Grains.Requests.Callbacks;
using Grains.Text;

namespace Grains.Requests.Forms;

/// <summary>What each kind of field takes, and what its answer is worth to a formula.</summary>
public static class FieldKinds
{
    public const string Yes = "oui";
    public const string No = "non";

    /// <summary>Digits and cents that an amount may have.</summary>
    private const decimal MostMoney = 999_999_999.99m;

    private const int FrenchIban = 27;

    /// <summary>A <see cref="string"/>, <see cref="decimal"/>, <see cref="DateOnly"/>, <see cref="bool"/> or a list; null when it is none.</summary>
    public static object? Read(FormField field, string typed) => field.Type switch
    {
        FieldType.Date => TypedNumbers.Day(typed),
        FieldType.Month => Month(typed),
        FieldType.Amount => Amount(typed),
        FieldType.Percent => Number(typed) is >= 0 and <= 1000 and var percent ? percent : null,
        FieldType.Integer => TypedNumbers.Digits(typed) is { Length: <= 9 } digits ? decimal.Parse(digits, CultureInfo.InvariantCulture) : null,
        FieldType.Yesno => typed is Yes ? true : typed is No ? false : null,
        FieldType.Multi or FieldType.People or FieldType.Contracts => typed.Split(',', StringSplitOptions.RemoveEmptyEntries),
        FieldType.Iban => Iban.Read(typed),
        FieldType.Siret => BusinessNumber.Siret(typed),
        FieldType.Nir => Signs(typed) is var nir && Nir.IsValid(nir) ? nir : null,
        _ => typed,
    };

    /// <summary>What is wrong with an answer that is not empty; null for nothing.</summary>
    public static FormFault? Check(FormField field, string input, string typed)
    {
        if (typed.Length > (field.MaxLength ?? int.MaxValue))
            return Wrong(Fault.TooLong);
        if (typed.Length < field.MinLength)
            return Wrong(Fault.TooShort, $"{field.MinLength}");
        if (field.Pattern is { } pattern && !Regex.IsMatch(typed, Whole(pattern), RegexOptions.NonBacktracking))
            return Wrong(Fault.Malformed);
        return field.Type switch
        {
            FieldType.Email when EmailAddress.Check(typed) is not null => Wrong(Fault.Malformed),
            FieldType.Phone when !PhoneNumber.IsNumber(typed) => Wrong(Fault.Malformed),
            FieldType.Contact when ContactUniverse.Find(typed) is null => Wrong(Fault.Unknown),
            FieldType.Slot when CallbackSlot.Parse(typed) is null => Wrong(Fault.Unknown),
            FieldType.Multi => typed.Split(',').Any(v => field.Options.All(o => o.Value != v)) ? Wrong(Fault.Unknown) : null,
            FieldType.Yesno when Read(field, typed) is null => Wrong(Fault.Unknown),
            FieldType.Iban => Iban.Read(typed) is not null ? null
                : Signs(typed) is { Length: < FrenchIban } signs && signs.StartsWith("FR", StringComparison.Ordinal)
                    ? Wrong(Fault.Short, $"{FrenchIban - signs.Length}")
                : Wrong(Fault.Key),
            FieldType.Nir when Read(field, typed) is null => Wrong(Fault.Key),
            FieldType.Date or FieldType.Month or FieldType.Amount or FieldType.Percent or FieldType.Integer or FieldType.Siret
                when Read(field, typed) is null => Wrong(Fault.Malformed),
            _ => null,
        };

        FormFault Wrong(Fault fault, params IReadOnlyList<string> said) => new(field, fault, input, said);
    }

    /// <summary>« 2 850,40 € », « 12/11/2026 », « 06 12 34 56 78 », « FR•• •••• 2606 »: as the recapitulation shows it. What cannot be read is shown as it is.</summary>
    public static string Shown(FormField field, string typed) => field.Type switch
    {
        FieldType.Phone => PhoneNumber.Shown(typed),
        FieldType.Slot => CallbackSlot.Parse(typed)?.Words ?? "",
        FieldType.Contact => ContactUniverse.Find(typed)?.Label ?? "",
        FieldType.Choice => Label(field, typed),
        FieldType.People => string.Join(", ", typed.Split(',', StringSplitOptions.RemoveEmptyEntries)),
        FieldType.Multi => string.Join(", ", typed.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(v => Label(field, v))),
        FieldType.Yesno => typed switch { Yes => "Oui", No => "Non", _ => "" },
        FieldType.Amount => Read(field, typed) is decimal amount ? $"{FormText.Money(amount)}{Typography.Nbsp}€" : typed,
        FieldType.Percent => Read(field, typed) is decimal percent ? $"{FormText.Shown(percent)}{Typography.Nbsp}%" : typed,
        FieldType.Date => Read(field, typed) is DateOnly day ? FormText.Shown(day) : typed,
        FieldType.Month => Read(field, typed) is DateOnly month ? FrenchDates.Month(month) : typed,
        FieldType.Iban => Iban.Read(typed) is { } iban ? Iban.Mask(iban) : typed,
        // The number itself is for the core system; who reads the request needs to tell it from another at most.
        FieldType.Nir => Signs(typed) is { Length: 15 } nir ? $"{nir[..1]} •• •• ••• •••{Typography.Nbsp}{nir[13..]}" : typed,
        _ => typed,
    };

    /// <summary>From the first sign to the last.</summary>
    internal static string Whole(string pattern) => $@"\A(?:{pattern})\z";

    private static string Label(FormField field, string value) => field.Options.FirstOrDefault(o => o.Value == value)?.Label ?? "";

    private static DateOnly? Month(string typed)
    {
        var parts = typed.Split(['/', '-', '.', ' '], StringSplitOptions.RemoveEmptyEntries);
        return parts is [var first, var second] && int.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out var one)
            && int.TryParse(second, NumberStyles.None, CultureInfo.InvariantCulture, out var other)
            && (one > 12 ? (one, other) : (other, one)) is var (year, month) && year is >= 1900 and <= 2200 && month is >= 1 and <= 12
            ? new DateOnly(year, month, 1) : null;
    }

    private static decimal? Amount(string typed) => Number(typed.TrimEnd().TrimEnd('€')) is >= 0 and <= MostMoney and var money
        && decimal.Round(money, 2) == money ? money : null;

    // A comma or a dot; spaces of all kinds part thousands.
    private static decimal? Number(string typed) => decimal.TryParse(
        string.Concat(typed.Where(c => !char.IsWhiteSpace(c))).Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? number : null;

    private static string Signs(string typed) => string.Concat(typed.Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();
}
