using Grains.Interfaces;
using Grains.Interfaces.Spaces;

namespace Silo.Demo;

/// <summary>A person to try the demo as. All names, firms and numbers are invented; the telephone numbers are of the range that is kept for fiction.</summary>
public sealed record DemoPerson(string Key, CallerKind Kind, string Portal, StaffRole Staff, string FirstName, string LastName, string Email, string Phone,
    string Role)
{
    /// <summary>Of an insured person; null for others.</summary>
    public DemoInsured? Insured { get; init; }

    public string Name => $"{FirstName} {LastName}";

    public Caller Caller => new(Key, Kind, Portal, Name, "") { Role = Staff };
}

public sealed record DemoInsured(string Number, DateOnly BirthDate);

public sealed record DemoCompany(string Siren, string Name, string City, int Establishments, string Portal = DemoPeople.Portal)
{
    public string Key => $"{Portal}/{Siren}";
}

public static class DemoPeople
{
    public const string Portal = "multi-siren";
    public const string Password = "Verger-Calme-1789";

    /// <summary>The secret questions of all, by their numbers, and what they answer.</summary>
    public static readonly IReadOnlyList<int> Questions = [2, 4, 8];

    public static readonly IReadOnlyList<string> Answers = ["Filou", "École des Tilleuls", "rue du Verger"];


    public static readonly DemoCompany Brumont = new("812345676", "Ateliers Brumont", "Saint-Aubin-le-Vieux", 14);
    public static readonly DemoCompany Vaudrelle = new("437201957", "Transports Vaudrelle & Fils", "Courmelois", 3);
    public static readonly DemoCompany Pierrelongue =
        new("523880144", "Établissements Pierrelongue – Maintenance industrielle et services associés", "Bellerive", 1);
    public static readonly DemoCompany Quillevreuse = new("390114825", "Maison Quillevreuse", "Montrelais", 2);

    public static readonly DemoPerson Nora =
        Customer("nora", "Nora", "Vasselin", "nora.vasselin@ateliers-brumont.example", "0639980047", "Administratrice, onze entreprises, une nouveauté à lire");
    public static readonly DemoPerson Hugues =
        Customer("hugues", "Hugues", "Tarbelle", "hugues.tarbelle@ateliers-brumont.example", "0639980048", "Collaborateur, Ateliers Brumont seulement");
    public static readonly DemoPerson Irene =
        Customer("irene", "Irène", "Sarrazeuil", "irene.sarrazeuil@cabinet-sarrazeuil.example", "0639980049", "Experte-comptable, trois entreprises, un rappel demandé");
    public static readonly DemoPerson Ousmane =
        Customer("ousmane", "Ousmane", "Drabelle", "ousmane.drabelle@quillevreuse.example", "0639980050", "Administrateur d’une autre entreprise, premiers pas");
    public static readonly DemoPerson Solene =
        Customer("solene", "Solène", "Marchadour", "solene.marchadour@haut-vernay.example", "0639980051", "Administratrice, un établissement masqué",
            "entreprise");
    public static readonly DemoPerson Corentin =
        Customer("corentin", "Corentin", "Vaugelade", "corentin.vaugelade@haut-vernay.example", "0639980071", "Collaborateur de Solène Marchadour", "entreprise");
    public static readonly DemoPerson Blandine =
        Customer("blandine", "Blandine", "Estrabaud", "blandine.estrabaud@cabinet-estrabaud.example", "0639980072",
            "Experte-comptable, son mandat se termine dans 29 jours", "entreprise");
    public static readonly DemoPerson Aurelien =
        Customer("aurelien", "Aurélien", "Castagnac", "aurelien.castagnac@lestacq.example", "0639980052", "Représentant, santé seule", "representant");
    public static readonly DemoPerson Mathilde =
        Customer("mathilde", "Mathilde", "Ferrandon", "mathilde.ferrandon@quillevreuse.example", "0639980068", "A demandé un accès, attend une réponse");
    public static readonly DemoPerson Gwenaelle =
        Customer("gwenaelle", "Gwenaëlle", "Prigentec", "gwenaelle.prigentec@quillevreuse.example", "0639980070",
            "Collaboratrice, demande à administrer son espace");
    public static readonly DemoPerson Apolline =
        Customer("apolline", "Apolline", "Aubrelin-Costes", "apolline.aubrelin@cabinet-aubrelin.example", "0639980056", "Experte-comptable, son cabinet a un client");
    public static readonly DemoPerson Sylvestre =
        Customer("sylvestre", "Sylvestre", "Monfaucon", "sylvestre.monfaucon@cabinet-aubrelin.example", "0639980057", "Collaborateur du cabinet, un client lui est confié");
    public static readonly DemoPerson Basile =
        Customer("basile", "Basile", "Rouveyrac", "basile.rouveyrac@rouveyrac.example", "0639980069", "Représentant, pièce d’identité en attente",
            "representant");
    public static readonly DemoPerson Fatoumata =
        Customer("fatoumata", "Fatoumata", "Keïta-Lorrain", "fatoumata.keita-lorrain@val-dombre.example", "0639980053", "Administratrice, santé et prévoyance",
            "employeur");
    public static readonly DemoPerson Samir =
        Insured("samir", "Samir", "Benmarouk", "samir.benmarouk@courrier.example", "0639980066", "10482271", new(1988, 5, 9),
            "Assuré, santé et prévoyance, trois proches");
    public static readonly DemoPerson Eleonore =
        Insured("eleonore", "Éléonore", "Ngassam", "eleonore.ngassam@courrier.example", "0639980063", "10482239", new(1992, 7, 28), "Assurée, santé seule");
    public static readonly DemoPerson Claire = Adviser("claire", "Claire", "Montbrel", StaffRole.Gestionnaire, "Gestionnaire");
    public static readonly DemoPerson Pauline = Adviser("pauline", "Pauline", "Hestrade", StaffRole.Conseiller, "Conseillère");
    public static readonly DemoPerson Lucien = Adviser("lucien", "Lucien", "Aubrevent", StaffRole.Superviseur, "Superviseur, publie les annonces");
    public static readonly DemoPerson Sabine =
        Adviser("sabine", "Sabine", "Ormancey", StaffRole.ReferentMedical, "Référente médicale, lit les pièces médicales et donne un avis");

