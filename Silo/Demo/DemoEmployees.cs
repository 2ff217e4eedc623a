using Grains.Accounts.SignIn;
using Grains.Employees;
using Grains.Employees.Waivers;
using Grains.Interfaces;
using Grains.Interfaces.Employees;
using Grains.Interfaces.Employees.Waivers;
using Grains.Text;
using Silo.Files;

namespace Silo.Demo;

/// <summary>How many employees of a company stand in each status.</summary>
/// <param name="Sirets">Where they work, in turn.</param>
public sealed record DemoStaff(
    DemoCompany Company, DemoPerson Employer, string[] Sirets, string Health, string Provident, int Covered, int Pending, int ToRemind, int Waived, int Removed,
    int Portability);

/// <summary>The demo's employees: those that the core system knows, and those who were invited some days ago.</summary>
public sealed class DemoEmployees(IGrainFactory grains, AffiliationService affiliations, WaiverService waivers, DerivedSecrets draws, FileStore files)
{
    /// <summary>Invited so long ago that they are to be reminded, and so lately that they are not.</summary>
    public static readonly IReadOnlyList<TimeSpan> Invitations = [TimeSpan.FromDays(12), TimeSpan.FromDays(3)];

    private const string Form = "demo";

    private static readonly string[] First =
    [
        "Maëlys", "Béatrice", "Ilyès", "Corinne", "Anselme", "Lucie", "Ousmane", "Jeanne", "Timothée", "Aïssata", "Naïm", "Solveig", "Fabrice", "Noémie", "Yanis",
        "Perrine", "Étienne", "Salimata", "Gaspard", "Orane", "Malo", "Inaya", "Baptiste",
    ];

    private static readonly string[] Last =
    [
        "Corvandier", "de La Fontenelle-Montorgueil", "Bentahar-Moncresson", "Phalempuy", "Vauquelard", "Sarrazeuil", "Drabelle", "Marchevieux", "Quentinvilliers",
        "Lasbleiz", "Grandcourtois", "Éparvier", "Montbrelle", "Tarbellec", "Oudinesse", "Rocquefort-Lain", "Castelnaudin",
    ];

    public static readonly IReadOnlyList<DemoStaff> All =
    [
        new(DemoPeople.Brumont, DemoPeople.Nora, ["81234567600017", "81234567600025", "81234567600033"], "SA2019000", "PR3019000", 22, 4, 3, 4, 3, 2),
        new(DemoPeople.Vaudrelle, DemoPeople.Nora, ["43720195700010", "43720195700028"], "SA2019053", "", 9, 1, 1, 1, 1, 1),
        new(DemoPeople.Pierrelongue, DemoPeople.Irene, ["52388014400010"], "SA2019106", "PR3019106", 6, 1, 0, 1, 0, 0),
        new(Firm("339582413"), DemoPeople.Solene, ["33958241300011", "33958241300029", "33958241300037"], "SA2019424", "PR3019424", 6, 0, 0, 1, 1, 1),
        new(Firm("924708357"), DemoPeople.Aurelien, ["92470835700018"], "SA2019477", "", 3, 1, 1, 0, 0, 0),
        new(Firm("465713022"), DemoPeople.Fatoumata, ["46571302200015", "46571302200023"], "SA2019530", "PR3019530", 7, 1, 1, 1, 1, 1),
    ];

    /// <summary>Those that are not waited for.</summary>
    public Task Describe(IReadOnlySet<string> portals, DateOnly today) => Task.WhenAll(All.Where(s => portals.Contains(s.Company.Portal)).SelectMany(staff =>
        Enumerable.Range(0, Known(staff)).Select(i => grains.GetGrain<IEmployeeGrain>($"{staff.Company.Portal}/demo-{staff.Company.Siren}-{i}").Describe(
            OperationId.Of("demo", "employee", staff.Company.Siren, $"{i}"), Facts(staff, i, today)))));

    /// <param name="round">Its place in <see cref="Invitations"/>.</param>
    public async Task Invite(IReadOnlySet<string> portals, int round, DateOnly today)
    {
        foreach (var staff in All.Where(s => portals.Contains(s.Company.Portal)))
        {
            var (from, count) = round == 0 ? (Known(staff), staff.ToRemind) : (Known(staff) + staff.ToRemind, staff.Pending);
            for (var i = from; i < from + count; i++)
                await Invite(staff, i, today);
        }
    }

