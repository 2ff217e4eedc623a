namespace Silo.Files;

/// <summary>
/// What follows the end of a picture: phones hang previews there, editors a line end. It is dropped. An archive hung there makes the file a second
/// one in disguise, which an old reader would open: refused.
/// </summary>
internal static class Trailer
{
    public static async Task Drop(ByteSource source, CancellationToken cancel)
    {
        while (await source.Peek(4, cancel) is { IsEmpty: false } rest)
        {
            if (rest.Span.IndexOf("PK\u0003\u0004"u8) >= 0)
                throw new FileRefusedException(FileRefusal.Content);
            source.Take(Math.Max(1, rest.Length - 3));
        }
    }
}
