using System.Net;
using Grains.Interfaces;
using Silo.Demo;
using Silo.Messaging;
using Tests.Fixtures;
using Web.Tests.Access;
using Web.Tests.Fixtures;

namespace Web.Tests.Clients;

public sealed class StaffEmployeesTests(Site site) : IClassFixture<Site>
{
    private static readonly string All = $"/gestion/salaries/{DemoPeople.Vaudrelle.Key}";
    private static readonly string Sheet = $"/gestion/clients/entreprises/{DemoPeople.Vaudrelle.Key}";
    private readonly Site _site = site;

    [Fact]
    public async Task An_adviser_sees_the_first_employees_on_the_company_s_sheet_and_all_of_them_behind_it()
    {
        using var claire = await _site.SignIn(DemoPeople.Claire);

        var sheet = await claire.Read(Sheet);
        var all = await claire.Read(All);

        Assert.Equal(10, sheet.Split("<li data-employee=").Length - 1);
        Assert.Contains($"href=\"{All}\"", sheet, StringComparison.Ordinal);
        Assert.Contains("data-count=\"tous\">14<", all, StringComparison.Ordinal);
        Assert.Equal(14, all.Split("data-employee=").Length - 1);
        Assert.Equal(1, (await claire.Read($"{All}?statut=dispense")).Split("data-employee=").Length - 1);
    }

    [Fact]
    public async Task Link_of_an_affiliation_that_did_not_arrive_is_sent_once_to_a_corrected_address_and_the_employer_is_told()
    {
        var things = await Things.Of(_site, DemoPeople.Nora, DemoPeople.Vaudrelle, DemoPeople.Claire);
        var employee = $"/gestion/salaries/{DemoPeople.Vaudrelle.Key}/{things.Employee}";
        using var claire = await _site.SignIn(DemoPeople.Claire);
        using var referee = await _site.SignInStaff(StaffRole.ReferentMedical);
        using var technician = await _site.SignInStaff(StaffRole.AdministrateurTechnique);
        var outbox = _site.Services.GetRequiredService<Outbox>();
        await Eventually.True(async () => (await outbox.Read(null, default)).Any(m => m.To == "secret@courrier.example"));
        var former = (await outbox.Read(null, default)).First(m => m.To == "secret@courrier.example").Link!;
        var job = await _site.Query<string>("SELECT mail FROM employee_list WHERE employee = @e", ("@e", $"{DemoPeople.Portal}/{things.Employee}"));
        await Eventually.True(async () => await _site.Query<long>("SELECT count(*) FROM delivery WHERE job = @job", ("@job", job)) == 1);
        await using (var database = await _site.Database())
        await using (var command = database.CreateCommand())
        {
            command.CommandText = $"UPDATE delivery SET state = 3, error = '550' WHERE job = '{job}'";
            await command.ExecuteNonQueryAsync();
        }
        Assert.Contains($"href=\"{employee}#corriger\">Corriger et renvoyer", await claire.Read("/gestion/livraisons"), StringComparison.Ordinal);
        var technical = await technician.Read("/gestion/livraisons");
        Assert.Contains($"data-delivery=\"{job}\"", technical, StringComparison.Ordinal);
        Assert.DoesNotContain("Secret", technical, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden,
            (await referee.Send($"{employee}?handler=corriger", (await referee.Form("/gestion/recherche")) with { Key = "1" }, ("courriel", "a@b.example"), ("motif", "Vu"))).StatusCode);
        var wrong = await claire.Send($"{employee}?handler=corriger", await claire.Form(employee), ("courriel", "ada.corrigee@courrier.example"), ("motif", ""));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        Assert.Contains("value=\"ada.corrigee@courrier.example\"", await wrong.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        await _site.Advance(TimeSpan.FromSeconds(1));
        var form = await claire.Form(employee);
        foreach (var _ in new[] { 1, 2 })
        {
            var done = await claire.Send($"{employee}?handler=corriger", form, ("courriel", "ada.corrigee@courrier.example"), ("motif", "Rappelée"));
            Assert.Equal($"{employee}?fin=corrige", $"{done.Headers.Location}");
        }

        await Eventually.True(async () => (await outbox.Read(null, default)).Any(m => m.To == "ada.corrigee@courrier.example"));
        var sent = Assert.Single(await outbox.Read(null, default), m => m.To == "ada.corrigee@courrier.example");
        await Eventually.True(async () => (await outbox.Read(null, default)).Any(m => m.To == DemoPeople.Nora.Email && m.Subject.StartsWith("Adresse corrigée", StringComparison.Ordinal)));
        Assert.NotEqual(sent.Link, former);
        Assert.NotEqual(job, await _site.Query<string>("SELECT mail FROM employee_list WHERE employee = @e", ("@e", $"{DemoPeople.Portal}/{things.Employee}")));
        Assert.Equal(1L, await _site.Query<long>("SELECT count(*) FROM journal WHERE action = 'address-reason' AND detail = 'Rappelée'"));
    }
}
