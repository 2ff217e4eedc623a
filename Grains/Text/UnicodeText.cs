using System.Globalization;
using System.Text;

namespace Grains.Text;

/// <summary>One spelling of each character, whatever came with a form, and no character in halves.</summary>
public static class UnicodeText
{
    /// <summary>
    /// The framework throws at U+FFFE, which is no character but arrives like one: a caller who sends it is answered like any other. A
    /// sign of its own takes its place, so that a password does not lose a character.
    /// </summary>
    public static string Composed(this string text, NormalizationForm form) => text.Replace('\ufffe', '\ufffd').Normalize(form);

    /// <summary>At most so many UTF-16 units from the beginning, never cut inside what people see as one character.</summary>
    public static string Cut(this string text, int most)
    {
        if (text.Length <= most)
            return text;
        var end = 0;
        while (StringInfo.GetNextTextElementLength(text.AsSpan(end)) is var next && end + next <= most)
            end += next;
        // A letter under a heap of marks is longer than the place: its whole code points stay.
        return end > 0 ? text[..end] : text[..(char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)];
    }

    /// <summary>A half of a surrogate pair is no text: PostgreSQL refuses it, SQLite keeps it broken. A sign of its own takes its place.</summary>
    public static string Whole(this string text) =>
        text.AsSpan().IndexOfAnyInRange('\ud800', '\udfff') < 0 ? text : Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
}
