using System.Globalization;
using System.Text;
using Grains.Employees.Imports;
using Grains.Employees.Imports.Reading;
using Grains.Interfaces;
using Grains.Interfaces.Employees.Imports;

namespace Silo.Demo;

/// <summary>Files that an employer has left for correction: of one eight lines are ready, three are not; of one of departures three are, and two are not.</summary>
public sealed class DemoImports(ImportService imports)
{
    private const string Head =
        "Nom de naissance|Prénom|Date de naissance|Numéro de sécurité sociale|Collège|Date d’embauche|Date d’effet|E‑mail|SIRET|Contrat|Service";

    private static readonly string[] Lines =
    [
        "Guivarc’hel|Orane|12/03/1988||04|01/09/2026|01/12/2026|orane.guivarchel@courrier.example|81234567600017|SA2019000|Atelier",
        "Pontmercieux|Malo|25/07/1994||04|14/09/2026|01/12/2026|malo.pontmercieux@courrier.example|81234567600017|SA2019000|Atelier",
        "Vasselard|Inaya|31/02/1990||04|14/09/2026|01/12/2026|inaya.vasselard@courrier.example|81234567600025|SA2019000|Pose",
        "Rochambelle|Gaspard|08/11/1979||cadre|01/10/2026|01/12/2026|gaspard.rochambelle@courrier.example|81234567600025|SA2019000|Bureau d’études",
        "Lestrival|Salimata|17/01/1985|285017511600112|04|01/10/2026|01/12/2026|salimata.lestrival@courrier.example|81234567600033|SA2019000|Pose",
        "Dampérieux|Naïm|02/05/1999||non-cadre|05/10/2026|01/12/2026|naim.damperieux@courrier.example|81234567600033|SA2019000|Atelier",
        "Courtemanchel|Solveig|23/09/1992||04|05/10/2026|01/12/2026|solveig.courtemanchel@courrier.example|81234567600017|SA2019000|Atelier",
        "Estrabeau|Timothée|14/06/1983||04|12/10/2026|01/12/2026|timothee.estrabeau@|81234567600017|SA2019000|Magasin",
        "Kerzannec|Perrine|30/04/1996||04|12/10/2026|01/12/2026|perrine.kerzannec@courrier.example|81234567600017|SA2019000|Magasin",
        "Montgaillard-Fay|Yanis|19/12/1987||01|19/10/2026|01/12/2026|yanis.montgaillard-fay@courrier.example|81234567600025|SA2019000|Bureau d’études",
        "Tréhorentin|Noémie|06/08/1991||04|19/10/2026|01/12/2026|noemie.trehorentin@courrier.example|81234567600033|SA2019000|Pose",
    ];

    private const string LeavingHead = "Nom de naissance|Prénom|Date de naissance|Dernier jour du contrat|Motif|E‑mail personnel";

    public async Task Leave(IReadOnlySet<string> portals, string mark, DateOnly today)
    {
        if (!portals.Contains(DemoPeople.Portal))
            return;
        await Begin("import", "effectif_novembre-2026.csv", Lines.Prepend(Head), ImportKind.Affiliations);
        string Leaving(int i, int after, string reason, string email = "")
        {
            var person = DemoEmployees.PersonOf(DemoEmployees.All[0], i);
            return $"{person.LastName}|{person.FirstName}|{Day(person.BirthDate)}|{Day(today.AddDays(after))}|{reason}|{email}";
        }
        await Begin(
            "departures", "departs_fin-d-annee.csv",
            [
                LeavingHead, Leaving(16, 28, "rupture conventionnelle", "depart.brumont@courrier.example"), Leaving(17, 28, "démission"), Leaving(18, 28, "retraite"),
                Leaving(19, -4, "départ à la retraite"), $"Rochambelle|Gaspard|08/11/1979|{Day(today.AddDays(28))}|fin de CDD|",
                Leaving(DemoEmployees.All[0].Covered + DemoEmployees.All[0].Waived, 28, "démission"),
            ],
            ImportKind.Departures);

        Task Begin(string name, string file, IEnumerable<string> lines, ImportKind kind) => imports.Begin(
            DemoPeople.Nora.Caller, OperationId.Of(mark, name), DemoPeople.Brumont.Key, file,
            ImportReader.Read(Encoding.UTF8.GetBytes(string.Join("\r\n", lines).Replace('|', ';')), kind));
    }

    private static string Day(DateOnly day) => day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);
}
