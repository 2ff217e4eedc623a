using Grains.Commits;
using Grains.Contracts;
using Grains.Employees;
using Grains.Employees.Waivers;
using Grains.Interfaces;
using Grains.Interfaces.Employees;
using Grains.Interfaces.Employees.Waivers;
using Grains.Tests.Files;
using Grains.Tests.Fixtures;
using Grains.Text;
using Silo.Files;
using Silo.Storage;

namespace Grains.Tests.Employees.Waivers;

/// <summary>An employer with a health contract, and people who are invited to it and ask to stay out.</summary>
internal sealed class WaiverStaff : IAsyncDisposable
{
    public const string Site1 = "81234567600017";
    public const string Site2 = "81234567600025";
    public const string Health = "SA1";
    public const string Provident = "PR1";
    private static readonly DateOnly Birth = new(1991, 5, 4);
    private int _people;

    public GrainHost Host { get; } = new();

    public Caller Nora { get; private set; } = null!;

    public string Company { get; private set; } = "";

    public string Space { get; private set; } = "";

    public AffiliationService Service => Host.Get<AffiliationService>();

    public WaiverService Waivers => Host.Get<WaiverService>();

    public DateOnly Today => Paris.Day(Host.Clock.GetUtcNow());

    public static async Task<WaiverStaff> Open(string listed = "W6 W8 W9")
    {
        var staff = new WaiverStaff();
        (staff.Nora, staff.Company, staff.Space) = await staff.Host.Customer("nora", $"{GrainHost.Portal}/{Site1[..9]}");
        await staff.Contract(Health, Universe.Health, listed);
        await staff.Contract(Provident, Universe.Provident, "");
        return staff;
    }

    /// <summary>A session ends by itself while the clock is moved over days.</summary>
    public void Pass(TimeSpan time)
    {
        Host.Clock.Advance(time);
        Nora = Nora with { Session = "" };
    }

    public async Task<EmployeeSheet> Sheet(string id) =>
        (await Host.Get<EmployeeQueries>().Sheet(Host.Get<Grains.Access.Rights>().ScopeOf(Nora), id))!;

    public async Task Sign(string key, string session)
    {
        await Service.Save(key, session, "you", new AffiliationPage(2, new PersonalDetails("14 rue des Carmes", "76000", "Rouen")));
        await Service.Save(key, session, "iban", new AffiliationPage(5, Iban: "FR1420041010050500013M02606"));
        Assert.True((await Service.AskSignature(key, session, "ask")).Ok);
        var signed = await Service.Sign(key, session, "sign", await Host.NewestCode(), new SignatureTrace("127.0.0.1", "Mandat"));
        Assert.True(signed.Ok, $"{signed.Refusal}");
    }

    public async Task<WaiverView> Waiver(string id) => (await Sheet(id)).Waivers[0];

    /// <summary>Invited from today, hired so many days ago; with the session of their link.</summary>
    public async Task<(string Id, string Key, string Session)> Invited(int hiredDaysAgo = 0, string siret = Site1, params string[] contracts)
    {
        var name = $"Dispense {++_people}";
        var invited = await Service.Invite(Nora, Host.Fresh(), new NewEmployee(
            Company, new Person(name, "Maëlys", Birth), "", new Employment(siret, Today.AddDays(-hiredDaysAgo), "04"),
            [.. (contracts.Length == 0 ? [Health] : contracts).Select(c => new CoverChoice(c, "ENS", "BASE", Today))], $"maelys{_people}@courrier.example", "rh@maison.example"));
        Assert.True(invited.Ok, $"{invited.Refusal}");
        var (key, session) = await Enter(invited.Value, $"maelys{_people}@courrier.example");
        return (invited.Value, key, session);
    }

    /// <summary>By the newest link that went to that address.</summary>
    public async Task<(string Key, string Session)> Enter(string id, string email)
    {
        var path = (await Host.Mails()).Last(m => m.To == email && m.Values.ContainsKey("link")).Values["link"];
        var link = new OpenedLink(GrainHost.Portal, id, path.Split('.')[^1]);
        Assert.Equal(ProofOutcome.CodeAsked, (await Service.ProveBirth(link, $"birth{path}", Birth)).Outcome);
        Host.Clock.Advance(TimeSpan.FromSeconds(40));
        var (step, session) = await Service.ProveCode(link, $"code{path}", await Host.NewestCode());
        Assert.Equal(ProofOutcome.Open, step.Outcome);
        return (link.Key, session);
    }

    public async Task<Result<AffiliationRefusal>> Ask(
        string key, string session, string code, DateOnly? until = null, DateOnly? since = null, string contract = Health, string? file = null) => await Service.AskWaiver(
        key, session, Guid.NewGuid().ToString("N"), new WaiverAsked(contract, code, "Couverte ailleurs", true)
        {
            Until = until, Since = since, File = file ?? await Upload(key),
        });

    /// <summary>Of somebody new: the case, asked for.</summary>
    public async Task<(string Id, string Key, string Session)> Asking(string code, int hiredDaysAgo = 0, DateOnly? until = null, string siret = Site1)
    {
        var person = await Invited(hiredDaysAgo, siret);
        var asked = await Ask(person.Key, person.Session, code, until);
        Assert.True(asked.Ok, $"{asked.Refusal}");
        return person;
    }

    public async Task<string> Upload(string key) =>
        (await Host.Get<FileStore>().Save(BeneficiaryPapers.Uploader(key), "attestation.pdf", new MemoryStream(Samples.Pdf()), default)).Value!.File;

    public async Task<Result<EmployeeRefusal>> Accept(string id) => await Waivers.Accept(Nora, Host.Fresh(), id, (int)(await Waiver(id)).Waiver);

    public async Task<Result<EmployeeRefusal>> Refuse(string id, string reason = "L’accord ne le prévoit pas") =>
        await Waivers.Refuse(Nora, Host.Fresh(), id, (int)(await Waiver(id)).Waiver, reason);

    public async Task<Result<EmployeeRefusal>> Forward(string id) => await Waivers.Forward(Nora, Host.Fresh(), id, (int)(await Waiver(id)).Waiver);

    public ValueTask DisposeAsync() => Host.DisposeAsync();

    private Task Contract(string number, Universe universe, string listed) => Host.Get<IHostStore>().Execute(
        "INSERT INTO ref_contract (number, siren, universe, act_kind, act_on, start_on, waivers) VALUES ($1, $2, $3, 'accord', '2021-02-03', '2021-03-01', $4)",
        CommitLane.Bulk, default, number, Company.Split('/')[1], (long)universe, listed).AsTask();
}