    /// <summary>One who is invited asks to stay out, and waits; another was granted it, until some weeks from now.</summary>
    public async Task Waive(IReadOnlySet<string> portals, DateOnly today)
    {
        foreach (var staff in All.Where(s => s.Company == DemoPeople.Brumont && portals.Contains(s.Company.Portal)))
        {
            await Ask(
                staff, Known(staff) + staff.ToRemind + staff.Pending - 2, today,
                new WaiverAsked(staff.Health, "W3", "Je suis couverte par le contrat collectif de mon conjoint.", true));
            var i = staff.Covered + staff.Waived - 1;
            var asked = await Ask(
                staff, i, today, new WaiverAsked(staff.Health, "W2", "Mon contrat individuel court jusqu’à son échéance.", true) { Until = today.AddDays(40) });
            if (asked is { Stage: WaiverStage.Asked })
                await waivers.Accept(staff.Employer.Caller, OperationId.Of("demo", "waive", staff.Company.Siren), $"demo-{staff.Company.Siren}-{i}", asked.Id);
        }
    }

    /// <summary>One whose affiliation the employer typed whole; they have handed in one of two papers, and contest an option.</summary>
    public async Task Affiliate(IReadOnlySet<string> portals, DateOnly today)
    {
        foreach (var staff in All.Where(s => s.Company == DemoPeople.Pierrelongue && portals.Contains(s.Company.Portal)))
        {
            var i = Known(staff) + staff.ToRemind + staff.Pending;
            var sent = OperationId.Of("demo", "affiliate", staff.Company.Siren);
            var done = await affiliations.Affiliate(
                staff.Employer.Caller, sent,
                new NewEmployee(staff.Company.Key, PersonOf(staff, i), "", new Employment(Siret(staff, i), today.AddDays(-20), "04"),
                    [new CoverChoice(staff.Health, "ENS", "BASE", today.AddDays(-20))], Email(staff, i)),
                new TypedAffiliation(
                    new PersonalDetails("14 rue des Carmes", "76000", "Rouen"), [new("enfant", "Lasbleiz", "Zoé", today.AddYears(-6)), new("conjoint", "Lasbleiz", "Andréa", today.AddYears(-38))],
                    "FR7630006000011234567890189",
                    new SignatureTrace("127.0.0.1", $"{staff.Company.Name} déclare détenir le mandat de prélèvement SEPA signé.")));
            if (done.Ok)
                await Contest(new OpenedLink(staff.Company.Portal, done.Value, draws.Link(sent).Token), PersonOf(staff, i).BirthDate);
        }
    }

    private async Task Contest(OpenedLink link, DateOnly birth)
    {
        var session = await Enter(link, birth);
        if (await affiliations.Open(link.Key, session) is { View.Papers.Count: 0 } && await Specimen(link, "acte-de-naissance.jpg") is { } stored)
            await affiliations.AttachPaper(link.Key, session, new AskedPaper(1, PaperKind.BirthAct), stored);
        await affiliations.Contest(link.Key, session, Form, "Je n’ai pas choisi l’option de base : j’avais demandé l’option 1.");
    }

    // As it stands then; null for who cannot be asked again.
    private async Task<OwnWaiver?> Ask(DemoStaff staff, int i, DateOnly today, WaiverAsked asked)
    {
        var invited = await Invite(staff, i, today);
        if (!invited.Ok)
            return null;
        var link = new OpenedLink(staff.Company.Portal, invited.Value, draws.Link(InvitationOf(staff, i)).Token);
        var session = await Enter(link, PersonOf(staff, i).BirthDate);
        if (await affiliations.Open(link.Key, session) is { View.Waivers.Count: 0 } && await Specimen(link, "attestation.jpg") is { } stored)
            await affiliations.AskWaiver(link.Key, session, Form, asked with { File = stored });
        return (await affiliations.Open(link.Key, session))?.View.Waivers.FirstOrDefault();
    }

    /// <summary>A session behind a personal link.</summary>
    internal async Task<string> Enter(OpenedLink link, DateOnly birth)
    {
        await affiliations.ProveBirth(link, Form, birth);
        var code = draws.Code(draws.Operation(Form, "affiliation-birth", link.Key, $"{birth:O}")).Clear;
        return (await affiliations.ProveCode(link, Form, code)).Session;
    }

