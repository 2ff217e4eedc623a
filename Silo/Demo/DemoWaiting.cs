using Grains.Interfaces;
using Grains.Interfaces.Accounts;
using Grains.Interfaces.Spaces;
using Silo.Files;

namespace Silo.Demo;

/// <summary>What waits for advisers beside requests: a person whom no administrator has answered, a paper to check, somebody to call back.</summary>
public sealed class DemoWaiting(IGrainFactory grains, FileStore files)
{
    /// <summary>Longer than a portal gives its administrators to answer.</summary>
    public static readonly TimeSpan Age = TimeSpan.FromDays(9);

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
}
