using Grains.Accounts;
using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Accounts;
using Grains.Interfaces.Requests;
using Grains.Interfaces.Spaces;
using Grains.Spaces;
using Grains.Tests.Fixtures;
using Grains.Tests.Spaces;

namespace Grains.Tests.Access;

/// <summary>
/// Hugues, who sees one company of Nora's space by a grant and wrote a request, and Claire, who may answer it; Ines, who has a mandate of another company passed
/// on, with a request of its own; and how each right goes.
/// </summary>
internal sealed class Entitled
{
    private readonly string _company;
    private readonly string _space;
    private readonly Caller _nora;

    private readonly Mandated _mandated;

    private Entitled(Caller nora, string company, string space, Caller hugues, Caller claire, Mandated mandated) =>
        (_nora, _company, _space, Hugues, Claire, _mandated) = (nora, company, space, hugues, claire, mandated);

    public const string Request = "1";
    private const string OfMandate = "2";

    public Caller Hugues { get; }

    public Caller Claire { get; }

    public static async Task<Entitled> In(GrainHost host)
    {
        var (nora, company, space) = await host.Customer("nora");
        await host.Register("c-hugues", CallerKind.Customer, GrainHost.Portal, "hugues");
        var hugues = await host.WithSession(new Caller("c-hugues", CallerKind.Customer, GrainHost.Portal, "Hugues Tarbelle", ""));
        Assert.True((await host.Grains.GetGrain<ISpaceGrain>(space).Admit(host.Fresh(), new Member("c-hugues", SpaceRole.Collaborateur, false, [company]))).Ok);
        await host.SentRequest(hugues, company, Request);
        var claire = await host.Adviser("claire");
        Assert.True((await host.Request(Request).TakeCharge(claire, host.Fresh())).Ok);
        var mandated = await Mandated.In(host);
        Assert.True((await mandated.PassOn()).Ok);
        await host.SentRequest(mandated.Nora, mandated.Company, OfMandate);
        return new Entitled(nora, company, space, hugues, claire, mandated);
    }

    public Caller Holder(Basis basis) => basis is Basis.StaffRole or Basis.StaffAccount ? Claire : IsMandate(basis) ? _mandated.Ines : Hugues;

    public Task<Result<Posted, RequestRefusal>> Post(GrainHost at, Basis basis, OperationId operation, string text = "Bonjour") =>
        at.Request(IsMandate(basis) ? OfMandate : Request).Post(Holder(basis), operation, new NewMessage(text, []));

    /// <summary>By the verb that takes it away, where there is one.</summary>
    public async Task TakeAway(GrainHost at, Basis basis)
    {
        var space = at.Grains.GetGrain<ISpaceGrain>(_space);
        var account = at.Grains.GetGrain<IAccountGrain>(Holder(basis).Account);
        switch (basis)
        {
            case Basis.Grant:
                Assert.True((await space.Restrict(_nora, at.Fresh(), "c-hugues", [$"{GrainHost.Portal}/another"])).Ok);
                break;
            case Basis.Member:
                Assert.True((await space.Remove(_nora, at.Fresh(), "c-hugues")).Ok);
                break;
            case Basis.Company:
                var stored = (await at.Store.Load($"space/{_space}"))!.Value;
                var without =
                    new CommitUnit($"space/{_space}", stored.Version, stored.State, Condition.None, null, [Delete.Of<SpaceCompanyRow>(_space, _company)],
                        at.Clock.GetUtcNow());
                Assert.Equal(CommitVerdict.Committed, (await at.Store.Commit(without)).Verdict);
                break;
            case Basis.PassedOn:
                Assert.True((await _mandated.SpaceAt(at).Remove(_mandated.Nora, at.Fresh(), Mandated.Holder)).Ok);
                break;
            case Basis.Mandate:
                Assert.True((await _mandated.SpaceAt(at).Remove(_mandated.Nora, at.Fresh(), Mandated.Mandate)).Ok);
                break;
            case Basis.FirmMember:
                Assert.True((await at.Grains.GetGrain<ISpaceGrain>(_mandated.Firm).Remove(_mandated.Garance, at.Fresh(), "c-ines")).Ok);
                break;
            case Basis.Session:
                await account.EndSession(at.Fresh(), Hugues.Session);
                break;
            case Basis.StaffRole:
                await at.Rewrite(Claire.Account, s => s with { Role = StaffRole.Conseiller });
                break;
            default:
                await account.Disable(at.Fresh(), true);
                break;
        }
    }

    private static bool IsMandate(Basis basis) => basis is Basis.PassedOn or Basis.Mandate or Basis.FirmMember;

    /// <summary>In the request that is posted to.</summary>
    public Task<long> Messages(GrainHost host, Basis basis) =>
        host.Count($"SELECT count(*) FROM entry WHERE seq IS NOT NULL AND request = '{GrainHost.Portal}/{(IsMandate(basis) ? OfMandate : Request)}'");
}
