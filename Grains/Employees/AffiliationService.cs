using System.Text;
using Grains.Access;
using Grains.Accounts.SignIn;
using Grains.Commits;
using Grains.Contracts;
using Grains.Interfaces;
using Grains.Interfaces.Accounts;
using Grains.Interfaces.Companies;
using Grains.Interfaces.Employees;
using Grains.Interfaces.Employees.Departures;
using Grains.Letters;

namespace Grains.Employees;

/// <summary>A personal link as a browser brought it.</summary>
/// <param name="Employee">The id, without the portal.</param>
public sealed record OpenedLink(string Portal, string Employee, string Token)
{
    public string Key => $"{Portal}/{Employee}";
}

/// <summary>
/// Affiliations from both sides: finds the employee whom a form means, and draws links, codes and sessions before the turn, so that a repeat draws the same.
/// </summary>
public sealed class AffiliationService(IGrainFactory grains, IStateStore store, Rights rights, DerivedSecrets draws, ISealer sealer, TimeProvider clock)
{
    /// <summary>
    /// Invites a person: the employee who is known by that number, or a new one. Where people of that name, born the same day, are known, the form says
    /// whether it is one of them; before, the answer is Homonym. Answers the id, and the same id to a repeat.
    /// </summary>
    public Task<Result<string, EmployeeRefusal>> Invite(Caller by, OperationId operation, NewEmployee employee) =>
        Begin(by, operation, employee, (grain, person, link) => grain.Invite(by, operation, person, link));

    /// <summary>The same for a person whose whole affiliation the employer types.</summary>
    public Task<Result<string, EmployeeRefusal>> Affiliate(Caller by, OperationId operation, NewEmployee employee, TypedAffiliation typed) =>
        Begin(by, operation, employee, (grain, person, link) => grain.Affiliate(by, operation, person, typed, link));

    /// <summary>The ids of those whom <see cref="Invite"/> asks about; none for who may not invite there.</summary>
    public async Task<IReadOnlyList<string>> NamesakesOf(Caller by, NewEmployee employee)
    {
        if (!await rights.MayActOnEmployees(by, employee.Company, employee.Employment.Siret))
            return [];
        var known = await Namesakes.Of(store, sealer, employee, clock.GetUtcNow());
        return known.Numbered is not null ? [] : [.. known.ByRank.OrderBy(n => n.Key).Select(n => EmployeeChange.Id(n.Value))];
    }

    public Task<Result<EmployeeRefusal>> Remind(Caller by, OperationId operation, string id) =>
        Employer(by, id).Remind(by, operation, Link(operation, $"{by.Portal}/{id}"));

    public Task<Result<EmployeeRefusal>> CorrectEmail(Caller by, OperationId operation, string id, string email) =>
        Employer(by, id).CorrectEmail(by, operation, email, Link(operation, $"{by.Portal}/{id}"));

    public Task<Result<EmployeeRefusal>> CorrectAddress(Caller by, OperationId operation, string id, PostalAddress address) =>
        Employer(by, id).CorrectAddress(by, operation, address, Link(operation, $"{by.Portal}/{id}"));

    public Task<Result<EmployeeRefusal>> AnswerContest(Caller by, OperationId operation, string id, string answer) =>
        Employer(by, id).AnswerContest(by, operation, answer, Link(operation, $"{by.Portal}/{id}"));

    public Task<Result<EmployeeRefusal>> ForceBase(Caller by, OperationId operation, string id) =>
        Employer(by, id).ForceBase(by, operation, Link(operation, $"{by.Portal}/{id}"));

    public Task<Result<EmployeeRefusal>> Depart(Caller by, OperationId operation, string id, NewDeparture departure) =>
        Employer(by, id).Depart(by, operation, departure, Link(operation, $"{by.Portal}/{id}"));

    public Task<Result<EmployeeRefusal>> CancelDeparture(Caller by, OperationId operation, string id, string why) =>
        Employer(by, id).CancelDeparture(by, operation, why, Link(operation, $"{by.Portal}/{id}"));

