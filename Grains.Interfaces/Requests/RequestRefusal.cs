namespace Grains.Interfaces.Requests;

public enum RequestRefusal
{
    NotFound = 1,
    NotADraft,
    AlreadySent,
    Incomplete,
    AlreadyClosed,
    TakenByAnother,
    NotInCharge,
    /// <summary>Closed for more than 30 days: a message opens a linked request instead.</summary>
    ClosedTooLong,
    EmptyMessage,
    TooLong,
    TooManyFiles,
    /// <summary>The file is not the caller's, or is already part of another message.</summary>
    FileNotFound,
    NothingAsked,
    TooLate,
    NotAllowed,
    /// <summary>A customer whose document is not accepted yet has one request to ask about it.</summary>
    OnlyOne,
    /// <summary>Only what is closed can be opened again.</summary>
    NotClosed,
    TooManyItems,
    /// <summary>Who asked is told why their request is closed.</summary>
    NoReason,
    /// <summary>The time to be called back at has passed meanwhile, or the contact does not work then any more.</summary>
    SlotGone,
    /// <summary>A callback by the same contact is open already.</summary>
    AlreadyAsked,
    /// <summary>A piece of the form has as many files as it may.</summary>
    TooManyOfPiece,
    /// <summary>Whom it is sent to answers no requests, or has no account that is open.</summary>
    NoSuchColleague,
    /// <summary>It is sent to where it is already.</summary>
    AlreadyThere,
    /// <summary>The request changes nothing elsewhere, or what it does is recorded already.</summary>
    NoChange,
    /// <summary>Nothing is promised that could be put off.</summary>
    NoPromise,
    /// <summary>A promise is put off once.</summary>
    AlreadyExtended,
    /// <summary>The form moves money: its sender proves first, anew, that they are there.</summary>
    NotProven,
    /// <summary>What was asked for is still missing.</summary>
    ItemsAsked,
    /// <summary>It holds a medical piece, and is answered by itself.</summary>
    IsMedical,
    /// <summary>A complaint is answered by itself.</summary>
    IsComplaint,
    /// <summary>Its end would end the change of an account.</summary>
    ChangesAccount,
    /// <summary>A call names who was on the line, and took 1 to 600 minutes.</summary>
    CallUnclear,
    /// <summary>An instant that is not ahead, or further than a year.</summary>
    NotAhead,
    /// <summary>There is no other request of that number.</summary>
    NoSuchRequest,
    AlreadyLinked,
    NotLinked,
    TooManyLinks,
    /// <summary>Requests of two portals do not become one.</summary>
    OtherPortal,
    /// <summary>Nor those of two companies, or of two persons.</summary>
    OtherCompany,
    /// <summary>Nor those of two universes.</summary>
    OtherUniverse,
    /// <summary>Nothing goes on in a request that is closed.</summary>
    KeptClosed,
    /// <summary>It was merged: what is written goes to the request that goes on in its place.</summary>
    Merged,
    /// <summary>The specialists' advice is awaited already.</summary>
    AdviceAsked,
    /// <summary>No advice is awaited.</summary>
    NoAdvice,
    /// <summary>Another wrote in the same field of the draft since the page was drawn.</summary>
    Meanwhile,
    /// <summary>Another draft of the same form, company and employee is the active one, and the person was not asked about it.</summary>
    AnotherActive,
    /// <summary>The author of the draft, who is another, would see it no more: the establishment is hidden from them.</summary>
    HiddenFromAuthor,
    /// <summary>Nobody of that name has access to the company now.</summary>
    NoSuchClient,
    /// <summary>What it is about is missing, or longer than a line.</summary>
    NoSubject,
}
