using Grains.Interfaces.Requests;
using Silo.Files;

namespace Web.Requests;

/// <summary>What a refusal says to the person: what happened, then what to do.</summary>
public static class Refusals
{
    public static string Words(RequestRefusal refusal, string? handler = null) => refusal switch
    {
        RequestRefusal.EmptyMessage => RequestTexts.ErrorEmpty,
        RequestRefusal.TooLong => RequestTexts.ErrorTooLong,
        RequestRefusal.TooManyFiles => RequestTexts.ErrorTooManyFiles,
        RequestRefusal.FileNotFound => RequestTexts.ErrorFileBroken,
        RequestRefusal.TakenByAnother => string.Format(RequestTexts.ErrorTaken, handler),
        RequestRefusal.ClosedTooLong => RequestTexts.ClosedComposer,
        RequestRefusal.NothingAsked => RequestTexts.ErrorNothingAsked,
        _ => RequestTexts.ErrorState,
    };

    public static string Words(FileRefusal refusal, string name) => refusal switch
    {
        FileRefusal.TooLarge => string.Format(RequestTexts.ErrorFileSize, name),
        FileRefusal.Type => string.Format(RequestTexts.ErrorFileType, name),
        FileRefusal.Heic => string.Format(RequestTexts.ErrorFileHeic, name),
        FileRefusal.ActivePdf => string.Format(RequestTexts.ErrorFileActive, name),
        FileRefusal.TooMany => RequestTexts.ErrorFileTooMany,
        _ => string.Format(RequestTexts.ErrorFileBroken, name),
    };
}
