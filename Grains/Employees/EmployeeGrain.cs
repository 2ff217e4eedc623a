using System.Text;
using Grains.Access;
using Grains.Accounts;
using Grains.Commits;
using Grains.Contracts;
using Grains.Documents;
using Grains.Employees.Departures;
using Grains.Employees.Departures.Proofs;
using Grains.Employees.Waivers;
using Grains.Interfaces;
using Grains.Interfaces.Accounts;
using Grains.Interfaces.Employees;
using Grains.Interfaces.Employees.Departures;
using Grains.Interfaces.Employees.Waivers;
using Grains.Interfaces.Requests;
using Grains.Payments;

namespace Grains.Employees;

/// <summary>An employee, asked by the employer here and by themselves in its other half.</summary>
[GrainType("employee")]
public sealed class EmployeeGrain(CommitServices services, Rights rights, ISealer sealer, IFileCatalogue files, PolicyBook policies)
    : CommittingGrain<EmployeeState>(services), IEmployeeGrain, IAffiliationGrain, IWaiverGrain, IPortabilityGrain
{
    private static readonly TimeSpan RenewAfter = TimeSpan.FromMinutes(1);

    protected override string Kind => "employee";

    public async Task<Result<EmployeeRefusal>> Describe(OperationId operation, EmployeeFacts facts) =>
        await Answer(operation, Condition.None, State.Describe(Turn(), facts, SealNir(facts.Nir)));

    public async Task<Result<EmployeeRefusal>> Invite(Caller by, OperationId operation, NewEmployee employee, PersonalLink link) => await Answer(
        operation, RightOf(by, employee),
        await MayTry(by, employee) ? State.Invite(Turn(by), employee, SealNir(employee.Nir), link) : EmployeeRefusal.NotFound);

    public async Task<Result<EmployeeRefusal>> Affiliate(Caller by, OperationId operation, NewEmployee employee, TypedAffiliation typed, PersonalLink link) =>
        await Answer(
            operation, RightOf(by, employee), await MayTry(by, employee)
                ? State.Affiliate(Turn(by), employee, typed, SealNir(employee.Nir), SealIban(typed.Iban)!, link) : EmployeeRefusal.NotFound);

    public async Task<Result<EmployeeRefusal>> AnswerContest(Caller by, OperationId operation, string answer, PersonalLink link) =>
        await Answer(operation, RightOf(by), await MayTry(by) ? State.AnswerContest(Turn(by), answer, link) : EmployeeRefusal.NotFound);

    public async Task<Result<EmployeeRefusal>> SettleContest(Caller by, OperationId operation, string word, PersonalLink link) => await Answer(
        operation, rights.ToCall(by, EmployeeRefusal.NotFound),
        State.Exists && StaffRights.May(by, StaffAct.SettleContest) ? State.SettleContest(Turn(by), word, link) : EmployeeRefusal.NotFound);

    public async Task<Result<EmployeeRefusal>> Remind(Caller by, OperationId operation, PersonalLink link) =>
        await Answer(operation, RightOf(by), await MayTry(by) ? State.Remind(Turn(by), link) : EmployeeRefusal.NotFound);

    public async Task<Result<EmployeeRefusal>> CorrectEmail(Caller by, OperationId operation, string email, PersonalLink link) =>
        await Answer(operation, RightOf(by), await MayTry(by) ? State.CorrectEmail(Turn(by), email, link) : EmployeeRefusal.NotFound);

    public async Task<Result<EmployeeRefusal>> CorrectEmailByAdviser(Caller by, OperationId operation, string email, string reason, PersonalLink link) =>
        await Answer(
            operation, rights.ToCall(by, EmployeeRefusal.NotFound),
            State.Exists && StaffRights.May(by, StaffAct.CorrectContact) ? State.CorrectEmail(Turn(by), email, reason, link) : EmployeeRefusal.NotFound);

    public async Task<Result<EmployeeRefusal>> CorrectAddress(Caller by, OperationId operation, PostalAddress address, PersonalLink link) =>
        await Answer(operation, RightOf(by), await MayTry(by) ? State.CorrectAddress(Turn(by), address, link) : EmployeeRefusal.NotFound);

    public Task LetterPosted(OperationId operation, string letter, DateTimeOffset at) =>
        Answer(operation, Condition.None, State.LetterPosted(Turn(), letter, at));

    public Task ReportDeath(OperationId operation, string company, DateOnly day) => Answer(operation, Condition.None, State.ReportDeath(Turn(), company, day));

    public Task ChangeFamily(OperationId operation, string company, FamilyChange change) =>
        Answer(operation, Condition.None, State.ChangeFamily(Turn(), company, change));

    public async Task<Result<EmployeeRefusal>> Withdraw(Caller by, OperationId operation) =>
        await Answer(operation, RightOf(by), await MayTry(by) ? State.Withdraw(Turn(by)) : EmployeeRefusal.NotFound);

    public async Task<Result<EmployeeRefusal>> ForceBase(Caller by, OperationId operation, PersonalLink link)
    {
        if (!await MayTry(by))
            return await Answer<EmployeeRefusal>(operation, RightOf(by), EmployeeRefusal.NotFound);
        return await Answer(operation, RightOf(by), State.ForceBase(Turn(by), await Contracts(), link));
    }

    public async Task<Result<EmployeeRefusal>> Depart(Caller by, OperationId operation, NewDeparture departure, PersonalLink link) => await Answer(
        operation, RightOf(by),
        await MayTry(by) ? State.Depart(Turn(by), departure, policies.For(by.Portal), link) : EmployeeRefusal.NotFound);

    public async Task<Result<EmployeeRefusal>> CancelDeparture(Caller by, OperationId operation, string why, PersonalLink link) =>
        await Answer(operation, RightOf(by), await MayTry(by) ? State.CancelDeparture(Turn(by), why, link) : EmployeeRefusal.NotFound);

    public async Task<bool> KnowsAddress(Caller by) => await MayTry(by) && State.KnownAddress() is not null;

    public async Task<EmployeeIdentity?> Identity(Caller by) => await MayTry(by) ? State.Identity() : null;

    public async Task<Result<EmployeeRefusal>> Correct(Caller by, OperationId operation, EmployeeIdentity before, EmployeeIdentity after)
    {
        var right = rights.ToActOnEmployees(by, EmployeeRefusal.NotFound, State.Company, State.Siret, after.Employment.Siret);
        return await Answer(operation, right, await MayTry(by) && await MayTry(by, State.Company, after.Employment.Siret)
            ? State.Correct(Turn(by), before, after) : EmployeeRefusal.NotFound);
    }

    // The number is no part of the stored answer: a repeat reads it again.
    public async Task<Result<string, EmployeeRefusal>> Reveal(Caller by, OperationId operation, SecretNumber which)
    {
        if (!await MayTry(by))
            return EmployeeRefusal.NotFound;
        var clear = Open(which is SecretNumber.Nir ? State.Nir : State.Affiliation.Iban, which is SecretNumber.Nir ? NirContext : IbanContext);
        var seen = await Answer(operation, RightOf(by), State.Reveal(Turn(by), which, clear));
        return seen.Ok ? clear! : seen;
    }

    public async Task<ProofStep> ProveBirth(OperationId operation, byte[] linkHash, DateOnly birthDate, OneTimeCode code) =>
        await Answer(operation, Condition.OwnState, State.ProveBirth(Turn(), operation.Value, linkHash, birthDate, code));

    public async Task<ProofStep> ProveCode(OperationId operation, byte[] linkHash, byte[] codeHash, byte[] sessionHash) =>
        await Answer(operation, Condition.OwnState, State.ProveCode(Turn(), operation.Value, linkHash, codeHash, sessionHash));

    public async Task AskNewLink(OperationId operation, PersonalLink link) =>
        await Answer(operation, Condition.OwnState, State.AskNewLink(Turn(), link));

    public async Task<AffiliationView?> View(byte[] sessionHash, bool looks = false)
    {
        if (!State.IsOpen(sessionHash, Now))
            return null;
        if (!looks && State.Access.SeenAt + RenewAfter <= Now)
            await Answer(default, Condition.OwnState, new Decision<EmployeeState, Nothing, NoRefusal>(
                State with { Access = State.Access with { SeenAt = Now } }, default, null, []));
        var affiliation = State.Affiliation;
        return new AffiliationView(
            Key, State.Company, State.Person!, State.Siret, State.Email,
            State.Asked()?.Covers ?? [.. State.Covers.Where(c => c is { To: null, Kind: CoverKind.Covered })
                .Select(c => new CoverChoice(c.Contract, c.Population, c.Option, c.From))],
            affiliation.Step, affiliation.HasDetails ? new PersonalDetails(affiliation.Street, affiliation.PostCode, affiliation.City, affiliation.Phone)
                : State.Address is { } known ? new PersonalDetails(known.Street, known.PostCode, known.City) : null,
            affiliation.Beneficiaries, affiliation.Iban?.Hint ?? "", State.Nir is not null, State.Access.Code?.ExpiresAt > Now, affiliation.Mandate,
            affiliation.SignedAt)
        {
            Waivers =
            [
                .. State.Waivers.Reverse().Select(w => new OwnWaiver(
                    w.Id, w.Contract, w.Case, w.Stage, w.AskedAt, w.From, State.EndOf(w), w.Proof?.Name ?? "", w.Word, w.ByInsurer)),
            ],
            Waivable = State.Waivable(),
            HiredOn = State.HiredOn,
            IsAsked = State.Asked() is not null,
            TypedAt = affiliation.Typed?.At,
            Contest = affiliation.Contest,
            Papers = affiliation.Papers,
            Departure = State.OwnDeparture(),
        };
    }

    public async Task<Result<AffiliationRefusal>> Save(OperationId operation, byte[] sessionHash, AffiliationPage page) =>
        await Answer(operation, Condition.OwnState, State.Save(Turn(), sessionHash, page, SealNir(page.Details?.Nir ?? ""), SealIban(page.Iban)));

    public async Task<Result<AffiliationRefusal>> AskSignature(OperationId operation, byte[] sessionHash, OneTimeCode code) =>
        await Answer(operation, Condition.OwnState, State.AskSignature(Turn(), sessionHash, code));

    public async Task<Result<AffiliationRefusal>> Sign(OperationId operation, byte[] sessionHash, byte[] codeHash, SignatureTrace trace, PersonalLink link) =>
        new(await Answer(operation, Condition.OwnState, State.Sign(Turn(), operation.Value, sessionHash, codeHash, trace, link)));

    public async Task<Result<AffiliationRefusal>> AttachPaper(OperationId operation, byte[] sessionHash, AskedPaper paper, string file) => await Answer(
        operation, Condition.OwnState,
        State.AttachPaper(Turn(), sessionHash, paper, await files.Find(file, BeneficiaryPapers.Uploader(Key))));

    public async Task<Result<AffiliationRefusal>> DetachPaper(OperationId operation, byte[] sessionHash, string file) =>
        await Answer(operation, Condition.OwnState, State.DetachPaper(Turn(), sessionHash, file));

    public async Task<Result<AffiliationRefusal>> AskWaiver(OperationId operation, byte[] sessionHash, WaiverAsked waiver)
    {
        if (!State.Exists)
            return AffiliationRefusal.SessionOver;
        var contract = (await Contracts()).FirstOrDefault(c => c.Number == waiver.Contract);
        var file = waiver.File.Length > 0 ? await files.Find(waiver.File, BeneficiaryPapers.Uploader(Key)) : null;
        return await Answer(
            operation, Condition.OwnState,
            State.AskWaiver(Turn(), sessionHash, waiver, contract, file, (int)policies.For(State.Portal).WaiverWindow.TotalDays));
    }

    public async Task KeepFormerWaiver(OperationId operation, int entry, DateTimeOffset askedAt) => await Answer(
        operation, Condition.None,
        State.KeepFormerWaiver(Turn(), entry, askedAt, await Contracts(), (int)policies.For(State.Portal).WaiverWindow.TotalDays));

    public async Task<Result<EmployeeRefusal>> AcceptWaiver(Caller by, OperationId operation, int waiver, PersonalLink link) =>
        await Answer(operation, RightOf(by), await MayTry(by) ? State.AcceptWaiver(Turn(by), waiver, link) : EmployeeRefusal.NotFound);

    public async Task<Result<EmployeeRefusal>> RefuseWaiver(Caller by, OperationId operation, int waiver, string reason, PersonalLink link) =>
        await Answer(operation, RightOf(by), await MayTry(by) ? State.RefuseWaiver(Turn(by), waiver, reason, link) : EmployeeRefusal.NotFound);

    public async Task<Result<EmployeeRefusal>> ForwardWaiver(Caller by, OperationId operation, int waiver) =>
        await Answer(operation, RightOf(by), await MayTry(by) ? State.ForwardWaiver(Turn(by), waiver) : EmployeeRefusal.NotFound);

    public async Task<Result<EmployeeRefusal>> SettleWaiver(
        Caller by, OperationId operation, int waiver, bool accepted, string reason, PersonalLink link) => await Answer(
        operation, rights.ToCall(by, EmployeeRefusal.NotFound), State.Exists && StaffRights.May(by, StaffAct.DecideWaiver)
            ? State.SettleWaiver(Turn(by), waiver, accepted, reason, link) : EmployeeRefusal.NotFound);

    public async Task<Result<WaiverProof, EmployeeRefusal>> OpenWaiverProof(Caller by, int waiver) => by.IsStaff
        ? await Answer(
            default, rights.ToCall(by, EmployeeRefusal.NotFound),
            StaffRights.May(by, StaffAct.ReadEmployees) ? State.OpenProof(Turn(by), waiver) : EmployeeRefusal.NotFound)
        : await Answer(
            default, ToRead(by),
            await rights.MayReadEmployees(by, State.Company, State.Siret) ? State.OpenProof(Turn(by), waiver) : EmployeeRefusal.NotFound);

    public async Task<Result<GrantedWaiver, EmployeeRefusal>> OpenWaiverEvidence(Caller by, int waiver)
    {
        // A bundle wakes thousands who are asked nothing else: none of them stays in memory for it.
        DeactivateOnIdle();
        return await Answer(
            default, ToRead(by), await rights.MayReadEmployees(by, State.Company, State.Siret) ? State.OpenEvidence(Turn(by), waiver) : EmployeeRefusal.NotFound);
    }

    public Task RemindWaiver(OperationId operation, int waiver, int days, PersonalLink link) =>
        Answer(operation, Condition.None, State.RemindWaiver(Turn(), waiver, days, link));

    public async Task<Result<AffiliationRefusal>> HandInProof(OperationId operation, byte[] sessionHash, IReadOnlyList<string> handedIn) =>
        await Answer(operation, Condition.OwnState, State.HandInProof(Turn(), sessionHash, await Found(handedIn, BeneficiaryPapers.Uploader(Key))));

    public async Task<Result<EmployeeRefusal>> HandInProofFor(Caller by, OperationId operation, IReadOnlyList<string> handedIn) => await Answer(
        operation, RightOf(by), await MayTry(by) ? State.HandInProof(Turn(by), await Found(handedIn, by.Account)) : EmployeeRefusal.NotFound);

    public async Task<Result<EmployeeRefusal>> RemindProof(Caller by, OperationId operation, PersonalLink link) =>
        await Answer(operation, RightOf(by), await MayTry(by) ? State.RemindProof(Turn(by), link) : EmployeeRefusal.NotFound);

    public async Task<Result<EmployeeRefusal>> SettleProof(Caller by, OperationId operation, int proof, ProofDecision answer, PersonalLink link) => await Answer(
        operation, rights.ToCall(by, EmployeeRefusal.NotFound),
        State.Exists && StaffRights.May(by, StaffAct.DecideProof) ? State.SettleProof(Turn(by), proof, answer, link) : EmployeeRefusal.NotFound);

    public async Task<Result<ProofFile, EmployeeRefusal>> OpenProofFile(Caller by, int proof, string file) => await Answer(
        default, rights.ToCall(by, EmployeeRefusal.NotFound),
        StaffRights.May(by, StaffAct.ReadEmployees) ? State.OpenProofFile(Turn(by), proof, file) : EmployeeRefusal.NotFound);

    public Task ProofDue(OperationId operation, PersonalLink link) => Answer(operation, Condition.None, State.ProofDue(Turn(), link));

    public Task AskProofs(OperationId operation, DateOnly lastDay, string name) =>
        Answer(operation, Condition.None, State.AskProofs(Turn(), lastDay, name, policies.For(State.Portal)));

    public async Task<Result<AffiliationRefusal>> Contest(OperationId operation, byte[] sessionHash, string text) =>
        await Answer(operation, Condition.OwnState, State.Contest(Turn(), sessionHash, text));

    public async Task<Result<CertificateFacts, EmployeeRefusal>> Certify(Caller by) =>
        await rights.MayReadEmployees(by, State.Company, State.Siret) ? await Answer(default, ToRead(by), State.Certify(Turn(by))) : EmployeeRefusal.NotFound;

    public async Task<Result<EmployeeRefusal>> Print(Caller by) => await Answer(default, ToRead(by), State.Print(Turn(by)));

    public async Task<CertificateFacts?> CertifyOwn(byte[] sessionHash) =>
        State.IsOpen(sessionHash, Now) && await Answer(default, Condition.OwnState, State.Certify(Turn())) is { Ok: true } certified ? certified.Value : null;

    public async Task<Result<EmployeeRefusal>> HandInPaper(Caller by, OperationId operation, AskedPaper paper, string file) => await Answer(
        operation, RightOf(by),
        await MayTry(by) ? State.HandInPaper(Turn(by), paper, await files.Find(file, by.Account)) : EmployeeRefusal.NotFound);

    public async Task<Result<HeldPaper, EmployeeRefusal>> OpenPaper(Caller by, string file) => await Answer(
        default, rights.ToCall(by, EmployeeRefusal.NotFound),
        StaffRights.May(by, StaffAct.ReadEmployees) ? State.OpenPaper(Turn(by), file) : EmployeeRefusal.NotFound);

    private async Task<IReadOnlyList<Attachment?>> Found(IReadOnlyList<string> handedIn, string uploader) =>
        await Task.WhenAll(handedIn.Take(ProofFile.Most + 1).Select(file => files.Find(file, uploader).AsTask()));

    private Task<IReadOnlyList<Contract>> Contracts() =>
        ContractReading.WholeOfCompany(Store, State.Company[(State.Company.IndexOf('/', StringComparison.Ordinal) + 1)..]);

    private Condition ToRead(Caller by) => rights.ToReadEmployees(by, EmployeeRefusal.NotFound, State.Company, State.Siret);

    private async ValueTask<bool> MayTry(Caller by) => await MayTry(by, State.Company, State.Siret) && State.Exists;

    private ValueTask<bool> MayTry(Caller by, string company, string siret) => rights.MayActOnEmployees(by, company, siret);

    private ValueTask<bool> MayTry(Caller by, NewEmployee employee) => MayTry(by, State.Exists ? State.Company : employee.Company, employee.Employment.Siret);

    // Somebody known: where they are as well as where they are to be.
    private Condition RightOf(Caller by, NewEmployee employee) => rights.ToActOnEmployees(
        by, EmployeeRefusal.NotFound, employee.Company, State.Exists ? [State.Siret, employee.Employment.Siret] : [employee.Employment.Siret]);

    private Condition RightOf(Caller by) => rights.ToActOnEmployees(by, EmployeeRefusal.NotFound, State.Company, State.Siret);

    private EmployeeTurn Turn(Caller by) => new(Key, Version + 1, by.Account, by.Name, Now);

    /// <summary>Of the core system, or of the employee.</summary>
    private EmployeeTurn Turn() => new(Key, Version + 1, "", "", Now);

    private string NirContext => $"employee-nir/{Key}";

    private string IbanContext => $"employee-iban/{Key}";

    private SealedNumber? SealNir(string nir) => nir.Length == 0 ? null
        : new SealedNumber(EmployeeClaims.MacOf(sealer, nir), sealer.Seal(Encoding.UTF8.GetBytes(nir), NirContext), $"{nir[0]} {nir[1..3]} •• •• ••• •••");

    private SealedNumber? SealIban(string? iban) =>
        iban is null ? null : new SealedNumber("", sealer.Seal(Encoding.UTF8.GetBytes(iban), IbanContext), Iban.Mask(iban));

    private string? Open(SealedNumber? number, string context) =>
        number is null ? null : Encoding.UTF8.GetString(sealer.Open(number.Sealed, context));
}