    /// <param name="employee">The key: an adviser is of no portal.</param>
    public Task<Result<EmployeeRefusal>> CorrectEmailByAdviser(Caller by, OperationId operation, string employee, string email, string reason) =>
        grains.GetGrain<IEmployeeGrain>(employee).CorrectEmailByAdviser(by, operation, email, reason, Link(operation, employee));

    /// <param name="employee">The key: an adviser is of no portal.</param>
    public Task<Result<EmployeeRefusal>> SettleContest(Caller by, OperationId operation, string employee, string word) =>
        grains.GetGrain<IEmployeeGrain>(employee).SettleContest(by, operation, word, Link(operation, employee));

    /// <summary>The employee whom a printed address means, as its link says; null for none.</summary>
    /// <param name="reference">As <see cref="PrintedCode.Read"/> gives it.</param>
    public async Task<string?> OfLetter(string portal, string reference) =>
        await store.FindClaim(EmployeeLetters.LinkClaim, EmployeeLetters.ClaimOf(portal, draws.HashLink(reference)), clock.GetUtcNow()) is { } holder
            ? EmployeeChange.Id(holder["employee/".Length..]) : null;

    public Task<ProofStep> ProveBirth(OpenedLink link, string formKey, DateOnly birthDate)
    {
        var operation = draws.Operation(formKey, "affiliation-birth", link.Key, $"{birthDate:O}");
        return Person(link.Key).ProveBirth(operation, draws.HashLink(link.Token), birthDate, Code(link.Key, operation));
    }

    /// <summary>With the session's token where it opened one.</summary>
    public async Task<(ProofStep Step, string Session)> ProveCode(OpenedLink link, string formKey, string code)
    {
        var operation = draws.Operation(formKey, "affiliation-code", link.Key, code);
        var session = draws.Token("affiliation-session", operation);
        var step = await Person(link.Key).ProveCode(operation, draws.HashLink(link.Token), HashCode(link.Key, code), HashSession(session));
        return (step, session);
    }

    public Task AskNewLink(OpenedLink link, string formKey)
    {
        var operation = draws.Operation(formKey, "affiliation-renew", link.Key);
        return Person(link.Key).AskNewLink(operation, Link(operation, link.Key));
    }

    /// <summary>What the session's employee sees, with the contracts they are invited to; null when it is over.</summary>
    /// <param name="looks">A page asks by itself: the session stays as idle as it is.</param>
    public async Task<AffiliationFacts?> Open(string employee, string session, bool looks = false)
    {
        if (await Person(employee).View(HashSession(session), looks) is not { } view)
            return null;
        var company = await grains.GetGrain<ICompanyGrain>(view.Company).View();
        var contracts = await ContractReading.WholeOfCompany(store, view.Company[(view.Company.IndexOf('/', StringComparison.Ordinal) + 1)..]);
        var bound = view.Covers.Concat(view.Waivable).Select(c => c.Contract).Concat(view.Waivers.Select(w => w.Contract)).ToHashSet();
        return new AffiliationFacts(view, company?.Name ?? "", [.. contracts.Where(c => bound.Contains(c.Number))], clock.GetUtcNow());
    }

    public Task<Result<AffiliationRefusal>> Save(string employee, string session, string formKey, AffiliationPage page) =>
        Person(employee).Save(draws.Operation(formKey, "affiliation-save", employee, $"{page.Next}"), HashSession(session), page);

    public Task<Result<AffiliationRefusal>> AskSignature(string employee, string session, string formKey)
    {
        var operation = draws.Operation(formKey, "affiliation-ask", employee);
        return Person(employee).AskSignature(operation, HashSession(session), Code(employee, operation));
    }

    public Task<Result<AffiliationRefusal>> Sign(string employee, string session, string formKey, string code, SignatureTrace trace)
    {
        var operation = draws.Operation(formKey, "affiliation-sign", employee, code);
        return Person(employee).Sign(operation, HashSession(session), HashCode(employee, code), trace, Link(operation, employee));
    }

    /// <summary>One operation a file: nothing else can be meant by it.</summary>
    public Task<Result<AffiliationRefusal>> AttachPaper(string employee, string session, AskedPaper paper, string file) =>
        Person(employee).AttachPaper(OperationId.Of("affiliation-paper", file), HashSession(session), paper, file);

