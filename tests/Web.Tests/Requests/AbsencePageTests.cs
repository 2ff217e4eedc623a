using System.Globalization;
using System.Net;
using Silo.Demo;
using Web.Tests.Access;
using Web.Tests.Fixtures;

namespace Web.Tests.Requests;

/// <summary>Absences, as advisers and a supervisor announce them; a site of its own, for they change everybody's queues.</summary>
public sealed class AbsencePageTests(Site site) : IClassFixture<Site>
{
    private const string Page = "/gestion/absences";

    [Fact]
    public async Task Request_of_who_is_away_says_until_when_in_everybody_s_queue()
    {
        var things = await Things.Of(site, DemoPeople.Ousmane, DemoPeople.Quillevreuse, DemoPeople.Claire);
        using var claire = await site.SignIn(DemoPeople.Claire);
        using var pauline = await site.SignIn(DemoPeople.Pauline);
        var list = "/gestion/demandes?file=non-attribuees";
        Assert.DoesNotContain(things.Number, await pauline.Read(list), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await pauline.Send(Page, await pauline.Form(Page), ("qui", DemoPeople.Claire.Key), ("du", Day(0)), ("au", Day(2)))).StatusCode);
        foreach (var (from, until) in new[] { ("32/13/2026", Day(2)), (Day(2), Day(1)), (Day(-5), Day(-3)), ("", "") })
        {
            var refused = await Answer.Of(await claire.Send(Page, await claire.Form(Page), ("qui", DemoPeople.Claire.Key), ("du", from), ("au", until)));
            Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
            Assert.Contains($"value=\"{from}\"", refused.Body, StringComparison.Ordinal);
        }

        Assert.Equal(HttpStatusCode.SeeOther, (await claire.Send(Page, await claire.Form(Page), ("qui", DemoPeople.Claire.Key), ("du", Day(0)), ("au", Day(2)))).StatusCode);

        var queue = WebUtility.HtmlDecode(await pauline.Read(list));
        Assert.Contains(things.Number, queue, StringComparison.Ordinal);
        Assert.Contains("<bdi>Claire Montbrel</bdi>, absence jusqu’au", queue, StringComparison.Ordinal);
        Assert.Contains("absence jusqu’au", WebUtility.HtmlDecode(await pauline.Read($"/gestion/demandes/{things.Number}")), StringComparison.Ordinal);
        using var ousmane = await site.SignIn(DemoPeople.Ousmane);
        Assert.DoesNotContain("absence jusqu", await ousmane.Read($"/multi-siren/demandes/{things.Number}"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, (await claire.Do(Page, "annuler", ("qui", DemoPeople.Claire.Key), ("absence", "1"))).StatusCode);
        Assert.DoesNotContain(things.Number, await pauline.Read(list), StringComparison.Ordinal);
    }

    private static string Day(int ahead) => DateTime.UtcNow.AddDays(ahead).ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);
}
