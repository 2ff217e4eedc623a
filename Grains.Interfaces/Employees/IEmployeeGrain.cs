using Grains.Interfaces.Employees.Departures;

namespace Grains.Interfaces.Employees;

/// <summary>
/// One person employed by one company, with their part in each of its contracts. Key: <c>portal/id</c>, the id being random. The employer's side: the
/// right to act on the company's affiliations, at the employee's establishment, is a condition of every commit, and asked for before a refusal
/// says why; without it, and for nobody, the answer is <see cref="EmployeeRefusal.NotFound"/>.
/// </summary>
[Alias("IEmployeeGrain")]
public interface IEmployeeGrain : IGrainWithStringKey
{
    /// <summary>Records what the core system knows of an employee: their intervals replace the former ones. Refused: AlreadyKnown.</summary>
    [Alias("Describe")]
    Task<Result<EmployeeRefusal>> Describe(OperationId operation, EmployeeFacts facts);

    /// <summary>
    /// Pre-affiliates a person and mails them their personal link; who has answered before finds their answers and papers there. Refused: AlreadyKnown, when another employee of the company has that number or that
    /// name and birth date; AlreadyInvited; AlreadyCovered in one of the contracts; Contested while an affiliation is.
    /// </summary>
    [Alias("Invite")]
    Task<Result<EmployeeRefusal>> Invite(Caller by, OperationId operation, NewEmployee employee, PersonalLink link);

    /// <summary>
    /// Affiliates a person by what the employer typed in their stead: they are covered from the effect date on, told of it by a personal link, and may
    /// contest there. Refused: as <see cref="Invite"/>; Incomplete without an address or somebody's name; TooMany beneficiaries.
    /// </summary>
    [Alias("Affiliate")]
    Task<Result<EmployeeRefusal>> Affiliate(Caller by, OperationId operation, NewEmployee employee, TypedAffiliation typed, PersonalLink link);

    /// <summary>Answers what the employee contests, and sends them a new link to the answer. Refused: NothingThere; Incomplete without words.</summary>
    [Alias("AnswerContest")]
    Task<Result<EmployeeRefusal>> AnswerContest(Caller by, OperationId operation, string answer, PersonalLink link);

    /// <summary>
    /// Settles by an adviser's word what the employee contests: they get a new link to it, and who typed the affiliation is told. The cover stays as it is.
    /// Refused: NotFound to who is no adviser; NothingThere; Incomplete without words.
    /// </summary>
    [Alias("SettleContest")]
    Task<Result<EmployeeRefusal>> SettleContest(Caller by, OperationId operation, string word, PersonalLink link);

    /// <summary>Mails a new link, which voids the former; the eight days begin again. Refused: NotInvited.</summary>
    [Alias("Remind")]
    Task<Result<EmployeeRefusal>> Remind(Caller by, OperationId operation, PersonalLink link);

    /// <summary>Corrects the address of an invitation and mails a new link to it, which voids the former. Refused: NotInvited.</summary>
    [Alias("CorrectEmail")]
    Task<Result<EmployeeRefusal>> CorrectEmail(Caller by, OperationId operation, string email, PersonalLink link);

    /// <summary>
    /// The same by an adviser, with a reason that stands in the employee's journal; who has invited is told by mail. A repeat sends nothing. Refused: NotFound
    /// to who is no adviser; Incomplete without a reason, 1 to 500 characters; NotInvited.
    /// </summary>
    [Alias("CorrectEmailByAdviser")]
    Task<Result<EmployeeRefusal>> CorrectEmailByAdviser(Caller by, OperationId operation, string email, string reason, PersonalLink link);

    /// <summary>The same by letter: what goes to the address from now on is printed. Refused: NotInvited.</summary>
    [Alias("CorrectAddress")]
    Task<Result<EmployeeRefusal>> CorrectAddress(Caller by, OperationId operation, PostalAddress address, PersonalLink link);

    /// <summary>Notes that a letter was posted; one that was replaced or withdrawn meanwhile, or was posted already, changes nothing.</summary>
    [Alias("LetterPosted")]
    Task LetterPosted(OperationId operation, string letter, DateTimeOffset at);

    /// <summary>Takes back an invitation sent by mistake: its link is dead. Refused: NotInvited.</summary>
    [Alias("Withdraw")]
    Task<Result<EmployeeRefusal>> Withdraw(Caller by, OperationId operation);

    /// <summary>
    /// Covers the employee alone by each contract's base option from the effect date on, without them. Both are told, the employee by a link to their state.
    /// Refused: NotInvited; NotReminded before a first reminder; WaiverPending while they wait for an answer; NotDue before the eight days are over.
    /// </summary>
    [Alias("ForceBase")]
    Task<Result<EmployeeRefusal>> ForceBase(Caller by, OperationId operation, PersonalLink link);