    public Task<Result<AffiliationRefusal>> DetachPaper(string employee, string session, string formKey, string file) =>
        Person(employee).DetachPaper(draws.Operation(formKey, "affiliation-detach", employee, file), HashSession(session), file);

    public Task<Result<AffiliationRefusal>> AskWaiver(string employee, string session, string formKey, WaiverAsked waiver) =>
        Person(employee).AskWaiver(draws.Operation(formKey, "affiliation-waiver", employee, waiver.Case, waiver.Contract, waiver.File), HashSession(session), waiver);

    public Task<Result<AffiliationRefusal>> Contest(string employee, string session, string formKey, string text) =>
        Person(employee).Contest(draws.Operation(formKey, "affiliation-contest", employee, text), HashSession(session), text);

    public Task<CertificateFacts?> Certify(string employee, string session) => Person(employee).CertifyOwn(HashSession(session));

    private async Task<Result<string, EmployeeRefusal>> Begin(
        Caller by, OperationId operation, NewEmployee employee, Func<IEmployeeGrain, NewEmployee, PersonalLink, Task<Result<EmployeeRefusal>>> begin)
    {
        if (!await rights.MayActOnEmployees(by, employee.Company, employee.Employment.Siret))
            return EmployeeRefusal.NotFound;
        var known = await Namesakes.Of(store, sealer, employee, clock.GetUtcNow());
        // Whom this very operation brought in is nobody's namesake.
        var fresh = $"{by.Portal}/{NewId(operation)}";
        if (known.Numbered is null && known.ByRank.Count > 0 && employee.SameAs is null && !known.ByRank.Values.Contains(fresh))
            return EmployeeRefusal.Homonym;
        var key = known.Numbered ?? known.ByRank.Values.FirstOrDefault(k => EmployeeChange.Id(k) == employee.SameAs) ?? fresh;
        var begun = await begin(grains.GetGrain<IEmployeeGrain>(key), employee with { Rank = known.FreeRank }, Link(operation, key));
        return begun.Ok ? EmployeeChange.Id(key) : begun.Refusal.Value;
    }

    /// <summary>Of a form behind a personal link.</summary>
    internal OperationId Operation(string formKey, params ReadOnlySpan<string> about) => draws.Operation(formKey, about);

    private IEmployeeGrain Employer(Caller by, string id) => grains.GetGrain<IEmployeeGrain>($"{by.Portal}/{id}");

    private IAffiliationGrain Person(string employee) => grains.GetGrain<IAffiliationGrain>(employee);

    private string NewId(OperationId operation) => Convert.ToHexStringLower(sealer.Mac(Encoding.UTF8.GetBytes(operation.Value), "employee-id"))[..32];

    // With what a letter would carry: the employee's state decides which way it goes.
    internal PersonalLink Link(OperationId operation, string employee)
    {
        var (link, printed) = (draws.Link(operation), new LetterSecret(Printed(operation, "letter-reference"), Printed(operation, "letter-code")));
        return new PersonalLink(
            link.Hash, link.Token,
            new PrintedLink(draws.HashLink(printed.Reference), HashCode(employee, printed.Code), printed.Seal(sealer, employee)));
    }

    private string Printed(OperationId operation, string purpose) => PrintedCode.Of(sealer.Mac(Encoding.UTF8.GetBytes(operation.Value), purpose));

    // The salt is the employee's own: the hash is peppered by the master key anyway.
    private OneTimeCode Code(string employee, OperationId operation)
    {
        var clear = draws.Code(operation).Clear;
        return new OneTimeCode(clear, Salt(employee), HashCode(employee, clear));
    }

    private byte[] HashCode(string employee, string code) => draws.HashCode(Salt(employee), code);

    private byte[] Salt(string employee) => sealer.Mac(Encoding.UTF8.GetBytes(employee), "affiliation-salt")[..16];

    internal byte[] HashSession(string session) => sealer.Mac(Encoding.UTF8.GetBytes(session), "affiliation-session");
}

/// <param name="Contracts">Those that the employee is invited to, or covered by.</param>
public sealed record AffiliationFacts(AffiliationView View, string Company, IReadOnlyList<Contract> Contracts, DateTimeOffset Now);