    internal async Task<string?> Specimen(OpenedLink link, string name)
    {
        await using var paper = typeof(DemoEmployees).Assembly.GetManifestResourceStream("demo-specimen.jpg")!;
        return (await files.Save(BeneficiaryPapers.Uploader(link.Key), name, paper, CancellationToken.None)).Value?.File;
    }

    private Task<Result<string, EmployeeRefusal>> Invite(DemoStaff staff, int i, DateOnly today) => affiliations.Invite(
        staff.Employer.Caller, InvitationOf(staff, i),
        new NewEmployee(staff.Company.Key, PersonOf(staff, i), "", new Employment(Siret(staff, i), today.AddDays(-20), "04"),
            [new CoverChoice(staff.Health, "ENS", "BASE", today.AddDays(-20))], ByLetter(staff, i) ? "" : Email(staff, i), $"rh@{staff.Employer.Email.Split('@')[1]}",
            TellWhenDone: true, ByLetter(staff, i) ? new PostalAddress("14 rue des Carmes", "76000", "Rouen") : null)
        {
            SameAs = i < Known(staff) ? $"demo-{staff.Company.Siren}-{i}" : null,
        });

    private static OperationId InvitationOf(DemoStaff staff, int i) => OperationId.Of("demo", "invite", staff.Company.Siren, $"{i}");

    private static DemoCompany Firm(string siren) => DemoFirms.All.Single(f => f.Company.Siren == siren).Company;

    internal static int Known(DemoStaff staff) => staff.Covered + staff.Waived + staff.Removed + staff.Portability;

    private static EmployeeFacts Facts(DemoStaff staff, int i, DateOnly today)
    {
        var hired = IsWaived(staff, i) ? today.AddDays(-20) : new DateOnly(2019 + i % 6, 1 + i % 12, 1);
        var (left, ported) = (today.AddDays(-150), today.AddDays(-60));
        CoverInterval[] Covers(string contract, string population, string option) => contract.Length == 0 ? [] :
            IsWaived(staff, i) && contract == staff.Health ? []
            : i < staff.Covered ? [new(contract, CoverKind.Covered, hired, null, population, option)]
            : i < staff.Covered + staff.Waived
                ? [contract == staff.Health ? new(contract, CoverKind.Waived, hired, today.AddDays(90)) : new(contract, CoverKind.Covered, hired, null, population, option)]
            : IsDeparted(staff, i) ? [new(contract, CoverKind.Covered, hired, null, population, option)]
            : i < staff.Covered + staff.Waived + staff.Removed ? [new(contract, CoverKind.Covered, hired, left, population, option)]
            : [
                new(contract, CoverKind.Covered, hired, ported, population, option),
                new(contract, CoverKind.Portability, ported.AddDays(1), ported.AddDays(1).AddMonths(12).AddDays(-1), population, option),
            ];
        return new EmployeeFacts(
            staff.Company.Key, PersonOf(staff, i), "", new Employment(Siret(staff, i), hired, "04"),
            [.. Covers(staff.Health, "ENS", i % 3 == 0 ? "OPT2" : "BASE"), .. Covers(staff.Provident, "NC", "BASE")], Email(staff, i), $"00{35000 + i * 113 % 9000}");
    }

    internal static Person PersonOf(DemoStaff staff, int i)
    {
        var k = i + All.TakeWhile(s => s != staff).Sum(s => Known(s) + s.ToRemind + s.Pending);
        return new Person(Last[k * 7 % Last.Length], First[k % First.Length], new DateOnly(1965 + k % 35, 1 + k % 12, 1 + k % 28));
    }

    private static bool IsDeparted(DemoStaff staff, int i) => staff.Company == DemoPeople.Brumont && i >= Known(staff) - DemoLeavers.Count;

    // Whose waiver was asked for and granted here.
    private static bool IsWaived(DemoStaff staff, int i) => staff.Company == DemoPeople.Brumont && i == staff.Covered + staff.Waived - 1;

    // The last of those who are waited for has no e-mail: a letter waits to be printed.
    private static bool ByLetter(DemoStaff staff, int i) =>
        staff.Company == DemoPeople.Brumont && i == Known(staff) + staff.ToRemind + staff.Pending - 1;

    private static string Siret(DemoStaff staff, int i) => staff.Sirets[i % staff.Sirets.Length];

    internal static string Email(DemoStaff staff, int i)
    {
        var person = PersonOf(staff, i);
        return $"{SearchText.Normalize(person.FirstName)}.{SearchText.Normalize(person.LastName).Replace(' ', '-')}@courrier.example";
    }
}
