using System.Net;
using Tests.Fixtures.Cluster;

namespace Cluster.Tests;

/// <summary>Row Z7, split over two nodes.</summary>
[Collection(TwoNodes.Name)]
public sealed class MemberRaceTests(TwoNodes nodes)
{
    [Fact]
    public async Task Z7_Administrators_who_remove_each_other_at_two_nodes_at_once_leave_one()
    {
        for (var round = 0; round < Race.Repetitions; round++)
        {
            var space = $"mirandole-{round}";
            (Account Account, string Key)[] two = [await nodes.Office.Colleague(), await nodes.Office.Colleague()];
            await nodes.Office.OpenSpace($"multi-siren/{space}", two[0].Key, two[1].Key);

            var answers = await Race.Run(
                2,
                async i =>
                {
                    var person = nodes.Cluster.Visitor(i, two[i].Account);
                    await person.SignIn();
                    var sheet = $"/multi-siren/utilisateurs/{two[1 - i].Key}?espace={space}";
                    return (person.Tab, Sheet: sheet, Form: await person.Tab.Form(sheet));
                },
                async r => (await r.Tab.Send($"{r.Sheet}&handler=supprimer", r.Form)).StatusCode);

            Assert.Single(answers, HttpStatusCode.SeeOther);
            Assert.Equal(1, await nodes.Office.Count("SELECT count(*) FROM space_member WHERE space = $1 AND role = 1 AND status = 1", $"multi-siren/{space}"));
        }
    }
}
