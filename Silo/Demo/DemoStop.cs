using System.Globalization;
using Grains.Interfaces;
using Grains.Interfaces.Requests;
using Grains.Requests;
using Grains.Requests.Forms;
using Silo.Files;

namespace Silo.Demo;

/// <summary>A stop that an employer has declared, with its papers; one of them is still to come.</summary>
public sealed class DemoStop(IGrainFactory grains, FileStore files, RequestNumbers numbers)
{
    private const string Siren = "339582413";

    /// <summary>A repeat changes nothing.</summary>
    public async Task Declare(string mark, IReadOnlySet<string> portals, DateOnly today)
    {
        var (by, step) = (DemoPeople.Solene, 0);
        if (!portals.Contains(by.Portal))
            return;
        var request = grains.GetGrain<IRequestGrain>($"{by.Portal}/demo-declaration");
        await request.Begin(by.Caller, Next(), "arret-travail", $"{by.Portal}/{Siren}");
        await request.SaveDraft(by.Caller, Next(), new DraftPage(4, new Dictionary<string, string>
        {
            ["company"] = $"{by.Portal}/{Siren}",
            ["salarie"] = $"demo-{Siren}-0",
            ["nature_contrat"] = "cdi",
            ["temps"] = "plein",
            ["prenom"] = by.FirstName,
            ["nom"] = by.LastName,
            ["courriel"] = by.Email,
            ["telephone"] = by.Phone,
            ["motif"] = "01",
            ["episode"] = "initial",
            ["premier_jour"] = Day(today.AddDays(-4)),
            ["fin"] = Day(today.AddDays(17)),
            ["hospi"] = FieldKinds.Yes,
            ["hospi_du"] = Day(today.AddDays(-4)),
            ["brut12"] = "31 480,00",
            ["maintien"] = FieldKinds.Yes,
            ["iban"] = "FR76 3000 6000 0112 3456 7890 189",
            ["piece.decompte-ij"] = FormPiece.Later,
        }));
        foreach (var (piece, name) in new[] { ("attestation-salaire", "attestation-de-salaire.jpg"), ("rib", "rib.jpg"), ("hospitalisation", "bulletin.jpg") })
        {
            await using var paper = typeof(DemoStop).Assembly.GetManifestResourceStream("demo-specimen.jpg")!;
            if ((await files.Save(by.Key, name, paper, CancellationToken.None)).Value is { } stored)
                await request.AttachPieceToDraft(by.Caller, Next(), stored.File, piece);
        }
        await request.Send(by.Caller, Next(), await numbers.Next(CancellationToken.None));

        OperationId Next() => OperationId.Of(mark, "stop", $"{step++}");
        static string Day(DateOnly day) => day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);
    }
}
