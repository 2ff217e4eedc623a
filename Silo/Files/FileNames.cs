using System.Globalization;
using System.Text;
using Grains.Text;

namespace Silo.Files;

/// <summary>Names of files are words for people, never paths: cleaned, shortened, and shown.</summary>
public static class FileNames
{
    public const string Pdf = "application/pdf";
    public const string Png = "image/png";
    public const string Jpeg = "image/jpeg";

    /// <summary>The endings that a file field offers, and the script looks for.</summary>
    public const string Accepted = ".pdf,.jpg,.jpeg,.jpe,.jfif,.png";

    private const int MaxLength = 120;
    private const int MaxEnding = 10;

    /// <summary>The last part of whatever path was sent, without control or direction characters, at most 120 characters with its ending.</summary>
    public static string Clean(string name)
    {
        var last = name.Split('/', '\\')[^1].Composed(NormalizationForm.FormC);
        var clean = new StringBuilder(last.Length);
        foreach (var rune in last.EnumerateRunes())
        {
            // Format characters include the right-to-left override, which would show "gpj.exe" as "exe.jpg".
            if (Rune.GetUnicodeCategory(
                rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
                || rune.Value is '"' or '<' or '>' or '|' or ':' or '*' or '?')
                continue;
            clean.Append(rune);
        }
        var text = clean.ToString().Trim(' ', '.');
        if (text.Length == 0)
            return "fichier";
        if (text.Length <= MaxLength)
            return text;
        var ending = Path.GetExtension(text);
        if (ending.Length > MaxEnding)
            ending = "";
        return text.Cut(MaxLength - ending.Length) + ending;
    }

    /// <summary>By the name's only ending; <c>a.pdf.exe</c> and <c>a.php</c> have none of ours.</summary>
    public static string? TypeOf(string name) => Path.GetExtension(name).ToLowerInvariant() switch
    {
        ".pdf" => Pdf,
        ".png" => Png,
        ".jpg" or ".jpeg" or ".jpe" or ".jfif" => Jpeg,
        _ => null,
    };

    public static bool IsHeic(string name) => Path.GetExtension(name).ToLowerInvariant() is ".heic" or ".heif";
}