    public static readonly IReadOnlyList<DemoPerson> All =
        [Nora, Hugues, Irene, Ousmane, Solene, Corentin, Blandine, Aurelien, Fatoumata, Samir, Eleonore, Mathilde, Gwenaelle, Apolline, Sylvestre, Basile, Claire, Pauline, Lucien, Sabine];

    /// <summary>Those who have a portal to sign in at, where only some portals run.</summary>
    public static IEnumerable<DemoPerson> In(IReadOnlySet<string> portals) => All.Where(p => p.Kind is CallerKind.Staff || portals.Contains(p.Portal));

    public static readonly IReadOnlyList<DemoCompany> Companies = [.. new[] { Brumont, Vaudrelle, Pierrelongue, Quillevreuse }];

    public static readonly IReadOnlyList<(string Space, string Name, DemoPerson Founder, bool IsFirm, DemoCompany[] Companies)> Spaces =
    [
        ($"{Portal}/brumont", "Groupe Brumont", Nora, false, [Brumont, Vaudrelle, .. DemoPortfolio.Further]),
        ($"{Portal}/sarrazeuil", "Cabinet Sarrazeuil", Irene, true, [Brumont, Vaudrelle, Pierrelongue]),
        ($"{Portal}/quillevreuse", "Maison Quillevreuse", Ousmane, false, [Quillevreuse]),
    ];

    public static readonly IReadOnlyList<(string Space, Member Member)> Members =
    [
        ($"{Portal}/brumont", new Member(Hugues.Key, SpaceRole.Collaborateur, false, [Brumont.Key])),
        ($"{Portal}/quillevreuse", new Member(Gwenaelle.Key, SpaceRole.Collaborateur, true, [])),
    ];

    /// <summary>Who was invited by Nora and has not answered yet: their links wait in the demo's mailbox.</summary>
    public static readonly IReadOnlyList<(string Member, Invitation Invitation)> Invitations =
    [
        ("demo-jean-eudes", new Invitation(
            new("Monsieur", "Jean-Eudes", "Pontallier", "je.pontallier@ateliers-brumont.example", "", "+33639980054", "Responsable prévoyance"),
            new(SpaceRole.Collaborateur, UniverseRights.ReadProvident | UniverseRights.ActProvident, Only(Brumont), null, null), "", "")),
        ("demo-roxane", new Invitation(
            new("Madame", "Roxane", "Delbecque-Aurain", "r.delbecque@cabinet-aubrelin.example", "", "+33639980055", "Responsable du pôle social"),
            new(SpaceRole.ExpertComptable, UniverseRights.ReadAndAct, Only(Brumont, Vaudrelle), null, null), "552081317",
            "Cabinet Aubrelin – Expertise et conseil")),
    ];

    private static GrantChange Only(params IEnumerable<DemoCompany> companies) => new(false, GrantBase.None, [.. companies.Select(c => c.Key)], []);

    private static DemoPerson Customer(string key, string first, string last, string email, string phone, string role, string portal = Portal) =>
        new($"demo-{key}", CallerKind.Customer, portal, StaffRole.None, first, last, email, phone, role);

    private static DemoPerson Insured(string key, string first, string last, string email, string phone, string number, DateOnly birth, string role) =>
        Customer(key, first, last, email, phone, role, "particulier") with { Insured = new(number, birth) };

    private static DemoPerson Adviser(string key, string first, string last, StaffRole staff, string role) =>
        new($"demo-{key}", CallerKind.Staff, Caller.StaffPortal, staff, first, last, $"{key}.{last.ToLowerInvariant()}@orvane.example", "", role);
}
