using System.Net;
using Grains.Access;
using Grains.Accounts.Passwords;
using Grains.Interfaces;
using Grains.Interfaces.Accounts;
using Grains.Interfaces.Requests;
using Grains.Requests;
using Grains.Requests.Attestations;
using Silo.Demo;
using Tests.Fixtures.Pdf;
using Web.Tests.Fixtures;

namespace Web.Tests.Requests;

/// <summary>The paper that a request yields, and the page on which anybody checks it.</summary>
public sealed class AttestationPageTests(FivePortals portals) : IClassFixture<FivePortals>
{
    private const string Check = "/verification";
    private readonly Site _site = portals.Site;

    [Fact]
    public async Task Paper_is_tagged_and_carries_the_code_and_the_request_leads_to_it()
    {
        var number = await Sent();
        using var samir = await _site.SignIn(DemoPeople.Samir);
        var page = $"/particulier/demandes/{number}";
        Assert.Contains($"{page}/attestation", await samir.Read(page), StringComparison.Ordinal);
        Assert.Contains($"{page}/attestation", await samir.Read($"{page}/confirmation"), StringComparison.Ordinal);

        var answer = await samir.Client.GetAsync($"{page}/attestation");

        using var pdf = new ReadPdf(await answer.Content.ReadAsByteArrayAsync());
        Assert.True(pdf.IsTagged && pdf.EmbedsItsFonts && !pdf.IsActive);
        foreach (var said in new[] { "Carte de tiers payant", "Samir Benmarouk", "Lina", "SA2019000", "31 décembre", $"{await Code(number)}" })
            Assert.Contains(said, pdf.Text, StringComparison.Ordinal);
        if (Environment.GetEnvironmentVariable("LOOK_AT") is { Length: > 0 } folder)
            await File.WriteAllBytesAsync(Path.Combine(folder, "attestation.pdf"), await answer.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task Nobody_without_the_right_has_the_paper()
    {
        var number = await Sent();
        using var nora = await _site.SignIn(DemoPeople.Nora);
        using var claire = await _site.SignIn(DemoPeople.Claire);

        Assert.Equal(HttpStatusCode.NotFound, await nora.StatusOf($"/{DemoPeople.Portal}/demandes/{number}/attestation"));
        Assert.Equal(HttpStatusCode.OK, await claire.StatusOf($"/gestion/demandes/{number}/attestation"));
        Assert.Equal(HttpStatusCode.NotFound, await claire.StatusOf("/gestion/demandes/2099-000001/attestation"));
    }

    [Fact]
    public async Task Anybody_reads_valid_or_not_kind_and_day_and_no_more()
    {
        var number = await Sent();
        using var stranger = _site.Stranger();

        var valid = await Try(stranger, (await Code(number)).ToLowerInvariant());
        var unknown = await Try(stranger, "00000-00000");
        var malformed = await Try(stranger, "abc");

        Assert.Contains("data-attestation=\"valide\"", valid.Body, StringComparison.Ordinal);
        Assert.Contains("Carte de tiers payant", valid.Body, StringComparison.Ordinal);
        foreach (var secret in new[] { "Samir", "Benmarouk", number, "SA2019000", "10482271" })
            Assert.DoesNotContain(secret, valid.Body, StringComparison.Ordinal);
        Assert.Contains("data-attestation=\"invalide\"", unknown.Body, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "abc"), (malformed.Status, malformed.Field("code")));
        Assert.DoesNotContain("data-attestation", malformed.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wrong_codes_of_a_source_are_counted_and_right_ones_cost_nothing()
    {
        await using var site = new Site(new Dictionary<string, string> { ["Throttle:SignInsPerMinute"] = "3" });
        using var stranger = site.Stranger();

        var answers = new List<HttpStatusCode>();
        foreach (var code in new[] { "trop court", "00000-00000", "00000-00001", "00000-00002", "00000-00003" })
            answers.Add((await Try(stranger, code)).Status);

        Assert.Equal(
            [HttpStatusCode.UnprocessableEntity, HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.TooManyRequests], answers);
        // Who signs in from there is not kept out.
        Assert.Equal(HttpStatusCode.OK, (await stranger.TypePassword(DemoPeople.Nora, "faux")).StatusCode);
    }

    private static async Task<Answer> Try(Visitor visitor, string code) => await Answer.Of(await visitor.Send(Check, await visitor.Form(Check), ("code", code)));

    private async Task<string> Code(string number) => Grains.Letters.PrintedCode.Shown(
        (await _site.Services.GetRequiredService<AttestationQueries>().Find(_site.Services.GetRequiredService<Rights>().ScopeOf(DemoPeople.Claire.Caller), number))!.Code);

    private async Task<string> Sent()
    {
        var (person, request) = (DemoPeople.Samir, _site.Grains.GetGrain<IRequestGrain>($"particulier/{Guid.NewGuid():N}"));
        var password = await PasswordHasher.Make(DemoPeople.Password, 1000);
        await _site.Grains.GetGrain<IAccountRegistrationGrain>(person.Key).Register(
            OperationId.Of("attested", person.Key),
            new NewAccount(person.Kind, person.Portal, person.Staff, person.Email, person.FirstName, person.LastName, person.Phone, password, null, null)
            {
                Terms = "1", Number = person.Insured!.Number, BirthDate = person.Insured.BirthDate, IsInsured = true,
            });
        Assert.True((await request.Begin(person.Caller, Site.Fresh(), "attestation-droits", Rights.OwnFile(person.Caller))).Ok);
        Assert.True((await request.SaveDraft(person.Caller, Site.Fresh(), new DraftPage(3, new Dictionary<string, string>
        {
            ["prenom"] = "Samir", ["nom"] = "Benmarouk", ["courriel"] = "samir@courrier.example", ["document"] = "carte",
        }))).Ok);
        var sent = await request.Send(person.Caller, Site.Fresh(), await _site.Services.GetRequiredService<RequestNumbers>().Next(default));
        return sent.Value!.Number;
    }
}
