using Grains.Interfaces.Requests;
using Grains.Requests.Ties;

namespace Web.Requests.Ties;

/// <summary>Why two requests are not tied, and what one can do instead.</summary>
public static class TieRefusals
{
    public static string Words(RequestRefusal refusal) => refusal switch
    {
        RequestRefusal.NoSuchRequest => TieTexts.ErrorNone,
        RequestRefusal.AlreadyLinked => TieTexts.ErrorLinked,
        RequestRefusal.NotLinked => TieTexts.ErrorNotLinked,
        RequestRefusal.TooManyLinks => string.Format(TieTexts.ErrorManyLinks, TieView.MostLinks),
        RequestRefusal.OtherPortal => TieTexts.ErrorPortal,
        RequestRefusal.OtherCompany => TieTexts.ErrorCompany,
        RequestRefusal.OtherUniverse => TieTexts.ErrorUniverse,
        RequestRefusal.IsMedical => TieTexts.ErrorMedical,
        RequestRefusal.IsComplaint => TieTexts.ErrorComplaint,
        RequestRefusal.ChangesAccount => TieTexts.ErrorAccount,
        _ => TieTexts.ErrorKept,
    };
}
