using System.Collections.Immutable;
using System.Security.Cryptography;
using Grains.Accounts.SignIn;
using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Accounts;

namespace Grains.Accounts;

/// <summary>What an account remembers. Everything in it is bounded: 10 flows, 20 sessions, 10 devices, five tries a counter.</summary>
public sealed record AccountState : GrainState
{
    public CallerKind Kind { get; init; }

    public string Portal { get; init; } = "";

    public StaffRole Role { get; init; }

    public string Email { get; init; } = "";

    public string FirstName { get; init; } = "";

    public string LastName { get; init; } = "";

    public string Phone { get; init; } = "";

    /// <summary>Since when the address is known; null for as long as the account, which the insurer made.</summary>
    public DateTimeOffset? EmailSince { get; init; }

    /// <summary>The address before that one, which hears of what moves money; empty for none.</summary>
    public string FormerEmail { get; init; } = "";

    /// <summary>The same of the telephone.</summary>
    public DateTimeOffset? PhoneSince { get; init; }

    public bool Disabled { get; init; }

    public PasswordHash? Password { get; init; }

    public byte[]? SealedTotp { get; init; }

    /// <summary>The newest TOTP time step used: a code counts once.</summary>
    public long TotpStep { get; init; }

    /// <summary>At most one of each purpose: a newer link voids the one before.</summary>
    public ImmutableList<AccountLink> Links { get; init; } = [];

    /// <summary>Instants at which links were sent within the last hour.</summary>
    public ImmutableList<DateTimeOffset> LinksSent { get; init; } = [];

    /// <summary>The same of reminded identifiers: asked for by strangers, they must not use up the owner's links.</summary>
    public ImmutableList<DateTimeOffset> RemindersSent { get; init; } = [];

    /// <summary>Client number or issued identifier, or empty.</summary>
    public string Number { get; init; } = "";

    public DateOnly? BirthDate { get; init; }

    public bool IsInsured { get; init; }

    /// <summary>The newest version of the terms of use that was accepted; empty: none.</summary>
    public string Terms { get; init; } = "";

    public DateTimeOffset? TermsAt { get; init; }

    /// <summary>Set while the account waits for its activation: from then on it does not exist.</summary>
    public DateTimeOffset? PurgeAt { get; init; }

    public ProvenCompany? Admission { get; init; }

    public IdentityFile? Identity { get; init; }

    public DateTimeOffset? PasswordSetAt { get; init; }

    /// <summary>The newest first.</summary>
    public ImmutableList<PasswordHash> FormerPasswords { get; init; } = [];

    public SecretAnswers? Answers { get; init; }

    public FailureCounter AnswerFailures { get; init; } = FailureCounter.Zero;

    public FailureCounter Failures { get; init; } = FailureCounter.Zero;

    public ImmutableList<Flow> Flows { get; init; } = [];

    public ImmutableList<Session> Sessions { get; init; } = [];

    public ImmutableList<Device> Devices { get; init; } = [];

    /// <summary>Another telephone, until a second adviser approves it.</summary>
    public PhoneProposal? PhoneProposal { get; init; }

    /// <summary>Another address, until a second adviser approves it.</summary>
    public EmailProposal? EmailProposal { get; init; }

    /// <summary>Set by the newest completed sign-in; known browsers may all be forgotten, this is not.</summary>
    public DateTimeOffset? SignedInAt { get; init; }

    /// <summary>Instants of the codes sent within the last day.</summary>
    public ImmutableList<DateTimeOffset> CodesSent { get; init; } = [];

    public bool Exists => Email.Length > 0;

    // An owner who signed in before this was kept has a browser that is known.
    public bool HasSignedIn => SignedInAt is not null || Devices.Count > 0;

    public bool IsPending => PurgeAt is not null;

    /// <summary>Nothing works before activation, nor after a disabling, nor while a portal lets nobody in without their document.</summary>
    public bool MaySignIn => Password is not null && !Disabled && !IsPending && Identity is not { Blocks: true };

