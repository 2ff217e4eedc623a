using System.Globalization;
using Grains.Access;
using Grains.Interfaces;
using Grains.Interfaces.Requests;
using Grains.Requests;
using Grains.Requests.Forms;
using Silo.Files;

namespace Silo.Demo;

/// <summary>A request that was sent by a form of the catalogue.</summary>
/// <param name="Company">Empty for what an insured person asks for themselves.</param>
/// <param name="Fields">What was answered, on the day it was sent; the author's own name and addresses are added.</param>
/// <param name="Pieces">That were handed in with it; those that may come later do.</param>
public sealed record DemoForm(
    string Form, DemoPerson Author, string Company, TimeSpan Age, Func<DateOnly, Dictionary<string, string>> Fields, string[] Pieces, params DemoLine[] Lines)
{
    public bool IsDraft { get; init; }
}

/// <summary>One request of each form, in different states.</summary>
public sealed class DemoForms(IGrainFactory grains, FileStore files, FormCatalogue catalogue, RequestNumbers numbers)
{
    private const string Firm = "465713022";
    private const string Berges = "339582413";

    public static readonly IReadOnlyList<DemoForm> All =
    [
        new("attestation", DemoPeople.Fatoumata, Firm, TimeSpan.FromDays(19.1), day => new()
        {
            ["type"] = "cotisations", ["contrat"] = "SA2019530", ["date"] = Day(day), ["destinataire"] = "Mairie d’Ombre-le-Val",
        }, [], new Takes(DemoPeople.Pauline), new Says(DemoPeople.Pauline, "Bonjour Madame Keïta-Lorrain, votre attestation part aujourd’hui."),
            new Reads(DemoPeople.Fatoumata), new Closes(DemoPeople.Pauline, "Attestation envoyée")),
        new("attestation-droits", DemoPeople.Samir, "", TimeSpan.FromDays(17.2), _ => new() { ["document"] = "carte" }, [],
            new Takes(DemoPeople.Pauline), new Says(DemoPeople.Pauline,
                "Bonjour Monsieur Benmarouk, votre carte est prête\u00a0: vous la recevez à votre adresse sous trois jours.", Answers: true),
            new Reads(DemoPeople.Samir), new Closes(DemoPeople.Pauline, "Carte envoyée")),
        new("situation", DemoPeople.Fatoumata, Firm, TimeSpan.FromDays(12.2), day => new()
        {
            ["salarie"] = $"demo-{Firm}-4", ["evenement"] = "mariage", ["date"] = Day(day.AddDays(-9)), ["benef_prenom"] = "Andréa", ["benef_nom"] = "Lasbleiz",
            ["benef_naissance"] = "14/02/1991", ["a_couvrir"] = FieldKinds.Yes,
        }, ["acte-mariage"], new Takes(DemoPeople.Claire), new Records(DemoPeople.Claire), new Says(DemoPeople.Claire, "C’est enregistré\u00a0: sa conjointe est couverte dès le jour du mariage.", Answers: true),
            new Reads(DemoPeople.Fatoumata)),
        new("attestation-droits", DemoPeople.Eleonore, "", TimeSpan.FromDays(8.1), _ => new() { ["document"] = "carte" }, []),
        new("deces", DemoPeople.Fatoumata, Firm, TimeSpan.FromDays(6.3), day => new()
        {
            ["salarie"] = $"demo-{Firm}-5", ["date_deces"] = Day(day.AddDays(-3)), ["lieu"] = "Ombre-le-Val", ["cause"] = "naturelle", ["en_poste"] = FieldKinds.Yes,
            ["brut12"] = "28 940,00", ["situation"] = "marie", ["enfants"] = "1", ["enfants.1.enfant_prenom"] = "Noé",
            ["enfants.1.enfant_naissance"] = Day(day.AddYears(-11)), ["designation"] = "inconnu", ["proches"] = "1", ["proches.1.proche_nom"] = "Hélène Rocquefort",
            ["proches.1.proche_lien"] = "Épouse", ["proches.1.proche_telephone"] = "06 39 98 00 77", ["proches.1.proche_accord"] = FieldKinds.Yes,
        }, ["acte-deces"], new Takes(DemoPeople.Claire), new Says(DemoPeople.Claire,
            "Bonjour Madame Keïta-Lorrain, nous nous chargeons du dossier et appelons son épouse demain. Vous n’avez rien d’autre à faire aujourd’hui.")),
        new("remboursement", DemoPeople.Eleonore, "", TimeSpan.FromDays(5.1), day => new()
        {
            ["soins"] = "2", ["soins.1.soin_personne"] = DemoPeople.Eleonore.Name, ["soins.1.soin_date"] = Day(day.AddDays(-16)), ["soins.1.soin_nature"] = "optique",
            ["soins.1.soin_paye"] = "389,00", ["soins.1.soin_part"] = "0,09", ["soins.2.soin_personne"] = DemoPeople.Eleonore.Name,
            ["soins.2.soin_date"] = Day(day.AddDays(-18)), ["soins.2.soin_nature"] = "consultation", ["soins.2.soin_paye"] = "30,00", ["soins.2.soin_part"] = "19,00",
        }, ["decompte", "facture"], new Takes(DemoPeople.Pauline),
            new Asks(DemoPeople.Pauline, "Bonjour, il me manque la prescription de vos lunettes pour calculer le remboursement.", ["Prescription des lunettes"])),
        new("question-dsn", DemoPeople.Fatoumata, Firm, TimeSpan.FromDays(3.2), day => new()
        {
            ["univers"] = "prevoyance", ["contrat"] = "PR3019530", ["mois"] = day.AddMonths(-1).ToString("MM/yyyy", CultureInfo.InvariantCulture),
            ["objet"] = "compte-rendu", ["code_crm"] = "2", ["rubrique"] = "S21.G00.15.001", ["valeur"] = "PR3019531",
            ["message"] = "Le compte rendu dit que la référence du contrat n’est pas connue. Laquelle devons-nous déclarer\u202f?",
        }, [], new Takes(DemoPeople.Claire)),
        new("contact-personnel", DemoPeople.Samir, "", TimeSpan.FromDays(2.6), _ => new()
        {
            ["domaine"] = "sante", ["theme"] = "remboursements", ["motif"] = "tiers-payant",
            ["message"] = "La pharmacie a refusé ma carte pour ma fille. Est-elle bien rattachée à mon contrat\u202f?",
        }, [], new Takes(DemoPeople.Pauline), new Says(DemoPeople.Pauline,
            "Bonjour Monsieur Benmarouk, elle l’est depuis sa naissance. Présentez de nouveau la carte\u00a0: la liste des pharmacies est à jour.", Answers: true)),
        new("contact", DemoPeople.Fatoumata, Firm, TimeSpan.FromDays(2.5), _ => new()
        {
            ["domaine"] = "prevoyance", ["theme"] = "arret", ["motif"] = "suivi", ["salarie"] = $"demo-{Firm}-2", ["contrat"] = "PR3019530",
            ["message"] = "Son arrêt est déclaré depuis trois semaines. Quand la première indemnité sera-t-elle versée\u202f?",
        }, [], new Takes(DemoPeople.Claire)),
        new("contact", DemoPeople.Solene, Berges, TimeSpan.FromDays(2.4), _ => new()
        {
            ["domaine"] = "prevoyance", ["theme"] = "invalidite", ["motif"] = "declarer", ["salarie"] = $"demo-{Berges}-0", ["contrat"] = "PR3019424",
            ["message"] = "Notre salarié nous a remis la notification de sa pension. Je joins ce qu’il nous a donné pour vos médecins.",
        }, ["doc_medical"]),
        new("reprise", DemoPeople.Fatoumata, Firm, TimeSpan.FromDays(2.3), day => new()
        {
            ["salarie"] = $"demo-{Firm}-2", ["arret_lie"] = FormField.Other, ["arret_du"] = Day(day.AddDays(-40)), ["arret_au"] = Day(day.AddDays(-2)),
            ["type"] = "01", ["date_reprise"] = Day(day.AddDays(-1)),
        }, [], new Takes(DemoPeople.Claire), new Reads(DemoPeople.Claire)),
        new("reclamation-personnel", DemoPeople.Eleonore, "", TimeSpan.FromDays(1.4), _ => new()
        {
            ["sujet"] = "delai", ["message"] = "J’attends le remboursement d’une hospitalisation depuis deux mois, et deux appels n’y ont rien changé.",
            ["attente"] = "Le remboursement, ou la raison du retard.",
        }, []),
        new("reclamation", DemoPeople.Fatoumata, Firm, TimeSpan.FromDays(1.2), _ => new()
        {
            ["sujet"] = "cotisation", ["message"] = "La cotisation d’octobre a été prélevée deux fois. Le second prélèvement n’a pas été rendu.", ["canal"] = "courrier",
        }, [], new Takes(DemoPeople.Lucien)),
        new("beneficiaire", DemoPeople.Eleonore, "", TimeSpan.FromDays(1.1), day => new()
        {
            ["lien"] = "enfant", ["civilite"] = "madame", ["benef_nom"] = "Ngassam", ["benef_prenom"] = "Inaya", ["benef_naissance"] = Day(day.AddDays(-20)),
            ["date"] = Day(day.AddDays(-20)), ["deja_couvert"] = FieldKinds.No, ["accord"] = "accepte",
        }, ["acte-naissance"]),
        new("adresse", DemoPeople.Eleonore, "", TimeSpan.FromDays(0.9), day => new()
        {
            ["voie"] = "14 rue des Carmes", ["code_postal"] = "76000", ["commune"] = "Rouen", ["depuis"] = Day(day.AddDays(12)),
        }, []),
        new("rib", DemoPeople.Fatoumata, Firm, TimeSpan.FromDays(0.7), _ => new()
        {
            ["usage"] = "indemnites", ["contrats"] = "SA2019530", ["titulaire"] = "Cartonneries du Val-d’Ombre", ["iban"] = "FR14 2004 1010 0505 0001 3M02 606",
        }, ["rib"]),
        new("situation-personnel", DemoPeople.Eleonore, "", TimeSpan.FromDays(0.8), day => new() { ["evenement"] = "nom", ["date"] = Day(day.AddDays(-30)) }, [])
        {
            IsDraft = true,
        },
    ];

