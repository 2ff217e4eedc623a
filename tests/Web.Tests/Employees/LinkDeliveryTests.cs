using System.Net;
using Grains.Interfaces.Employees;
using Silo.Demo;
using Silo.Messaging;
using Tests.Fixtures;
using Web.Tests.Fixtures;

namespace Web.Tests.Employees;

/// <summary>How far an invitation got, in the list and on the sheet.</summary>
public sealed class LinkDeliveryTests(Site site) : IClassFixture<Site>
{
    private static readonly string List = $"/multi-siren/salaries?entreprise={DemoPeople.Brumont.Siren}&q=remise";
    private readonly Site _site = site;

    [Theory]
    [InlineData(DeliveryState.Sent, "", "envoye", false)]
    [InlineData(DeliveryState.Delivered, "", "envoye", false)]
    [InlineData(DeliveryState.Queued, "SocketException", "differe", true)]
    [InlineData(DeliveryState.Failed, "refused", "refuse", true)]
    public async Task What_became_of_the_mail_stands_in_list_and_sheet_with_the_correction_near_it(
        DeliveryState state, string error, string slug, bool corrects)
    {
        using var nora = await _site.SignIn(DemoPeople.Nora);
        var sheet = await Invite(nora, $"Remise{state}");
        var job = await _site.Query<string>("SELECT mail FROM employee_list WHERE employee = @employee", ("@employee", $"multi-siren/{sheet.Split('/')[^1]}"));
        // What the demo's own mailbox said of it first.
        await Eventually.True(async () => await _site.Services.GetRequiredService<Deliveries>().Find(job) is not null);
        await _site.Services.GetRequiredService<Silo.Storage.IHostStore>().Execute(
            "UPDATE delivery SET state = $2, error = $3 WHERE job = $1", Grains.Commits.CommitLane.Bulk, default, job, (long)state, error);

        var (list, page) = (await nora.Read(List), await nora.Read(sheet));

        Assert.Contains($"data-delivery=\"{slug}\"", list, StringComparison.Ordinal);
        Assert.Contains($"data-delivery=\"{slug}\"", page, StringComparison.Ordinal);
        Assert.Equal(corrects, list.Contains($"{sheet}?entreprise={DemoPeople.Brumont.Siren}#courriel", StringComparison.Ordinal));
        Assert.Equal(corrects, page.Contains("id=\"corriger\" open", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.SeeOther, (await nora.Do(sheet, "corriger", ("courriel", "autre@courrier.example"))).StatusCode);
        Assert.DoesNotContain("data-delivery=\"refuse\"", await nora.Read(sheet), StringComparison.Ordinal);
        await nora.Do(sheet, "retirer");
    }

    private static async Task<string> Invite(Visitor nora, string name)
    {
        var form = $"/multi-siren/salaries/nouveau?entreprise={DemoPeople.Brumont.Siren}";
        var sent = await nora.Send(form, await nora.Form(form),
            ("etape", "4"), ("aller", "suite"), ("nom", name), ("prenom", "Zoé"), ("naissance", "04/05/1991"), ("siret", "81234567600017"), ("college", "04"),
            ("embauche", "01/11/2026"), ("option-SA2019000", "OPT1"), ("effet", "01/11/2026"), ("courriel", $"{name.ToLowerInvariant()}@courrier.example"));
        Assert.Equal(HttpStatusCode.SeeOther, sent.StatusCode);
        return sent.Headers.Location!.ToString().Split('?')[0];
    }
}
