using Grains.Employees.Departures;
using Grains.Interfaces.Accounts;

namespace Grains.Accounts;

/// <summary>
/// A portal's numbers (spec 1, table of presets). No lifetime or threshold stands elsewhere; configuration may change each of them.
/// </summary>
public sealed record Policy
{
    /// <summary>What a person must know to register here.</summary>
    public ProofKind Proof { get; init; } = ProofKind.SirenAndInsurerNumber;

    public PasswordIsSet PasswordIsSet { get; init; } = PasswordIsSet.InForm;

    /// <summary><c>Email</c>, or <c>Number, Email</c>: the client number of an insured person, or the identifier that a representative was issued.</summary>
    public string SignInWith { get; init; } = "Email";

    /// <summary>What an account may do before its holder's identity document was accepted.</summary>
    public IdentityDocumentRule IdentityDocument { get; init; } = IdentityDocumentRule.None;

    /// <summary>The registration page says that an address is taken; elsewhere only its owner's mailbox hears of it.</summary>
    public bool RevealTakenEmail { get; init; }

    public TimeSpan ActivationLinkLife { get; init; } = TimeSpan.FromHours(24);

    /// <summary>An account that was never activated is deleted this long after its registration.</summary>
    public TimeSpan PurgeAfter { get; init; } = TimeSpan.FromDays(30);

    public TimeSpan ResetLinkLife { get; init; } = TimeSpan.FromHours(24);

    public TimeSpan InvitationLife { get; init; } = TimeSpan.FromDays(5);

    /// <summary>An employee's personal link lives until they are done, at most this long.</summary>
    public TimeSpan EmployeeLinkLife { get; init; } = TimeSpan.FromDays(30);

    /// <summary>From which day a leaver's cover goes on: the statute's, unless the portal's contracts say otherwise.</summary>
    public PortabilityStart PortabilityStart { get; init; } = PortabilityStart.DayAfterEnd;

    /// <summary>How long after the first day of portability its first proof is due.</summary>
    public TimeSpan PortabilityProofWithin { get; init; } = TimeSpan.FromDays(30);

    /// <summary>Months between the further ones; 0 for none.</summary>
    public int PortabilityProofEvery { get; init; } = 3;

    /// <summary>How long before a proof is due the leaver is reminded of it.</summary>
    public TimeSpan PortabilityReminder { get; init; } = TimeSpan.FromDays(7);

    /// <summary>How long after a reminder portability is suspended, never before the proof is due.</summary>
    public TimeSpan PortabilitySuspension { get; init; } = TimeSpan.FromDays(15);

    /// <summary>How long after being hired, the scheme's set-up or the other cover's first day a waiver by right is asked for in time.</summary>
    public TimeSpan WaiverWindow { get; init; } = TimeSpan.FromDays(30);

    /// <summary>Links asked for by the same person, of one kind: more are not sent.</summary>
    public int LinksAnHour { get; init; } = 3;

    /// <summary>A second person with the proof of a company waits this long for its administrators; then an adviser decides.</summary>
    public TimeSpan AdmissionAnswer { get; init; } = TimeSpan.FromDays(7);

    /// <summary>Wrong proofs from one source before it is slowed.</summary>
    public int ProofTries { get; init; } = 20;

    /// <summary>In code points, both.</summary>
    public int PasswordMin { get; init; } = 12;

    public int PasswordMax { get; init; } = 128;

    /// <summary>How many of lower case, upper case, digits and other characters a password must hold.</summary>
    public int PasswordClasses { get; init; }

    /// <summary>How many former passwords are refused.</summary>
    public int FormerPasswords { get; init; } = 5;

    public PhoneChangeRule PhoneChange { get; init; } = PhoneChangeRule.OldChannel;

    public SecretQuestionRule SecretQuestions { get; init; } = SecretQuestionRule.Off;

    /// <summary>Failures within <see cref="LockoutFor"/> that lock; 0 never locks, which <see cref="PolicyLinter"/> may refuse.</summary>
    public int LockoutFailures { get; init; } = 5;

    public TimeSpan LockoutFor { get; init; } = TimeSpan.FromHours(24);

