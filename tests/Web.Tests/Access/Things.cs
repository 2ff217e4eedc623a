using System.Security.Cryptography;
using System.Text;
using Grains.Employees;
using Grains.Employees.Imports;
using Grains.Employees.Imports.Reading;
using Grains.Interfaces;
using Grains.Interfaces.Employees;
using Grains.Interfaces.Requests;
using Grains.Interfaces.Spaces;
using Grains.Requests;
using Orleans;
using Silo;
using Silo.Demo;
using Silo.Files;
using Web.Portals;
using Web.Tests.Fixtures;

namespace Web.Tests.Access;

/// <summary>What addresses and forms name: a request with a file and an asked item, a draft with a file, a company.</summary>
public sealed record Things(string Portal, string Request, string Number, string Item, string File, string Draft, string DraftFile, string Siren, string Space,
    string MembershipRequest)
{
    /// <summary>An employee who is invited.</summary>
    public string Employee { get; init; } = Random();

    /// <summary>A file of employees that was left for correction.</summary>
    public string Import { get; init; } = Random();

    /// <summary>A member of the space, who reads the company.</summary>
    public string Member { get; init; } = Random();

    /// <summary>The account of a client, as advisers see it.</summary>
    public string Client { get; init; } = Random();

    /// <summary>Somebody whom the space has invited.</summary>
    public string Invited { get; init; } = Random();

    /// <summary>What an answer may echo of them.</summary>
    public string[] Words => [Request, Number, File, Draft, DraftFile, Siren, MembershipRequest, Member];

    /// <summary>Of the same shape, and nobody's.</summary>
    public static Things Unknown(string portal) =>
        new(portal, $"{portal}/{Random()}", "2099-000001", "99-1", Random(), Random(), Random(), "999999999", $"{portal}/{Random()}", Random());

    /// <summary>What this customer has in one of his companies, waiting for an item that this adviser asked for.</summary>
    public static async Task<Things> Of(Site site, DemoPerson customer, DemoCompany company, DemoPerson adviser)
    {
        var (sent, draft) = (Random(), Random());
        var request = site.Grains.GetGrain<IRequestGrain>($"{customer.Portal}/{sent}");
        Done(await request.Begin(customer.Caller, Site.Fresh(), "contact", company.Key));
        Done(await request.SaveDraft(customer.Caller, Site.Fresh(), new DraftPage(5, Answers(company.Key))));
        var number = (await request.Send(customer.Caller, Site.Fresh(), await site.Services.GetRequiredService<RequestNumbers>().Next(default))).Value!.Number;
        var file = await Upload(site, customer);
        Assert.True((await request.Post(customer.Caller, Site.Fresh(), new NewMessage("Secret de la maison", [file]))).Ok);
        Done(await request.TakeCharge(adviser.Caller, Site.Fresh()));
        var tick = (await request.AskFor(adviser.Caller, Site.Fresh(), ["Bulletin secret"], "")).Value!.Tick;
        var begun = site.Grains.GetGrain<IRequestGrain>($"{customer.Portal}/{draft}");
        Done(await begun.Begin(customer.Caller, Site.Fresh(), "contact", company.Key));
        Done(await begun.SaveDraft(customer.Caller, Site.Fresh(), new DraftPage(5, Answers(company.Key))));
        var attached = await Upload(site, customer);
        Done(await begun.AttachToDraft(customer.Caller, Site.Fresh(), attached));
        var space = DemoPeople.Spaces.Single(s => s.Founder == customer && s.Companies.Contains(company)).Space;
        var applicant = $"acc-{Random()}";
        Assert.True(
            (await site.Grains.GetGrain<ISpaceGrain>(space)
                .RequestMembership(Site.Fresh(), new MembershipRequest(applicant, "Secrète Personne", company.Key))).Ok);
        var member = $"acc-{Random()}";
        Assert.True((await site.Grains.GetGrain<ISpaceGrain>(space).Admit(Site.Fresh(), new Member(member, SpaceRole.Collaborateur, false, [company.Key]))).Ok);
        return new Things(customer.Portal, $"{customer.Portal}/{sent}", number, $"{tick}-1", file, draft, attached, company.Siren, space, applicant)
        {
            Employee = await Invite(site, customer, company),
            Import = await BeginImport(site, customer, company),
            Member = member,
        };

        static void Done(Result<RequestRefusal> result) => Assert.True(result.Ok, $"{result.Refusal}");
    }

    private static async Task<string> Invite(Site site, DemoPerson customer, DemoCompany company)
    {
        var siret = await site.Query<string>("SELECT min(siret) FROM ref_establishment WHERE siren = @siren", ("@siren", company.Siren));
        var invited = await site.Services.GetRequiredService<AffiliationService>().Invite(
            customer.Caller, Site.Fresh(),
            new NewEmployee(
                company.Key, new Person($"Secret {Random()}", "Ada", new DateOnly(1990, 1, 1)), Nir(), new Employment(siret!, new DateOnly(2026, 1, 1), "04"),
                [new CoverChoice("SA0", "ENS", "BASE", new DateOnly(2026, 12, 1))], "secret@courrier.example"));
        return invited.Value!;
    }

    private static async Task<string> BeginImport(Site site, DemoPerson customer, DemoCompany company)
    {
        var read = ImportReader.Read("Nom;Prénom;Date de naissance;Collège;Date d’embauche;Date d’effet\nSecret de la maison;Ada;hier;04;01/12/2026;01/12/2026"u8.ToArray());
        return (await site.Services.GetRequiredService<ImportService>().Begin(customer.Caller, Site.Fresh(), company.Key, "secret.csv", read)).Value!;
    }

    // Of nobody: any thirteen digits with their key.
    private static string Nir()
    {
        var number = 1_00_00_00_000_000 + RandomNumberGenerator.GetInt32(1_000_000_000);
        return $"{number}{97 - number % 97:D2}";
    }

    public static async Task<string> Upload(Site site, DemoPerson by)
    {
        var taken = await site.Services.GetRequiredService<FileStore>().Save(by.Key, "relevé.pdf", new MemoryStream(Pdf), default);
        return taken.Value!.File;
    }

    public static byte[] Pdf { get; } =
        Encoding.Latin1.GetBytes(
            "%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\nxref\n0 1\n0000000000 65535 f\ntrailer\n<< /Root 1 0 R >>\nstartxref\n9\n%%EOF\n");

    /// <summary>Every version and count that a verb on these things would change.</summary>
    public async Task<string> Stand(Site site) => string.Join(' ',
        await site.Query<long>("SELECT version FROM grain WHERE key = @key", ("@key", $"request/{Request}")),
        await site.Query<long>("SELECT version FROM grain WHERE key = @key", ("@key", $"request/{Portal}/{Draft}")),
        await site.Query<long>("SELECT count(*) FROM attachment WHERE request IN (@one, @other)", ("@one", Request), ("@other", $"{Portal}/{Draft}")));

    public static string Random() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    private static Dictionary<string, string> Answers(string company) => new()
    {
        ["prenom"] = "A", ["nom"] = "B", ["courriel"] = "a@maison.example", ["company"] = company,
        ["domaine"] = "sante", ["theme"] = "remboursements", ["motif"] = "delai", ["message"] = "Secret de la maison",
    };
}
