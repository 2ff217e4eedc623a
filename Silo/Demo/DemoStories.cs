using Grains.Interfaces.Requests;

namespace Silo.Demo;

/// <summary>One lived-in request: who opened it how long ago, and what happened since.</summary>
public sealed record DemoStory(string Id, DemoPerson Author, DemoCompany Company, TimeSpan Age, string Domain, string Theme, string Reason, string Message,
    params DemoLine[] Lines)
{
    public bool IsDraft { get; init; }

    public Dictionary<string, string> Fields => new(StringComparer.Ordinal)
    {
        ["prenom"] = Author.FirstName,
        ["nom"] = Author.LastName,
        ["courriel"] = Author.Email,
        ["telephone"] = Author.Phone,
        ["company"] = Company.Key,
        ["domaine"] = Domain,
        ["theme"] = Theme,
        ["motif"] = Reason,
        ["message"] = Message,
    };
}

public abstract record DemoLine;

public sealed record Takes(DemoPerson By) : DemoLine;

/// <param name="Answers">It is what was promised.</param>
public sealed record Says(DemoPerson By, string Text, bool Answers = false) : DemoLine;

public sealed record Asks(DemoPerson By, string Text, string[] Items) : DemoLine;

public sealed record Notes(DemoPerson By, string Text) : DemoLine;

public sealed record Reads(DemoPerson By) : DemoLine;

/// <summary>What the form asks to change elsewhere.</summary>
public sealed record Records(DemoPerson By) : DemoLine;

public sealed record Closes(DemoPerson By, string Reason) : DemoLine;

public static class DemoStories
{
    /// <summary>What people have kept by name.</summary>
    public static readonly IReadOnlyList<(DemoPerson By, SavedSearch Search)> Searches =
    [
        (DemoPeople.Nora, new("Attestations de l’année", "q=attestation&depuis=1-an&entreprise=toutes")),
        (DemoPeople.Nora, new("Arrêts en attente", "q=arret&statut=en-attente&entreprise=toutes")),
        (DemoPeople.Claire, new("Attestations traitées", "file=toutes&q=attestation&statut=traitee")),
    ];

    public static readonly IReadOnlyList<DemoStory> All =
    [
        new("demo-attestation", DemoPeople.Nora, DemoPeople.Brumont, TimeSpan.FromDays(16), "sante", "contrat-sante", "attestation",
            "Bonjour, il me faudrait une attestation de couverture pour notre dossier d’appel d’offres, si possible avant la fin du mois.",
            new Takes(DemoPeople.Pauline),
            new Says(DemoPeople.Pauline,
                "Bonjour Madame Vasselin, votre attestation est prête : vous la recevez par courrier à Saint-Étienne, et une copie part par e\u2011mail ce soir. "
                + "Elle couvre aussi les œuvres sociales, contrat 4\u00a0402\u00a0118. Un modèle est là\u00a0: https://www.example.org/attestations."),
            new Reads(DemoPeople.Nora),
            new Says(DemoPeople.Nora, "Merci beaucoup, c’est parfait."),
            new Reads(DemoPeople.Pauline),
            new Closes(DemoPeople.Pauline, "Attestation envoyée")),
        new("demo-situation", DemoPeople.Hugues, DemoPeople.Brumont, TimeSpan.FromDays(4.2), "affiliation", "situation", "famille",
            "Un de nos salariés se marie le mois prochain. Que devons-nous vous transmettre, et à partir de quand son conjoint est-il couvert ?",
            new Takes(DemoPeople.Claire),
            new Says(DemoPeople.Claire,
                "Bonjour Monsieur Tarbelle, l’acte de mariage suffit. Le conjoint est couvert dès le jour de la cérémonie si nous recevons la pièce dans le mois.", Answers: true)),
        new("demo-arret", DemoPeople.Nora, DemoPeople.Brumont, TimeSpan.FromDays(2.1), "prevoyance", "arret", "suivi",
            "Bonjour, où en est le dossier de notre salariée arrêtée depuis le 12 novembre ? Nous maintenons son salaire : la subrogation est demandée sur toute la période.",
            new Takes(DemoPeople.Claire),
            new Says(DemoPeople.Claire,
                "Bonjour Madame Vasselin, j’ai bien reçu l’attestation. Pouvez-vous me confirmer le dernier jour travaillé ? Je lis le 11 novembre, qui était férié."),
            new Reads(DemoPeople.Nora),
            new Says(DemoPeople.Nora, "C’est une erreur de saisie : elle a travaillé le mardi 10 novembre au soir."),
            new Reads(DemoPeople.Claire),
            new Asks(DemoPeople.Claire,
                "Merci, c’est corrigé. Il me manque deux pièces pour lancer le calcul. Vous pouvez les déposer une par une, je suis prévenue à chaque dépôt.",
                ["Bulletin de salaire d’octobre 2026", "Décompte d’indemnités journalières"]),
            new Notes(DemoPeople.Pauline, "Prime annuelle en octobre\u00a0: à neutraliser sur la base de calcul, voir la consigne 12. Pas de rechute en cours, j’ai vérifié.")),
        new("demo-dsn", DemoPeople.Irene, DemoPeople.Vaudrelle, TimeSpan.FromDays(1.1), "retraite", "dsn", "anomalie",
            "Bonjour, la DSN d’octobre est revenue avec une anomalie sur la référence du contrat. Le contrat a-t-il changé de référence ?"),
        new("demo-autre", DemoPeople.Ousmane, DemoPeople.Quillevreuse, TimeSpan.FromHours(20), "sante", "remboursements", "delai",
            "Bonjour, plusieurs salariés attendent leurs remboursements optiques depuis trois semaines. Y a-t-il un incident ?"),
        // Nora may take it up.
        new("demo-brouillon-hugues", DemoPeople.Hugues, DemoPeople.Brumont, TimeSpan.FromHours(8), "sante", "remboursements", "tiers-payant",
            "Bonjour, la carte de tiers payant d’une salariée de l’atelier n’est pas lue en pharmacie. Depuis quand est-elle ouverte\u202f?") { IsDraft = true },
        new("demo-brouillon", DemoPeople.Nora, DemoPeople.Vaudrelle, TimeSpan.FromHours(6), "sante", "garanties", "niveau",
            "Nous aimerions comparer les deux niveaux de garantie pour les cadres,") { IsDraft = true },
    ];
}
