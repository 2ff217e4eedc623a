using Grains.Access;
using System.Security.Cryptography;
using System.Text.Json;
using Grains.Accounts.Passwords;
using Grains.Accounts.Staff;
using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Accounts;
using Grains.Mail;
using Grains.Text;

namespace Grains.Accounts.Registration;

using Done = Decision<AccountState, Nothing, NoRefusal>;
using Outcome = Decision<AccountState, Nothing, AccountRefusal>;

/// <summary>An account from its registration until it is active, as pure functions of its state.</summary>
internal sealed class AccountRegistration(string account, Policy policy)
{
    public Outcome Register(AccountState state, NewAccount registration, DateTimeOffset now)
    {
        if (state.Exists)
            return AccountRefusal.AlreadyExists;
        DateTimeOffset? purge = registration.Activation is null ? null : now + policy.PurgeAfter;
        DateTimeOffset? told = registration.Activation is null && !registration.ToldNow ? null : now;
        var next = state with
        {
            Kind = registration.Kind,
            Portal = registration.Portal,
            Role = registration.Role,
            Email = registration.Email,
            FirstName = registration.FirstName,
            LastName = registration.LastName,
            Phone = registration.Phone,
            // Who registers by themselves, or is invited, is reached there from now on; whom the insurer makes was reached there before.
            EmailSince = told,
            PhoneSince = told,
            Password = registration.Password,
            PasswordSetAt = registration.Password is null ? null : now,
            SealedTotp = registration.SealedTotp,
            Links = registration.SetUpLinkHash is { } hash ? [new AccountLink(LinkPurpose.SetUp, hash, now + policy.SetUpLinkLife)] : [],
            Number = registration.Number,
            BirthDate = registration.BirthDate,
            IsInsured = registration.IsInsured,
            Terms = registration.Terms,
            TermsAt = registration.Terms.Length == 0 ? null : now,
            Admission = registration.Admission,
            PurgeAt = purge,
            Identity = registration.Identity is { } paper ? Sent(paper, now) : null,
        };
        List<Effect> effects = [.. Claims(next, purge), JournalRow.Of(account, now, "", "registered", registration.Terms), .. IdentityRows(next)];
        if (registration.SetUpLinkHash is not null)
            effects.Add(new Upsert(new StaffSetUpRow(account, now + policy.SetUpLinkLife, true, "", now)));
        if (registration.Activation is { } fresh)
        {
            var linked = WithLink(next, LinkPurpose.Activation, fresh, "activate", now);
            next = linked.Next!;
            effects.AddRange(linked.Effects);
            effects.Add(new Schedule(AccountWork.Purge, $"purge/{account}", account, purge!.Value, JobLane.Grains));
        }
        return new(next, default, null, [.. effects, AccountListRow.Of(account, next)]);
    }

    /// <summary>
    /// What a refused registration leaves: the truth, in the mailbox of the owner of the address or the client number, and as much work as an
    /// accepted one, so that neither answers sooner (row A9).
    /// </summary>
    /// <param name="claim">The kind of the claim that is another's.</param>
    public Done Refused(AccountState state, NewAccount registration, string claim, string? owner, string key, DateTimeOffset now)
    {
        // An identifier that was drawn twice is nobody's business; where the screen says that an address is taken, no mail does.
        var tells = owner is not null && registration.Activation is not null && !policy.RevealTakenEmail && (claim is "email" || registration.IsInsured);
        return new(state, default, null,
        [
            JournalRow.Of(account, now, "", "registration-refused", claim),
            tells ? new MailJob("taken", owner!["account/".Length..], registration.Portal, new Dictionary<string, string>(StringComparer.Ordinal))
                .At($"taken/{key}", now, JobLane.Mail) : AccountWork.InsteadOfMail($"{key}/mail", now),
            AccountWork.InsteadOfMail($"{key}/purge", now),
        ]);
    }

    public Outcome Activate(AccountState state, byte[] hash, NewPassword? password, DateTimeOffset now)
    {
        if (!state.IsPending || Living(state, LinkPurpose.Activation, hash, now) is null || (state.Password is null && password is null))
            return AccountRefusal.DeadLink;
        var set = state.Password is null ? PasswordStore.Set(state, password!, policy, now) : state;
        var next = set with { PurgeAt = null, Links = [] };
        // Its day may end while it is asked, and the address be another's by then.
        return new(next, default, null,
            [.. Claims(next, null, AccountRefusal.DeadLink), new Cancel($"purge/{account}"), AccountListRow.Of(account, next),
                JournalRow.Of(account, now, account, "activated"), .. Join(next, now)]);
    }

    /// <summary>Everything with it: rows, files, address. The journal keeps that there was an account.</summary>
    public Outcome Purge(AccountState state, DateTimeOffset now) => !(state.PurgeAt <= now)
        ? AccountRefusal.NotFound
        : new Outcome(new AccountState(), default, null,
            [
                .. Claims(state, null).Select(c => new ReleaseClaim(c.Kind, c.Value)), .. FilesGo(state, now),
                Delete.Of<AccountListRow>(account), Delete.Of<IdentityRow>(account), JournalRow.Of(account, now, "", "purged"),
            ]);

    public Outcome AcceptTerms(AccountState state, string version, DateTimeOffset now)
    {
        if (!state.MaySignIn || state.Kind is CallerKind.Staff)
            return AccountRefusal.NotFound;
        // The row also then: one that was written before it had a place for the version would ask for ever.
        if (TermsVersion.Covers(state.Terms, version))
            return new(state, default, null, [AccountListRow.Of(account, state)]);
        var next = state with { Terms = version, TermsAt = now };
        return new(next, default, null, [AccountListRow.Of(account, next), JournalRow.Of(account, now, account, "terms-accepted", version)]);
    }

