using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Grains.Accounts.SignIn;
using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Accounts;
using Grains.Portals;
using Grains.Text;

namespace Grains.Accounts.Registration;

/// <summary>Gives staff their first way in: a one-time link on which they choose a password and prove an authenticator app.</summary>
public sealed class StaffInvitationService(IGrainFactory grains, ISealer sealer, DerivedSecrets secrets, SiteAddress site)
{
    /// <summary>What the keys begin with of accounts that were invited.</summary>
    public const string KeyPrefix = "staff-";

    /// <summary>Returns the set-up link, or throws <see cref="ArgumentException"/> with a sentence for the operator.</summary>
    public async Task<string> Add(string email, string role)
    {
        email = EmailAddress.Kept(email);
        if (EmailAddress.Check(email) is not null)
            throw new ArgumentException($"'{email}' is no e-mail address.");
        if (!Enum.TryParse<StaffRole>(role.Replace("-", "", StringComparison.Ordinal), ignoreCase: true, out var parsed) || parsed is StaffRole.None)
            throw new ArgumentException($"'{role}' is no role. Roles: conseiller, gestionnaire, referent-medical, superviseur, administrateur-technique.");
        var key = $"{KeyPrefix}{Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(12))}";
        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));
        var name = email[..email.IndexOf('@', StringComparison.Ordinal)].Split('.', '_', '-')
            .Select(w => w.Length == 0 ? w : char.ToUpperInvariant(w[0]) + w[1..]).ToList();
        var registration = new NewAccount(
            CallerKind.Staff, Caller.StaffPortal, parsed, email, name[0], string.Join(' ', name.Skip(1)), "", null, null, HashLink(token));
        var registered = await grains.GetGrain<IAccountRegistrationGrain>(key).Register(OperationId.Of("staff", key), registration);
        return registered.Ok
            ? $"{site.Origin}/gestion/activation?compte={key}&jeton={token}"
            : throw new ArgumentException($"An account with the address {email} exists already.");
    }

    /// <summary>
    /// Invites a colleague by mail. Answers the account's key; the same operation is the same account and the same link. Refused: as the grain's own verb.
    /// </summary>
    public async Task<Result<string, StaffRefusal>> Invite(Caller by, OperationId operation, StaffInvitation invitation)
    {
        var key = $"{KeyPrefix}{secrets.Token("staff-key", operation)}";
        var invited = await grains.GetGrain<IStaffAccountGrain>(key).Invite(by, operation, invitation, Link(operation));
        return invited.Ok ? key : invited.Refusal.Value;
    }

    /// <summary>A mailed set-up link of an operation: the same again when it is repeated.</summary>
    public LinkSecret Link(OperationId operation)
    {
        var token = secrets.Token("set-up", operation);
        return new LinkSecret(HashLink(token), token);
    }

    public byte[] HashLink(string token) => sealer.Mac(Encoding.UTF8.GetBytes(token), "set-up-link");

    /// <summary>The secret that a link's page shows: the same at each opening, so that a scanned code stays good.</summary>
    public byte[] TotpSecretOf(string token) => sealer.Mac(Encoding.UTF8.GetBytes(token), "set-up-totp")[..20];
}