    /// <summary>Of the stop that <see cref="DemoStop"/> declares.</summary>
    public static readonly DemoForm AfterStop = new("prolongation", DemoPeople.Solene, Berges, TimeSpan.Zero, day => new()
    {
        ["salarie"] = $"demo-{Berges}-0", ["meme_motif"] = FieldKinds.Yes, ["au"] = Day(day.AddDays(45)),
    }, []);

    /// <param name="day">On which it is sent.</param>
    /// <param name="later">Between what happens since; null for at once.</param>
    public async Task Send(DemoForm form, string mark, IReadOnlySet<string> portals, DateOnly day, Func<Task>? later = null)
    {
        var (by, step) = (form.Author, 0);
        if (!portals.Contains(by.Portal))
            return;
        var definition = catalogue.Get(form.Form);
        var company = form.Company.Length == 0 ? Rights.OwnFile(by.Caller) : $"{by.Portal}/{form.Company}";
        var request = grains.GetGrain<IRequestGrain>($"{by.Portal}/demo-{form.Form}-{by.Key}");
        var fields = form.Fields(day);
        foreach (var (name, text) in new[] { ("prenom", by.FirstName), ("nom", by.LastName), ("courriel", by.Email), ("telephone", by.Phone) })
            fields[name] = text;
        if (form.Company.Length > 0)
            fields["company"] = company;
        foreach (var piece in definition.Pieces.Where(p => p.Due is PieceDue.Later && !form.Pieces.Contains(p.Id)))
            fields[piece.Input] = FormPiece.Later;
        await request.Begin(by.Caller, Next(), form.Form, company);
        await request.SaveDraft(by.Caller, Next(), new DraftPage(form.IsDraft ? 2 : definition.Steps.Count, fields));
        if (form.IsDraft)
            return;
        foreach (var piece in form.Pieces)
        {
            await using var paper = typeof(DemoForms).Assembly.GetManifestResourceStream("demo-specimen.jpg")!;
            if ((await files.Save(by.Key, $"{piece}.jpg", paper, CancellationToken.None)).Value is { } stored)
                await request.AttachPieceToDraft(by.Caller, Next(), stored.File, piece);
        }
        await request.Send(by.Caller, Next(), await numbers.Next(CancellationToken.None));
        await form.Lines.Play(request, Next, later ?? (() => Task.CompletedTask));

        OperationId Next() => OperationId.Of(mark, form.Form, by.Key, $"{step++}");
    }

    private static string Day(DateOnly day) => day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);
}