    /// <summary>
    /// Ends their covers on the last day of their contract of employment, with portability where the reason gives it, and sends them the terms by a personal
    /// link; of the dead nobody is written to. An invitation that waits ends with it. Refused: AlreadyLeft; NotCovered where nothing holds; WrongDay before they were hired; NoAddress
    /// where neither an e-mail nor an address is known; Incomplete for a reason that is none.
    /// </summary>
    [Alias("Depart")]
    Task<Result<EmployeeRefusal>> Depart(Caller by, OperationId operation, NewDeparture departure, PersonalLink link);

    /// <summary>
    /// Takes a departure back: covers and invitation stand as before, and the employee is told. Refused: NothingThere; NotToday after midnight in Paris, and to
    /// whoever has not declared it; Incomplete without words.
    /// </summary>
    [Alias("CancelDeparture")]
    Task<Result<EmployeeRefusal>> CancelDeparture(Caller by, OperationId operation, string why, PersonalLink link);

    /// <summary>A postal address is known, where a letter would go; false to who has no right.</summary>
    [Alias("KnowsAddress")]
    Task<bool> KnowsAddress(Caller by);

    /// <summary>What may be corrected, as it stands; null for nobody.</summary>
    [Alias("Identity")]
    Task<EmployeeIdentity?> Identity(Caller by);

    /// <summary>
    /// Corrects what was read as <paramref name="before"/>. Refused: ChangedMeanwhile when it reads otherwise now; AlreadyKnown when another employee of
    /// the company has that name and birth date.
    /// </summary>
    [Alias("Correct")]
    Task<Result<EmployeeRefusal>> Correct(Caller by, OperationId operation, EmployeeIdentity before, EmployeeIdentity after);

    /// <summary>The number or the account in full, once a look; it is written down who looked. Refused: NothingThere.</summary>
    [Alias("Reveal")]
    Task<Result<string, EmployeeRefusal>> Reveal(Caller by, OperationId operation, SecretNumber which);

    /// <summary>What a certificate of affiliation says today; who had it is written down, each time. The right to read is enough. Refused: NotCovered.</summary>
    [Alias("Certify")]
    Task<Result<CertificateFacts, EmployeeRefusal>> Certify(Caller by);

    /// <summary>
    /// Keeps a file that the caller uploaded as a beneficiary's paper, where the employer typed the affiliation. A repeat keeps it once. Refused: NotFound
    /// where somebody else fills it in; NotAsked for a paper that is not, or a file that is nobody's to link; TooMany beyond <see cref="HeldPaper.Most"/>.
    /// </summary>
    [Alias("HandInPaper")]
    Task<Result<EmployeeRefusal>> HandInPaper(Caller by, OperationId operation, AskedPaper paper, string file);

    /// <summary>A beneficiary's paper, for advisers whose role reads affiliations and for nobody else; who opens it is written down, each time.</summary>
    [Alias("OpenPaper")]
    Task<Result<HeldPaper, EmployeeRefusal>> OpenPaper(Caller by, string file);

    /// <summary>
    /// Their death is reported by a request of the company: what waited for an answer ends, with its link, its mail and its reminders, and nothing is asked of them any
    /// more. By the job of its commit; a repeat, and a company that is not theirs, change nothing.
    /// </summary>
    [Alias("ReportDeath")]
    Task ReportDeath(OperationId operation, string company, DateOnly day);

    /// <summary>Changes who is covered with them, once a request of the company is decided. By the job of its commit, as <see cref="ReportDeath"/>.</summary>
    [Alias("ChangeFamily")]
    Task ChangeFamily(OperationId operation, string company, FamilyChange change);

    /// <summary>Writes down who has the sheet on paper, each time. The right to read it is enough.</summary>
    [Alias("Print")]
    Task<Result<EmployeeRefusal>> Print(Caller by);
}

public enum SecretNumber
{
    Nir = 1,
    Iban = 2,
}

public enum EmployeeRefusal
{
    NotFound = 1,
    AlreadyKnown,
    AlreadyInvited,
    AlreadyCovered,
    NotInvited,
    NotReminded,
    NotDue,
    WaiverPending,
    NothingThere,
    /// <summary>People of that name, born the same day, are known: is it one of them?</summary>
    Homonym,
    ChangedMeanwhile,
    NotCovered,
    Incomplete,
    TooMany,
    /// <summary>The employee contests what their employer typed, and has no answer yet.</summary>
    Contested,
    /// <summary>That paper is not asked for, or the file cannot be linked.</summary>
    NotAsked,
    /// <summary>Their death was reported.</summary>
    Deceased,
    /// <summary>Their departure is declared, or they had left before.</summary>
    AlreadyLeft,
    WrongDay,
    /// <summary>Neither an e-mail nor a postal address is known.</summary>
    NoAddress,
    /// <summary>Whoever did it, and on the same day, may.</summary>
    NotToday,
    /// <summary>It has its answer, or is no longer asked for.</summary>
    AlreadyDecided,
    /// <summary>A waiver by right, asked for in time: nobody may refuse it.</summary>
    WaiverByRight,
    /// <summary>A waiver by right, asked for too late: the insurer answers.</summary>
    WaiverToInsurer,
}
