using Grains.Interfaces;
using Grains.Interfaces.Accounts;
using Grains.Interfaces.Companies;
using Grains.Interfaces.Spaces;
using Silo.Files;

namespace Silo.Demo;

/// <summary>What waits for advisers beside requests: a person whom no administrator has answered, a colleague who asks to administrate, a paper to check, somebody to call back.</summary>
public sealed class DemoWaiting(IGrainFactory grains, FileStore files)
{
    /// <summary>Longer than a portal gives its administrators to answer.</summary>
    public static readonly TimeSpan Age = TimeSpan.FromDays(9);

    private const string InsurerNumber = "700511";

    private static readonly string Portal = DemoPeople.Basile.Portal;

    /// <summary>The paper of who registered with one; null for everybody else.</summary>
    public async Task<IdentityDocument?> PaperOf(DemoPerson person)
    {
        if (person != DemoPeople.Basile)
            return null;
        await using var card = typeof(DemoWaiting).Assembly.GetManifestResourceStream("demo-specimen.jpg")!;
        var stored = await files.Save(person.Key, "carte-recto.jpg", card, CancellationToken.None);
        return stored.Ok ? new IdentityDocument(IdentityKind.IdentityCard, [stored.Value!.File]) : null;
    }

    public async Task Ask(IReadOnlySet<string> running)
    {
        if (running.Contains(DemoPeople.Gwenaelle.Portal))
            await Claim(DemoPeople.Gwenaelle.Caller);
        if (running.Contains(DemoPeople.Mathilde.Portal))
            await grains.GetGrain<ISpaceGrain>($"{DemoPeople.Portal}/quillevreuse").RequestMembership(
                OperationId.Of("demo", "admission"), new MembershipRequest(DemoPeople.Mathilde.Key, DemoPeople.Mathilde.Name, DemoPeople.Quillevreuse.Key)
                {
                    JobTitle = "Assistante des ressources humaines",
                });
        if (running.Contains(Portal))
            await grains.GetGrain<IRegistrationGrain>($"{Portal}/demo-rappel").AskContact(
                OperationId.Of("demo", "call"), new ContactAsked(Portal, "924708357", "Yvon Le Tellec", "+33639980071", "yvon.letellec@lestacq.example"));
    }

    // A colleague of an administrator who answers nobody.
    private async Task Claim(Caller by)
    {
        await grains.GetGrain<ICompanyProofGrain>(by.Account).Prove(
            by, OperationId.Of("demo", "claim-proof"), new CompanyProof(DemoPeople.Quillevreuse.Siren, InsurerNumber));
        await grains.GetGrain<ISpaceClaimGrain>($"{DemoPeople.Portal}/quillevreuse").Claim(by, OperationId.Of("demo", "claim"));
    }
}
