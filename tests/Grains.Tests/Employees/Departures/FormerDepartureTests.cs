using Grains.Accounts;
using Grains.Employees;
using Grains.Employees.Departures;
using Grains.Employees.Departures.Proofs;
using Grains.Interfaces.Employees;
using Grains.Interfaces.Employees.Departures;
using Grains.Text;

namespace Grains.Tests.Employees.Departures;

/// <summary>Departures from before their proofs were asked for.</summary>
public sealed class FormerDepartureTests
{
    private static readonly DateTimeOffset Now = Paris.At(new DateTime(2026, 6, 1, 10, 0, 0));
    private static readonly DateOnly Last = new(2026, 3, 15);
    private static readonly CoverInterval Held = new("SA1", CoverKind.Covered, new DateOnly(2020, 1, 1));
    private static readonly EmployeeTurn Turn = new("multi-siren/leaver", 2, "", "", Now);

    [Theory]
    [InlineData(PortabilityAnswer.Yes)]
    [InlineData(PortabilityAnswer.ToProve)]
    public void They_are_asked_as_one_that_is_declared_today_and_once(PortabilityAnswer answer)
    {
        var asked = Left(answer).AskProofs(Turn, Last, "Nora", new Policy()).Next!;

        var terms = asked.Departure!.Asked!.Terms;
        Assert.Equal((Last.AddDays(1), new DateOnly(2026, 6, 1), new DateOnly(2026, 7, 1)), (terms.From, terms.AskedOn, terms.FirstOn));
        Assert.Equal(Left(answer).Covers, asked.Covers);
        // Its row is written anew when benefit ends.
        Assert.Equal("Nora", asked.Departure.Name);
        Assert.Null(Left(answer).AskProofs(Turn, Last.AddDays(1), "Nora", new Policy()).Next);
        Assert.Null(asked.AskProofs(Turn, Last, "Nora", new Policy()).Next);
    }

    [Fact]
    public void Nothing_is_asked_where_nothing_has_to_be_proven_or_nobody_is_left_to_ask()
    {
        Assert.Null(Left(PortabilityAnswer.No).AskProofs(Turn, Last, "Nora", new Policy()).Next);
        Assert.Null((Left(PortabilityAnswer.Yes) with { DiedOn = Last }).AskProofs(Turn, Last, "Nora", new Policy()).Next);
        Assert.Null((Left(PortabilityAnswer.Yes) with { Departure = null }).AskProofs(Turn, Last, "Nora", new Policy()).Next);
    }

    private static EmployeeState Left(PortabilityAnswer answer) => new()
    {
        Portal = "multi-siren", Company = "multi-siren/812345676", Person = new Person("Partante", "Zoé", new DateOnly(1990, 1, 2)), HiredOn = new DateOnly(2020, 1, 1),
        Covers =
        [
            Held with { To = Last },
            .. answer is PortabilityAnswer.Yes ? [new CoverInterval("SA1", CoverKind.Portability, Last.AddDays(1), Last.AddMonths(12))] : Array.Empty<CoverInterval>(),
        ],
        Departure = new Departure(
            Last, "rupture-conventionnelle", answer, answer is PortabilityAnswer.No ? null : Last.AddMonths(12), Now.AddDays(-70), "c-nora", [Held]),
    };
}
