using Grains.Interfaces.Requests;
using Web.Requests.Ties;
using Silo.Files;
using Web.Documents;

namespace Web.Requests.Thread;

/// <summary>What a refusal says to the person: what happened, then what to do.</summary>
public static class Refusals
{
    public static string Words(RequestRefusal refusal, string? handler = null) => refusal switch
    {
        RequestRefusal.EmptyMessage => RequestTexts.ErrorEmpty,
        RequestRefusal.TooLong => RequestTexts.ErrorTooLong,
        RequestRefusal.TooManyFiles => RequestTexts.ErrorTooManyFiles,
        RequestRefusal.FileNotFound => RequestTexts.ErrorFileGone,
        RequestRefusal.TakenByAnother => string.Format(RequestTexts.ErrorTaken, handler),
        RequestRefusal.ClosedTooLong => RequestTexts.ClosedComposer,
        RequestRefusal.NoSuchColleague => RequestTexts.ErrorNoColleague,
        RequestRefusal.AlreadyThere => RequestTexts.ErrorAlreadyThere,
        RequestRefusal.NoReason => RequestTexts.ErrorNoReason,
        RequestRefusal.NothingAsked => RequestTexts.ErrorNothingAsked,
        RequestRefusal.NoChange => RequestTexts.ErrorNoChange,
        RequestRefusal.TooManyItems => string.Format(RequestTexts.ErrorTooManyItems, NewMessage.MaxAsked),
        RequestRefusal.CallUnclear => string.Format(DeskTexts.ErrorCall, PhoneCall.MostMinutes),
        RequestRefusal.NotAhead => DeskTexts.ErrorAhead,
        RequestRefusal.AdviceAsked => DeskTexts.ErrorAdviceAsked,
        RequestRefusal.NoAdvice => DeskTexts.ErrorNoAdvice,
        RequestRefusal.NoPromise => PromiseTexts.NoPromise,
        RequestRefusal.AlreadyExtended => PromiseTexts.AlreadyExtended,
        RequestRefusal.Merged => TieTexts.ErrorMerged,
        RequestRefusal.NoSuchRequest or RequestRefusal.AlreadyLinked or RequestRefusal.NotLinked or RequestRefusal.TooManyLinks or RequestRefusal.OtherPortal
            or RequestRefusal.OtherCompany or RequestRefusal.OtherUniverse or RequestRefusal.IsMedical or RequestRefusal.IsComplaint
            or RequestRefusal.ChangesAccount or RequestRefusal.KeptClosed => TieRefusals.Words(refusal),
        _ => RequestTexts.ErrorState,
    };

    public static string Words(FileRefusal refusal, string name) => UploadLabels.For(FileNames.Clean(name), refusal);
}
