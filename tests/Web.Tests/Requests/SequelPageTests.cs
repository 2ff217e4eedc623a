using System.Net;
using Grains.Interfaces.Requests;
using Silo.Demo;
using Web.Requests.Drafts;
using Web.Tests.Access;
using Web.Tests.Fixtures;

namespace Web.Tests.Requests;

/// <summary>What a closed request's page offers: an opinion about the answer, and after 30 days another request.</summary>
public sealed class SequelPageTests(Site site) : IClassFixture<Site>
{
    private readonly Site _site = site;

    [Fact]
    public async Task Opinion_is_said_and_changed_and_the_adviser_reads_it()
    {
        var (number, page) = await Closed();
        using var nora = await _site.SignIn(DemoPeople.Nora);
        using var claire = await _site.SignIn(DemoPeople.Claire);
        Assert.Contains("data-opinion=\"0\"", await nora.Read(page), StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.SeeOther, (await nora.Do(page, "avis", ("avis", "3"))).StatusCode);
        Assert.Equal(HttpStatusCode.SeeOther, (await nora.Do(page, "avis", ("avis", "2"))).StatusCode);

        Assert.Contains("data-opinion=\"2\"", await nora.Read(page), StringComparison.Ordinal);
        Assert.Contains("satisfait en partie", await claire.Read($"/gestion/demandes/{number}"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await nora.Do(page, "avis", ("avis", "9"))).StatusCode);
    }

    [Fact]
    public async Task After_thirty_days_a_message_opens_another_request_that_leads_back()
    {
        var (number, page) = await Closed();
        await _site.Advance(TimeSpan.FromDays(31));
        using var nora = await _site.SignIn(DemoPeople.Nora);
        var key = FormService.NewDraft();
        var form = await nora.Form(page);

        var empty = await Answer.Of(await nora.Send($"{page}?handler=suite", form, ("nouvelle", key), ("text", " ")));
        var sent = await nora.Send($"{page}?handler=suite", form, ("nouvelle", key), ("text", "Toujours rien."));
        var again = await nora.Send($"{page}?handler=suite", form, ("nouvelle", key), ("text", "Toujours rien."));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, empty.Status);
        Assert.Equal(HttpStatusCode.SeeOther, sent.StatusCode);
        Assert.Equal(sent.Headers.Location, again.Headers.Location);
        var other = sent.Headers.Location!.ToString().Replace("/confirmation", "", StringComparison.Ordinal);
        Assert.Contains($"data-linked-earlier=\"{number}\"", await nora.Read(other), StringComparison.Ordinal);
        Assert.Contains($"data-linked-later=\"{other.Split('/')[^1]}\"", await nora.Read(page), StringComparison.Ordinal);
        Assert.Contains("Toujours rien.", await nora.Read(other), StringComparison.Ordinal);
    }

    private async Task<(string Number, string Page)> Closed()
    {
        var things = await Things.Of(_site, DemoPeople.Nora, DemoPeople.Brumont, DemoPeople.Claire);
        Assert.True((await _site.Grains.GetGrain<IRequestGrain>(things.Request).Close(DemoPeople.Claire.Caller, Site.Fresh(), "Répondu")).Ok);
        return (things.Number, $"/{DemoPeople.Portal}/demandes/{things.Number}");
    }
}