    /// <summary>The account as the clock makes it: gone, to the second, when nobody activated it.</summary>
    public AccountState At(DateTimeOffset now) => PurgeAt <= now ? new AccountState() : this;

    /// <summary>
    /// Without what has run out: links, codes, sign-ins under way, trusted browsers. Whatever the turn then writes keeps it so: what was
    /// refused for being too old must not come to life again when the clock is set back.
    /// </summary>
    public AccountState Lapsed(DateTimeOffset now, Policy policy)
    {
        bool IsSpent(Flow flow) => flow.Code is { } code && code.ExpiresAt <= now && code.WrongTries < policy.CodeTries;
        if (!Links.Exists(l => l.ExpiresAt <= now) && !Devices.Exists(d => d.TrustedUntil <= now) && !Flows.Exists(f => f.IsOver(now, policy) || IsSpent(f)))
            return this;
        return this with
        {
            Links = Links.RemoveAll(l => l.ExpiresAt <= now),
            Devices = Devices.RemoveAll(d => d.TrustedUntil <= now),
            Flows = [.. Flows.Where(f => !f.IsOver(now, policy))
                .Select(f => IsSpent(f) ? f with { Code = f.Code! with { WrongTries = policy.CodeTries } } : f)],
        };
    }

    public AccessBasis Standing =>
        IsInsured ? AccessBasis.Insured
        : Identity is { State: IdentityState.Waiting or IdentityState.Refused } && Admission is not null ? AccessBasis.IdentityAwaited
        : AccessBasis.ByMembership;

    public string Name => $"{FirstName} {LastName}";

    /// <summary>With a known device only its own counter counts and locks, so that strangers cannot shut the owner out.</summary>
    public FailureCounter CounterOf(string? device) => device is null ? Failures : Devices.Find(d => d.Id == device)?.Failures ?? Failures;

    public AccountState WithCounter(string? device, FailureCounter counter) =>
        device is not null && Devices.FindIndex(d => d.Id == device) is >= 0 and var at
            ? this with { Devices = Devices.SetItem(at, Devices[at] with { Failures = counter }) }
            : this with { Failures = counter };

    /// <summary>Finds where an attempt was opened: on the account, or on one of the devices.</summary>
    public (bool Found, string? Device) Holder(string attempt) =>
        Failures.Pending(attempt) is not null ? (true, null)
        : Devices.Find(d => d.Failures.Pending(attempt) is not null) is { } device ? (true, device.Id)
        : (false, null);

    public AccountState WithFlow(Flow flow, int max)
    {
        var others = Flows.RemoveAll(f => f.Id == flow.Id);
        return this with { Flows = [.. others.Skip(Math.Max(0, others.Count - max + 1)), flow] };
    }

    /// <summary>
    /// Completes a sign-in: the session begins, the browser becomes (or stays) known, the counter used is zero again. Answers the device whose
    /// cookie is new, or nothing.
    /// </summary>
    public Decision<AccountState, string,
        NoRefusal> SignedIn(string account, Flow flow, SignInSecrets draw, string agent, string source, DateTimeOffset now, Policy policy)
    {
        var known = flow.Device is null ? null : Devices.Find(d => d.Id == flow.Device);
        var device = known is null
            ? new Device(draw.Device.Id, draw.Device.SecretHash, "", null, now + policy.DeviceLife, FailureCounter.Zero, agent, now)
            // Tabs that sign in together all send the cookie of before: rotated once, it would be refused to the third.
            : known.FormerUntil > now ? known with { TrustedUntil = now + policy.DeviceLife, Failures = known.Failures.Forget(), Agent = agent, UsedAt = now }
            : known with { Agent = agent, UsedAt = now, Hash = draw.Device.SecretHash, FormerHash = known.Hash, FormerUntil = now + policy.DeviceGrace,
                TrustedUntil = now + policy.DeviceLife, Failures = known.Failures.Forget() };
        var devices = Devices.RemoveAll(d => d.Id == device.Id || d.TrustedUntil <= now);
        var open = Sessions.RemoveAll(s => s.CreatedAt + policy.SessionLife <= now || s.SeenAt + policy.SessionIdle <= now);
        var leaving = open.Take(Math.Max(0, open.Count - policy.MaxSessions + 1)).ToList();
        var gone = Sessions.Except(open).Concat(leaving).ToList();
        var session = new Session(draw.Session, now, now, agent, source);
        var next = this with
        {
            SignedInAt = now,
            Flows = Flows.RemoveAll(f => f.Id == flow.Id),
            Sessions = open.RemoveRange(leaving).Add(session),
            Devices = [.. devices.Skip(Math.Max(0, devices.Count - policy.MaxDevices + 1)), device],
            Failures = flow.Device is null ? Failures.Forget() : Failures,
        };
        return new(next, device.Hash == draw.Device.SecretHash ? device.Id : "", null,
            [
                new Upsert(new SessionRow(account, session.Id, Portal, now, now, null)),
                .. gone.Select(s => new Upsert(new SessionRow(account, s.Id, Portal, s.CreatedAt, s.SeenAt, now))),
            ]);
    }
}

