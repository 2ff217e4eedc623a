using Grains.Interfaces.Requests;
using Silo.Files;
using Web.Display;

namespace Web.Documents;

/// <summary>How a refused file is told to the person who sent it, and to scripts.</summary>
public static class UploadLabels
{
    /// <summary>« 20 Mo », wherever the limit is said.</summary>
    public static string Limit => French.Size(NewMessage.MaxFileSize);

    public static string OneFile => string.Format(UploadTexts.OneFile, Limit);

    public static string SomeFiles => string.Format(UploadTexts.SomeFiles, Limit, NewMessage.MaxFiles);

    public static string TooMany(int most = NewMessage.MaxFiles) => string.Format(UploadTexts.TooManyInDraft, most);

    public static string TooLarge => string.Format(UploadTexts.TooLarge, Limit);

    public static string For(FileRefusal refusal) => refusal switch
    {
        FileRefusal.Type => UploadTexts.Type,
        FileRefusal.Heic => UploadTexts.Heic,
        FileRefusal.ActivePdf => UploadTexts.ActivePdf,
        FileRefusal.EncryptedPdf => UploadTexts.EncryptedPdf,
        FileRefusal.ComplexPdf => UploadTexts.ComplexPdf,
        FileRefusal.TooLarge => TooLarge,
        FileRefusal.Empty => UploadTexts.Empty,
        FileRefusal.TooManyPixels => UploadTexts.TooManyPixels,
        FileRefusal.TooMany => UploadTexts.TooMany,
        FileRefusal.Infected => UploadTexts.Infected,
        FileRefusal.Declaration => UploadTexts.Declaration,
        _ => UploadTexts.Content,
    };

    public static string For(string name, FileRefusal refusal) => string.Format(UploadTexts.Named, name, For(refusal));

    public static int Status(FileRefusal refusal) => refusal switch
    {
        FileRefusal.TooLarge => StatusCodes.Status413PayloadTooLarge,
        FileRefusal.TooMany => StatusCodes.Status429TooManyRequests,
        FileRefusal.Empty => StatusCodes.Status400BadRequest,
        _ => StatusCodes.Status415UnsupportedMediaType,
    };
}