    public Outcome SendIdentity(AccountState state, IdentityDocument paper, DateTimeOffset now)
    {
        if (state.Identity is not { State: IdentityState.Refused })
            return AccountRefusal.NotFound;
        var next = state with { Identity = Sent(paper, now) };
        return new(next, default, null,
            [AccountListRow.Of(account, next), .. IdentityRows(next), JournalRow.Of(account, now, account, "identity-sent"), new Notify($"account/{account}")]);
    }

    public Outcome DecideIdentity(AccountState state, Caller by, bool accepted, string reason, DateTimeOffset now)
    {
        if (!StaffRights.May(by, StaffAct.ReviewIdentity) || state.Identity is not { State: IdentityState.Waiting } file)
            return AccountRefusal.NotFound;
        var next =
            state with { Identity = file with { State = accepted ? IdentityState.Accepted : IdentityState.Refused, Paper = null, Blocks = false,
                Reason = reason } };
        var mail =
            new MailJob(accepted ? "identity-accepted" : "identity-refused", account, state.Portal, new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["reason"] = reason,
            ["link"] = $"/{state.Portal}/profil/identite",
        });
        return new(next, default, null,
            [
                AccountListRow.Of(account, next), Delete.Of<IdentityRow>(account), .. FilesGo(state, now), .. Join(next, now),
                JournalRow.Of(account, now, by.Account, accepted ? "identity-accepted" : "identity-refused", reason),
                mail.At($"identity/{account}/{file.SentAt.ToUnixTimeMilliseconds()}", now, JobLane.Mail), new Notify($"account/{account}"),
                    new Notify("queue/identity"),
            ]);
    }

    /// <summary>A link of one purpose takes the place of the one before; its token leaves in the encrypted mail only.</summary>
    public Done WithLink(AccountState state, LinkPurpose purpose, LinkSecret fresh, string template, DateTimeOffset now)
    {
        var (life, page) = purpose is LinkPurpose.Activation ? (policy.ActivationLinkLife, "activation") : (policy.ResetLinkLife, "nouveau-mot-de-passe");
        var end = state.PurgeAt < now + life ? state.PurgeAt.Value : now + life;
        var mail = new MailJob(template, account, state.Portal, new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["link"] = $"/{state.Portal}/{page}?compte={account}&jeton={fresh.Token}",
            ["until"] = end.ToString("O"),
            ["number"] = state.Number,
        });
        var next = state with { Links = [.. state.Links.RemoveAll(l => l.Purpose == purpose), new AccountLink(purpose, fresh.Hash, end)] };
        return new(next, default, null, [mail.At($"link/{account}/{Convert.ToHexStringLower(fresh.Hash.AsSpan(0, 12))}", now, JobLane.Mail, end)]);
    }

    /// <summary>A link that was found too old stays so, whatever becomes of the clock. Of one that lives, or never was, nothing is written.</summary>
    public Done NoteExpired(AccountState state, LinkPurpose purpose, byte[] hash, DateTimeOffset now) =>
        Living(state, purpose, hash, DateTimeOffset.MinValue) is { } link && link.ExpiresAt <= now
            ? new(state with { Links = state.Links.Remove(link) }, default, null, [])
            : Done.Unchanged;

    public static AccountLink? Living(AccountState state, LinkPurpose purpose, byte[] hash, DateTimeOffset now) =>
        state.Links.Find(l => l.Purpose == purpose && l.ExpiresAt > now && CryptographicOperations.FixedTimeEquals(l.Hash, hash));

    // Until the document is accepted there is no membership: what nobody granted cannot be seen.
    private IEnumerable<Effect> Join(AccountState state, DateTimeOffset now) =>
        state.Admission is null || state.IsPending
            || (state.Identity is { State: not IdentityState.Accepted } && policy.IdentityDocument is not IdentityDocumentRule.Allow)
            ? []
            : [new Schedule(AccountWork.Join, $"join/{account}",
                JsonSerializer.Serialize(new RegistrationJob(account, state.Portal, state.Name, state.Admission)), now, JobLane.Grains)];

    private IdentityFile Sent(IdentityDocument paper, DateTimeOffset now) =>
        new(IdentityState.Waiting, paper, policy.IdentityDocument is IdentityDocumentRule.Block, now);

    private IEnumerable<Effect> IdentityRows(AccountState state) => state.Identity is not { Paper: { } paper } file ? [] :
    [
        new Upsert(new IdentityRow(account, state.Portal, state.Name, paper.Kind, file.SentAt)), new Notify("queue/identity"),
        .. paper.Files.Select(f => new TakeClaim("file", f)),
    ];

    // The claim goes with the file: a sweep must not find it unlinked and alive in between.
    private static IEnumerable<Effect> FilesGo(AccountState state, DateTimeOffset now) =>
        state.Identity?.Paper is not { } paper ? []
            : paper.Files.Select(f => new Schedule(AccountWork.RemoveFile, $"file-removal/{f}", f, now, JobLane.Grains));

    /// <param name="lost">What the loser hears; null: which of the two is another's.</param>
    private static IEnumerable<TakeClaim> Claims(AccountState state, DateTimeOffset? until, AccountRefusal? lost = null)
    {
        yield return new TakeClaim("email", EmailAddress.Fold(state.Email), until, lost ?? AccountRefusal.EmailTaken);
        if (state.Number.Length > 0)
            yield return new TakeClaim("number", AccountNumber.Claim(state.Portal, state.Number), until, lost ?? AccountRefusal.NumberTaken);
    }
}
