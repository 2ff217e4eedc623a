using Grains.Accounts.Passwords;
using Grains.Accounts.SignIn;
using Grains.Commits;
using Grains.CoreSystem;
using Grains.Documents;
using Grains.Interfaces;
using Grains.Interfaces.Accounts;
using Grains.Interfaces.Companies;
using Grains.Text;

namespace Grains.Accounts.Registration;

public enum RegistrationOutcome
{
    /// <summary>A mail is on its way: to the new account's address, or to the one who has that address already.</summary>
    MailSent = 1,
    /// <summary>Said only where the portal reveals it.</summary>
    EmailTaken,
    /// <summary>Something is missing, or its day is over: back to the wizard.</summary>
    Incomplete,
}

/// <summary>The end of a registration: makes the account of what was typed and proven, or tells the owner of the address. Both take the same road.</summary>
public sealed class RegistrationService(IGrainFactory grains, IStateStore store, IFileCatalogue files, DerivedSecrets draws, PasswordHasher hasher,
    PolicyBook policies, TimeProvider clock)
{
    private const int NumberDraws = 5;

    /// <summary>Under this name the files of a registration are kept until there is an account.</summary>
    public static string Uploader(string registration) => $"registration/{registration}";

    public IRegistrationGrain Grain(string portal, string registration) => grains.GetGrain<IRegistrationGrain>($"{portal}/{registration}");

    /// <summary>Whether an address has an account; for portals that say so.</summary>
    public async ValueTask<bool> IsTaken(string email) => await store.FindClaim("email", EmailAddress.Fold(email), clock.GetUtcNow()) is not null;

    /// <param name="password">Null where it is chosen by the link.</param>
    public async Task<RegistrationOutcome> Register(string portal, string registration, string terms, string? password, CancellationToken cancel)
    {
        var grain = Grain(portal, registration);
        var policy = policies.For(portal);
        if (await grain.View() is not { Proven: { } proven } view)
            return RegistrationOutcome.Incomplete;
        if (view.SentTo.Length > 0)
            return RegistrationOutcome.MailSent;
        var paper = await PaperOf(policy, view, registration);
        if (paper is null && policy.IdentityDocument is not IdentityDocumentRule.None)
            return RegistrationOutcome.Incomplete;
        var email = policy.Proof is ProofKind.InsuredPerson ? proven.Email : EmailAddress.Kept(view.Fields.GetValueOrDefault("courriel", ""));
        if (email.Length == 0)
            return RegistrationOutcome.Incomplete;
        PasswordHash? hash = null;
        if (password is not null)
        {
            using (await hasher.Enter(cancel))
                hash = await PasswordHasher.Make(password, policy.PasswordIterations);
        }
        // Named by the registration and its address: sent twice it is one account, with another address it is another try.
        var operation = draws.Operation(registration, "register", EmailAddress.Fold(email));
        var account = AccountOf(registration);
        var made = Made(portal, policy, view, proven, email, hash, terms) with { Identity = paper, Activation = draws.Link(operation) };
        var result = await Try(policy, account, operation, made);
        if (result.Refusal is AccountRefusal.EmailTaken && policy.RevealTakenEmail)
            return RegistrationOutcome.EmailTaken;
        await grain.Finish(operation.Step("finish"), new RegistrationEnd(EmailAddress.Mask(email)));
        return RegistrationOutcome.MailSent;
    }

    /// <summary>Another activation mail, at most as often as links. Where there is no account to activate nothing happens, and nobody can tell.</summary>
    public async Task Resend(string registration, string form)
    {
        var operation = draws.Operation(form, "resend", registration);
        await grains.GetGrain<IAccountRecoveryGrain>(AccountOf(registration)).AskLink(operation, draws.Link(operation));
    }

    private string AccountOf(string registration) => $"c-{draws.Token("account", OperationId.Of(registration))}";

    private async Task<Result<AccountRefusal>> Try(Policy policy, string account, OperationId operation, NewAccount made)
    {
        var grain = grains.GetGrain<IAccountRegistrationGrain>(account);
        var issues = policy.Proof is not ProofKind.InsuredPerson && policy.SignInWith.Contains("Number", StringComparison.Ordinal);
        for (var i = 0; ; i++)
        {
            var turn = operation.Step($"{i}");
            var result = await grain.Register(turn, issues ? made with { Number = Identifier(turn) } : made);
            if (result.Refusal is not AccountRefusal.NumberTaken || !issues || i >= NumberDraws)
                return result;
        }
    }

    /// <summary>« R48217730 »: an identifier issued to a representative, short enough to be typed.</summary>
    private string Identifier(OperationId operation) => $"R{draws.Code(operation).Clear}{draws.Code(OperationId.Of(operation.Value, "2")).Clear[..2]}";

    private static NewAccount Made(string portal, Policy policy, RegistrationView view, ProvenFacts proven, string email, PasswordHash? hash, string terms)
    {
        var isInsured = policy.Proof is ProofKind.InsuredPerson;
        string Said(string field) => view.Fields.GetValueOrDefault(field, "").Trim();
        return new NewAccount(
            CallerKind.Customer, portal, StaffRole.None, email, isInsured ? proven.FirstName : Said("prenom"), isInsured ? proven.LastName : Said("nom"),
            isInsured ? proven.Phone : PhoneNumber.Clean(Said("telephone")), hash, null, null)
        {
            Number = isInsured ? proven.ClientNumber : "",
            BirthDate = isInsured ? proven.BirthDate : TypedNumbers.Day(Said("naissance")),
            IsInsured = isInsured,
            Terms = terms,
            Admission = isInsured ? null : new ProvenCompany(
                $"{portal}/{proven.Siren}", new CompanyFacts(proven.Siren, proven.Company, proven.City, proven.Establishments),
                [.. Said(RegistrationSteps.Unticked).Split(' ', StringSplitOptions.RemoveEmptyEntries)]) { JobTitle = Said("fonction") },
        };
    }

    private async Task<IdentityDocument?> PaperOf(Policy policy, RegistrationView view, string registration)
    {
        if (policy.IdentityDocument is IdentityDocumentRule.None || view.Files.Count == 0
            || !Enum.TryParse<IdentityKind>(view.Fields.GetValueOrDefault("piece"), out var kind) || !Enum.IsDefined(kind))
            return null;
        foreach (var file in view.Files)
        {
            if (await files.Find(file.File, Uploader(registration)) is null)
                return null;
        }
        return new IdentityDocument(kind, [.. view.Files.Select(f => f.File)]);
    }
}
