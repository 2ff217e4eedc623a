namespace Grains.Interfaces.Notices;

/// <summary>How a person wants to hear by mail of each kind of news. Key: that of the account.</summary>
[Alias("INoticeChoicesGrain")]
public interface INoticeChoicesGrain : IGrainWithStringKey
{
    /// <summary>
    /// Keeps what is chosen; a kind that is not named stays as it was, and by itself as the person's role gives it. Refused: NotFound to another account, to
    /// staff and to who is signed out; NotOffered, for all of them, when one kind does not know its choice. A repeat changes nothing.
    /// </summary>
    [Alias("Choose")]
    Task<Result<NoticeRefusal>> Choose(Caller by, OperationId operation, IReadOnlyList<NoticeChosen> chosen);
}

/// <summary>A choice for a kind.</summary>
[Immutable]
public sealed record NoticeChosen(NoticeKind Kind, NoticeTiming Timing);

/// <summary>News that people are told by mail. What concerns security, invitations and the bank account is none of them: it is always sent.</summary>
public enum NoticeKind
{
    /// <summary>An adviser's message, or « Traitée », in a request that the person wrote or follows.</summary>
    Answer = 1,
    /// <summary>An adviser asks for something there: it cannot be left out.</summary>
    Asked = 2,
    /// <summary>What else an adviser does there: « prise en charge », a promise that moves.</summary>
    Progress = 3,
    /// <summary>All of that in requests of others that the person may read.</summary>
    OfOthers = 4,
    /// <summary>An affiliation that is done, a waiver that is asked for.</summary>
    Affiliation = 5,
    /// <summary>Employees « à relancer ».</summary>
    Reminder = 6,
    /// <summary>A member's access ends soon.</summary>
    MandateEnd = 7,
    /// <summary>A person asks to join a space.</summary>
    Applicant = 8,
}

public enum NoticeTiming
{
    /// <summary>« Tout de suite »; of a request, when nobody has read it for as long as the portal's policy says.</summary>
    AtOnce = 1,
    /// <summary>« Résumé du jour ».</summary>
    Daily = 2,
    /// <summary>« Aucun ».</summary>
    Never = 3,
}

public enum NoticeRefusal
{
    NotFound = 1,
    NotOffered,
}
