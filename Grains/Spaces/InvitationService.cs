using Grains.Accounts;
using Grains.Accounts.Passwords;
using Grains.Accounts.SignIn;
using Grains.Batches;
using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Accounts;
using Grains.Interfaces.Spaces;
using Grains.Text;

namespace Grains.Spaces;

public enum InvitationOutcome
{
    /// <summary>The person is a member and may sign in.</summary>
    Joined = 1,
    /// <summary>The address has an account: its owner signs in and answers there.</summary>
    HasAccount,
    /// <summary>Answered, revoked or too old.</summary>
    Over,
}

/// <summary>
/// The mailed link of an invitation. It proves the address: who has no account makes one with a password and is a member at once. Each step is an
/// operation under the form's key; cut short in between, the person signs in and finds the invitation in « À faire ».
/// </summary>
public sealed class InvitationService(IGrainFactory grains, IStateStore store, DerivedSecrets secrets, PasswordHasher hasher, PolicyBook policies, TimeProvider clock)
{
    /// <summary>Accepted by one form.</summary>
    public const int MostAtOnce = BatchStep.MostAtOnce;

    public Task<InvitationView?> Preview(string space, string member, string token) =>
        grains.GetGrain<ISpaceGrain>(space).PreviewInvitation(member, secrets.HashLink(token));

    /// <summary>
    /// Accepts several invitations of the caller, each by its own commit: at most <see cref="MostAtOnce"/>, the others stay. Answers how many; one
    /// that is answered, revoked or too old is none.
    /// </summary>
    /// <param name="chosen">Space and member of each, and the firm's space that a mandate is accepted for, or null.</param>
    public async Task<int> Accept(Caller by, OperationId operation, IReadOnlyList<(string Space, string Member, string? Firm)> chosen)
    {
        var accepted = 0;
        foreach (var (space, member, firm) in chosen.DistinctBy(c => (c.Space, c.Member)).Take(MostAtOnce))
        {
            if ((await Accept(by, operation.Step($"{space}/{member}"), space, member, firm)).Ok)
                accepted++;
        }
        return accepted;
    }

    /// <param name="firm">The firm's space that a mandate is accepted for, or null.</param>
    public Task<Result<SpaceRefusal>> Accept(Caller by, OperationId operation, string space, string member, string? firm) => firm is null
        ? grains.GetGrain<ISpaceGrain>(space).AnswerInvitation(by, operation, member, true)
        : grains.GetGrain<ISpaceMandateGrain>(space).AcceptFor(by, operation, member, firm);

    /// <summary>Whether the address has an account; told to who has the link, and so the mailbox.</summary>
    public async ValueTask<bool> HasAccount(string email) => await store.FindClaim("email", EmailAddress.Fold(email), clock.GetUtcNow()) is not null;

    public async Task<InvitationOutcome> Join(string space, string member, string token, string password, string terms, string form, CancellationToken cancel)
    {
        if (await Preview(space, member, token) is not { } view)
            return InvitationOutcome.Over;
        var (portal, person) = (space.Split('/')[0], view.Person);
        var operation = secrets.Operation(form, "join", space, member);
        PasswordHash hash;
        using (await hasher.Enter(cancel))
            hash = await PasswordHasher.Make(password, policies.For(portal).PasswordIterations);
        var account = $"c-{secrets.Token("account", operation)}";
        var made = await grains.GetGrain<IAccountRegistrationGrain>(account).Register(
            operation, new NewAccount(CallerKind.Customer, portal, StaffRole.None, person.Email, person.FirstName, person.LastName,
                person.Mobile.Length > 0 ? person.Mobile : person.Phone, hash, null, null) { Terms = terms, ToldNow = true });
        if (!made.Ok && made.Refusal is not AccountRefusal.AlreadyExists)
            return InvitationOutcome.HasAccount;
        var caller = new Caller(account, CallerKind.Customer, portal, $"{person.FirstName} {person.LastName}", "");
        var answered = await grains.GetGrain<ISpaceGrain>(space).AnswerInvitation(caller, operation.Step("answer"), member, true);
        return answered.Ok ? InvitationOutcome.Joined : InvitationOutcome.Over;
    }
}
