using System.Text;

namespace Grains.Text;

/// <summary>One spelling of each character, whatever came with a form.</summary>
public static class UnicodeText
{
    /// <summary>
    /// The framework throws at U+FFFE, which is no character but arrives like one: a caller who sends it is answered like any other. A
    /// sign of its own takes its place, so that a password does not lose a character.
    /// </summary>
    public static string Composed(this string text, NormalizationForm form) => text.Replace('\ufffe', '\ufffd').Normalize(form);
}
