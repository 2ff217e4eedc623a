using System.Net;
using Silo.Demo;
using Tests.Fixtures.Cluster;

namespace Cluster.Tests;

[Collection(TwoNodes.Name)]
public sealed class TakeChargeTests(TwoNodes nodes)
{
    [Fact]
    public async Task Two_advisers_at_two_nodes_take_one_request_at_once_and_the_slower_is_told_who_has_it()
    {
        var claire = await nodes.Cluster.SignIn(0, DemoPeople.Claire);
        var pauline = await nodes.Cluster.SignIn(1, DemoPeople.Pauline);
        for (var round = 0; round < Race.Repetitions; round++)
        {
            var number = await nodes.Office.SentRequest(DemoPeople.Nora, DemoPeople.Brumont);
            var advisers = new[] { (Person: claire, Who: DemoPeople.Claire), (Person: pauline, Who: DemoPeople.Pauline) };

            var answers =
                await Race.Run(2, i => advisers[i].Person.Tab.Form($"/gestion/demandes/{number}").ContinueWith(form => (advisers[i], Form: form.Result)),
                async r => (r.Item1.Who, Answer: await r.Item1.Person.Tab.Send($"/gestion/demandes/{number}?handler=prendre", r.Form)));

            var winner = Assert.Single(answers, a => a.Answer.StatusCode is HttpStatusCode.SeeOther);
            var loser = Assert.Single(answers, a => a.Answer.StatusCode is HttpStatusCode.UnprocessableEntity);
            Assert.Contains(winner.Who.Name, await loser.Answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
            foreach (var (person, _) in advisers)
                Assert.Contains(winner.Who.Name, await person.Tab.Read($"/gestion/demandes/{number}"), StringComparison.Ordinal);
        }
    }
}