public sealed record AccountLink(LinkPurpose Purpose, byte[] Hash, DateTimeOffset ExpiresAt);

/// <param name="Blocks">Nobody is let in while it waits for a decision; a refused one may be followed by another.</param>
/// <param name="Paper">Null once decided: the files are gone, the decision stays.</param>
public sealed record IdentityFile(IdentityState State, IdentityDocument? Paper, bool Blocks, DateTimeOffset SentAt, string Reason = "");

/// <param name="Hash">Of the three answers, folded and joined: nothing tells which of them is wrong.</param>
public sealed record SecretAnswers(QuestionSheet Sheet, byte[] Hash);

/// <summary>What the right code of a flow opens: this, and never another.</summary>
public enum FlowPurpose
{
    SignIn = 0,
    NewPassword,
    Identifier,
    /// <summary>That its owner is at the open session which began it.</summary>
    StepUp,
}

/// <summary>A sign-in whose password was right, or a recovery whose answers were; its code is awaited.</summary>
public sealed record Flow(string Id, string? Device, DateTimeOffset StartedAt, SentCode? Code, FlowPurpose Purpose = FlowPurpose.SignIn)
{
    /// <summary>Of a <see cref="FlowPurpose.StepUp"/>, the session that it is about; empty for others.</summary>
    public string Session { get; init; } = "";

    public bool IsOver(DateTimeOffset now, Policy policy) => StartedAt + policy.FlowLife <= now;
}

/// <param name="Hash">Salted and peppered; the clear code is in the encrypted job only.</param>
public sealed record SentCode(byte[] Salt, byte[] Hash, CodeChannel Channel, DateTimeOffset SentAt, DateTimeOffset ExpiresAt, int WrongTries);

/// <param name="Source">Prefix of the address only.</param>
/// <param name="ProvenAt">When its owner proved themselves anew in it, by password and code; null for never.</param>
public sealed record Session(string Id, DateTimeOffset CreatedAt, DateTimeOffset SeenAt, string Agent, string Source, DateTimeOffset? ProvenAt = null);

/// <summary>A browser that completed a sign-in. Its cookie's secret is rotated at each use.</summary>
public sealed record Device(
    string Id, string Hash, string FormerHash, DateTimeOffset? FormerUntil, DateTimeOffset TrustedUntil, FailureCounter Failures, string Agent = "",
        DateTimeOffset? UsedAt = null)
{
    public bool Accepts(string secretHash, DateTimeOffset now) => TrustedUntil > now
        && (Same(secretHash, Hash) || (FormerUntil > now && Same(secretHash, FormerHash)));

    private static bool Same(string left, string right) =>
        CryptographicOperations.FixedTimeEquals(System.Text.Encoding.UTF8.GetBytes(left), System.Text.Encoding.UTF8.GetBytes(right));
}
