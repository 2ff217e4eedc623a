using Grains.Commits;
using Grains.Interfaces.Requests;
using Grains.Requests;
using static Grains.Interfaces.Requests.RequestRefusal;
using static Grains.Tests.Requests.RequestStateTests;

namespace Grains.Tests.Requests;

/// <summary>What a request was asked for: it stays until it is handed in, withdrawn, or the request is closed.</summary>
public sealed class AskedItemTests
{
    [Theory]
    [InlineData(0, 1, 1, NothingAsked)]
    [InlineData(20, 200, 10_000, null)]
    [InlineData(21, 1, 0, TooManyItems)]
    [InlineData(1, 201, 0, TooLong)]
    [InlineData(1, 1, 10_001, TooLong)]
    public void Asking_has_its_bounds(int items, int itemLength, int text, RequestRefusal? refusal)
    {
        Assert.Equal(refusal,
            In(RequestStatus.InProgress)
                .AskFor(Turn(Claire), [.. Enumerable.Range(0, items).Select(i => $"{i}".PadLeft(itemLength, 'a'))], new string('a', text)).Refusal);
    }

    [Fact]
    public void Last_handed_in_item_starts_the_clock_again()
    {
        var asked = In(RequestStatus.InProgress).AskFor(Turn(Claire), ["Bulletin", "RIB"], "").Next!;
        var one = asked.HandIn(Turn(Nora, Noon.AddHours(1)), asked.Asked[0].Id, File("f1")).Next!;
        var both = one.HandIn(Turn(Nora, Noon.AddHours(2)), asked.Asked[1].Id, File("f2")).Next!;

        Assert.Equal((RequestStatus.Waiting, RequestStatus.InProgress), (one.Status, both.Status));
        Assert.Equal(NothingAsked, one.HandIn(Turn(Nora), asked.Asked[0].Id, File("f3")).Refusal);
        Assert.Equal(Noon.AddHours(2), both.TurnSince);
    }

    [Fact]
    public void Item_stays_asked_through_a_message_and_another_asking_until_it_is_handed_in()
    {
        var asked = In(RequestStatus.InProgress).AskFor(Turn(Claire), ["Bulletin", "RIB"], "").Next!;
        var answered = asked.Post(Turn(Nora), "Le bulletin arrive demain.", []).Next!;
        var one = answered.HandIn(Turn(Nora), answered.Asked[0].Id, File("f1"));
        var again = one.Next!.AskFor(Turn(Claire), ["Livret de famille", "RIB"], "").Next!;
        var (two, three) = (again.Missing[0], again.Missing[^1]);
        var rest = again.HandIn(Turn(Nora), two.Id, File("f2")).Next!.HandIn(Turn(Nora, Noon.AddHours(3)), three.Id, File("f3")).Next!;

        Assert.Equal((RequestStatus.InProgress, 2), (answered.Status, answered.Missing.Count));
        Assert.Equal(RequestStatus.InProgress, one.Next!.Status);
        Assert.Equal((RequestStatus.Waiting, "RIB, Livret de famille"), (again.Status, string.Join(", ", again.Missing.Select(m => m.Label))));
        Assert.Equal((RequestStatus.InProgress, Noon.AddHours(3)), (rest.Status, rest.TurnSince));
        Assert.Empty(rest.Missing);
    }

    [Fact]
    public void Twenty_items_are_missing_at_most_however_often_one_asks()
    {
        var asked = In(RequestStatus.InProgress).AskFor(Turn(Claire), [.. Enumerable.Range(0, 15).Select(i => $"Pièce {i}")], "").Next!;

        Assert.Equal(TooManyItems, asked.AskFor(Turn(Claire), [.. Enumerable.Range(0, 6).Select(i => $"Autre {i}")], "").Refusal);
        Assert.Null(asked.AskFor(Turn(Claire), [.. Enumerable.Range(0, 20).Select(i => $"Pièce {i}")], "").Refusal);
    }

    [Fact]
    public void Withdrawn_item_is_told_in_the_thread_and_with_the_last_one_the_clock_starts_again()
    {
        var asked = In(RequestStatus.InProgress).AskFor(Turn(Claire), ["Bulletin", "RIB"], "").Next!;
        var one = asked.WithdrawItem(Turn(Claire), asked.Asked[0].Id);
        var none = one.Next!.WithdrawItem(Turn(Claire, Noon.AddHours(1)), asked.Asked[1].Id).Next!;

        Assert.Contains(one.Effects.OfType<Upsert>(), u => u.Row is EntryRow { Kind: EntryKind.ItemWithdrawn, Text: "Bulletin" });
        Assert.Contains(one.Effects.OfType<Delete>(), d => asked.Asked[0].Id.Equals(d.Key[1]));
        Assert.Equal((RequestStatus.Waiting, RequestStatus.InProgress), (one.Next!.Status, none.Status));
        Assert.Equal(NothingAsked, one.Next!.HandIn(Turn(Nora), asked.Asked[0].Id, File("f")).Refusal);
    }

    [Fact]
    public void Closed_request_misses_nothing_any_more_also_when_it_is_opened_again()
    {
        var waiting = In(RequestStatus.Waiting);
        var closed = waiting.Close(Turn(Claire), "Répondu");

        Assert.Contains(closed.Effects.OfType<Delete>(), d => waiting.Asked[0].Id.Equals(d.Key[1]));
        Assert.Empty(closed.Next!.Reopen(Turn(Claire)).Next!.Missing);
    }
}
