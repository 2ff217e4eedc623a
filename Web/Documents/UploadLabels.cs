using Silo.Files;

namespace Web.Documents;

/// <summary>How a refused file is told to the person who sent it, and to scripts.</summary>
public static class UploadLabels
{
    public static string For(FileRefusal refusal) => refusal switch
    {
        FileRefusal.Type => UploadTexts.Type,
        FileRefusal.Heic => UploadTexts.Heic,
        FileRefusal.ActivePdf => UploadTexts.ActivePdf,
        FileRefusal.EncryptedPdf => UploadTexts.EncryptedPdf,
        FileRefusal.ComplexPdf => UploadTexts.ComplexPdf,
        FileRefusal.TooLarge => UploadTexts.TooLarge,
        FileRefusal.Empty => UploadTexts.Empty,
        FileRefusal.TooManyPixels => UploadTexts.TooManyPixels,
        FileRefusal.TooMany => UploadTexts.TooMany,
        FileRefusal.Infected => UploadTexts.Infected,
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
