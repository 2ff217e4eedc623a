using Grains.Access;
using Grains.Interfaces;
using Grains.Interfaces.Companies;
using Grains.Interfaces.Spaces;
using Grains.Tests.Fixtures;

namespace Grains.Tests.Spaces;

/// <summary>Nora's company names Garance, accountant of a firm whose space she administrates with Ines in it. The mandate stands in the firm's space.</summary>
internal sealed class Mandated
{
    public const string Mandate = "mandate";
    public const string Holder = "holder";
    public static readonly string Other = $"{GrainHost.Portal}/437201957";
    private readonly GrainHost _host;

    private Mandated(GrainHost host) => _host = host;

    public Caller Nora { get; private init; } = null!;

    public Caller Garance { get; private init; } = null!;

    public Caller Ines { get; private init; } = null!;

    /// <summary>Nora's space, with this company and <see cref="Other"/>.</summary>
    public string Client { get; private init; } = "";

    public string Company { get; private init; } = "";

    public string Firm { get; private init; } = "";

    public ISpaceGrain Space => SpaceAt(_host);

    public ISpaceMandateGrain Mandates => MandatesAt(_host);

    public ISpaceGrain FirmSpace => _host.Grains.GetGrain<ISpaceGrain>(Firm);

    public ISpaceGrain SpaceAt(GrainHost at) => at.Grains.GetGrain<ISpaceGrain>(Client);

    public ISpaceMandateGrain MandatesAt(GrainHost at) => at.Grains.GetGrain<ISpaceMandateGrain>(Client);

    /// <param name="ends">Of the mandate.</param>
    public static async Task<Mandated> In(GrainHost host, DateTimeOffset? ends = null, bool whole = true, UniverseRights rights = UniverseRights.ReadAndAct)
    {
        var (nora, company, client) = await host.Customer("cliente");
        var (garance, _, firm) = await host.Customer("garance");
        var mandated = new Mandated(host) { Nora = nora, Garance = garance, Ines = await Colleague(host, firm, "ines"), Client = client, Company = company, Firm = firm };
        await host.Grains.GetGrain<ICompanyGrain>(Other).Describe(host.Fresh(), new CompanyFacts("437201957", "Vaudrelle", "Bellerive", 1));
        await mandated.Space.AddCompany(host.Fresh(), Other, isHome: false);
        Assert.True((await mandated.Invite(Mandate, ends, whole, rights)).Ok);
        Assert.True((await mandated.Mandates.AcceptFor(garance, host.Fresh(), Mandate, firm)).Ok);
        return mandated;
    }

    /// <summary>Somebody more in the firm's space.</summary>
    public static async Task<Caller> Colleague(GrainHost host, string firm, string name, SpaceRole role = SpaceRole.Collaborateur)
    {
        await host.Register($"c-{name}", CallerKind.Customer, GrainHost.Portal, name);
        Assert.True((await host.Grains.GetGrain<ISpaceGrain>(firm).Admit(host.Fresh(), new Member($"c-{name}", role, role is SpaceRole.Administrateur, []))).Ok);
        return await host.WithSession(new Caller($"c-{name}", CallerKind.Customer, GrainHost.Portal, $"{name} Vasselin", ""));
    }

    public Task<Result<SpaceRefusal>> Invite(
        string member, DateTimeOffset? ends = null, bool whole = true, UniverseRights rights = UniverseRights.ReadAndAct, string firm = "garance-siren") =>
        Space.Invite(Nora, _host.Fresh(), member, new Invitation(
            new("Madame", "Garance", "Aubrelin", "garance@maison.example", "", "0639980071", "Experte"),
            new(SpaceRole.ExpertComptable, rights, whole ? GrantChange.Everything : new(false, GrantBase.None, [Other], []), null, ends), firm, "Cabinet Aubrelin"),
            new([1, 2, 3, 4, 5, 6, 7, 8], "jeton"));

    public Task<Result<SpaceRefusal>> PassOn(string holder = Holder, string to = "c-ines", UniverseRights rights = UniverseRights.ReadAndAct,
        IReadOnlyList<string>? companies = null, DateTimeOffset? ends = null) =>
        Mandates.PassOn(Garance, _host.Fresh(), Mandate, holder, new(to, rights, companies, ends));

    /// <summary>Of the client's companies.</summary>
    public async Task<string[]> Sees(Caller who)
    {
        var seen = new List<string>();
        foreach (var company in new[] { Company, Other })
            if (await _host.Get<Rights>().MayRead(who, company))
                seen.Add(company);
        return [.. seen];
    }
}