    /// <summary>A secret opened and not settled by then is a failure.</summary>
    public TimeSpan SettleWithin { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>False: a browser that completed a sign-in before needs no code.</summary>
    public bool CodeAtEachSignIn { get; init; }

    /// <summary>Ways to receive a code, the preferred one first: <c>Email</c>, <c>Sms</c>, or both.</summary>
    public string CodeChannels { get; init; } = "Email, Sms";

    public TimeSpan CodeLife { get; init; } = TimeSpan.FromMinutes(10);

    public int CodeTries { get; init; } = 5;

    public TimeSpan ResendAfter { get; init; } = TimeSpan.FromSeconds(30);

    public int ResendBurst { get; init; } = 3;

    public TimeSpan ResendBurstWithin { get; init; } = TimeSpan.FromMinutes(15);

    public int CodesADay { get; init; } = 10;

    public TimeSpan DeviceLife { get; init; } = TimeSpan.FromDays(30);

    /// <summary>How long the rotated-out device cookie still counts: two tabs may sign in at once.</summary>
    public TimeSpan DeviceGrace { get; init; } = TimeSpan.FromSeconds(60);

    public TimeSpan SessionIdle { get; init; } = TimeSpan.FromMinutes(30);

    public TimeSpan SessionLife { get; init; } = TimeSpan.FromHours(12);

    /// <summary>When a session ends if nobody renews it: idle or too old, whichever comes first.</summary>
    public DateTimeOffset SessionEnd(DateTimeOffset createdAt, DateTimeOffset seenAt)
    {
        var (idle, old) = (seenAt + SessionIdle, createdAt + SessionLife);
        return idle < old ? idle : old;
    }

    /// <summary>How long after a sign-in a way into the account may be changed without the password.</summary>
    public TimeSpan StepUpFor { get; init; } = TimeSpan.FromMinutes(5);

    public TimeSpan SetUpLinkLife { get; init; } = TimeSpan.FromHours(24);

    /// <summary>A sign-in left half-done for longer starts again.</summary>
    public TimeSpan FlowLife { get; init; } = TimeSpan.FromMinutes(30);

    public int MaxFlows { get; init; } = 10;

    public int MaxSessions { get; init; } = 20;

    public int MaxDevices { get; init; } = 10;

    /// <summary>News of a request is told by mail when nobody whom it concerns has read it for so long.</summary>
    public TimeSpan UnreadMailAfter { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>So long an adviser can take a message back that they have sent: it waits, and is nobody's news before. None for messages that go at once.</summary>
    public TimeSpan UndoSendFor { get; init; }

    /// <summary>What a customer whose request is open is told of an adviser who has it open, too.</summary>
    public PresenceRule Presence { get; init; } = PresenceRule.Unnamed;

    /// <summary>Time of day, in Paris, from which the day's digest goes out.</summary>
    public TimeSpan DigestAt { get; init; } = TimeSpan.FromHours(8);

    /// <summary>Open hours in which an answer is promised, by the form or by what a contact is about (spec 6): what is not named here keeps the product's own.</summary>
    public Dictionary<string, int> PromiseHours { get; init; } = [];

    /// <summary>PBKDF2-HMAC-SHA512 rounds of a new password. OWASP: at least 220,000; production refuses less.</summary>
    public int PasswordIterations { get; init; } = 220_000;

    /// <exception cref="SettingRefusedException"><see cref="CodeChannels"/> names something else.</exception>
    public IReadOnlyList<CodeChannel> Channels() =>
        [.. CodeChannels.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(name =>
        Enum.TryParse<CodeChannel>(name, ignoreCase: true, out var channel) && channel is CodeChannel.Email or CodeChannel.Sms
            ? channel
            : throw new SettingRefusedException("Policy:CodeChannels is a list of Email and Sms, the preferred one first."))];
}

public enum PresenceRule
{
    Hidden = 1,
    /// <summary>« Un gestionnaire ».</summary>
    Unnamed,
    Named,
}

public enum ProofKind
{
    /// <summary>SIRET of the head office or main establishment, and the number of a health or provident contract.</summary>
    SiretAndContract = 1,
    /// <summary>Client number, last name, first name and birth date of an insured person.</summary>
    InsuredPerson,
    /// <summary>SIREN and contract number.</summary>
    SirenAndContract,
    /// <summary>The person number that the insurer sent to an employer.</summary>
    PersonNumber,
    /// <summary>SIREN and the company's number with the insurer.</summary>
    SirenAndInsurerNumber,
}

public enum PasswordIsSet
{
    InForm = 1,
    /// <summary>On the page of the activation link.</summary>
    ByLink,
}

public enum IdentityDocumentRule
{
    /// <summary>None is asked.</summary>
    None = 0,
    /// <summary>Until it is accepted: the profile and one contact request.</summary>
    Restrict,
    /// <summary>Until it is accepted: nothing.</summary>
    Block,
    Allow,
}

public enum PhoneChangeRule
{
    /// <summary>The old channel confirms.</summary>
    OldChannel = 1,
    AdviserOnly,
}

public enum SecretQuestionRule
{
    Off = 0,
    /// <summary>They replace the mailed link: nothing else is asked.</summary>
    Alone,
    /// <summary>A code to a verified channel as well.</summary>
    WithCode,
}

/// <summary>Each portal's policy by slug; staff have their own.</summary>
/// <param name="fallback">For who belongs to no portal: the same cost as everywhere.</param>
public sealed class PolicyBook(IReadOnlyDictionary<string, Policy> policies, Policy fallback)
{
    public Policy For(string portal) => policies.TryGetValue(portal, out var policy) ? policy : fallback;

    /// <summary>Whether a session has neither been idle for too long nor become too old.</summary>
    public bool IsOpen(SessionFacts session, DateTimeOffset now) => For(session.Portal).SessionEnd(session.CreatedAt, session.SeenAt) > now;

    public IEnumerable<Policy> All => [.. policies.Values, fallback];

    /// <summary>Beginnings of keys, as in <c>multi-siren/</c>, of all portals, with each one's policy.</summary>
    public IEnumerable<(string Prefix, Policy Policy)> Portals => policies.Select(p => ($"{p.Key}/", p.Value));

    /// <summary>What the linter finds in each portal's policy, by slug.</summary>
    public IEnumerable<(string Portal, PolicyFinding Finding)> Findings => policies.SelectMany(p => PolicyLinter.Check(p.Value).Select(f => (p.Key, f)));
}
