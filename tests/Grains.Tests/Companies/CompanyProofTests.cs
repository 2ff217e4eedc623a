using Grains.Companies;
using Grains.Interfaces.Accounts;
using Grains.Interfaces.Companies;

namespace Grains.Tests.Companies;

/// <summary>Row Z6: wrong numbers are counted, and close the proof for a day.</summary>
public sealed class CompanyProofTests
{
    private const int Tries = 20;
    private static readonly DateTimeOffset Noon = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);
    private static readonly CompanyFacts Right = new("491377206", "Cabinet", "Bellerive", 1);

    [Fact]
    public void Z6_Twentieth_wrong_number_within_a_day_closes_the_proof_for_a_day()
    {
        var state = Wrong(new CompanyProofState(), 19, Noon);
        Assert.Equal(ProofAnswer.Right, Try(state, Right, Noon).Value);

        state = Wrong(state, 1, Noon);

        Assert.Equal(ProofAnswer.TooMany, Try(state, Right, Noon).Value);
        Assert.Equal(ProofAnswer.TooMany, Try(state, Right, Noon.AddDays(1).AddMilliseconds(-1)).Value);
        Assert.Null(Try(state, Right, Noon).Next);
        Assert.Equal(ProofAnswer.Right, Try(state, Right, Noon.AddDays(1)).Value);
    }

    [Fact]
    public void Z6_A_right_number_forgives_no_wrong_one()
    {
        var state = Wrong(new CompanyProofState(), 19, Noon);
        state = Try(state, Right, Noon).Next!;

        Assert.True(Wrong(state, 1, Noon).IsClosed(Noon));
    }

    [Fact]
    public void Wrong_numbers_of_the_day_before_count_no_more()
    {
        var state = Wrong(new CompanyProofState(), 19, Noon);

        Assert.False(Wrong(state, 1, Noon.AddDays(1)).IsClosed(Noon.AddDays(1)));
    }

    [Fact]
    public void Right_proof_serves_for_half_an_hour_and_a_wrong_one_takes_it_back()
    {
        var state = Try(new CompanyProofState(), Right, Noon).Next!;

        Assert.Equal(Right, state.ProvenOn(Noon.AddMinutes(30).AddMilliseconds(-1)));
        Assert.Null(state.ProvenOn(Noon.AddMinutes(30)));
        Assert.Null(Wrong(state, 1, Noon).ProvenOn(Noon));
    }

    private static CompanyProofState Wrong(CompanyProofState state, int times, DateTimeOffset at)
    {
        for (var i = 0; i < times; i++)
        {
            var tried = Try(state, null, at);
            Assert.Equal(ProofAnswer.Wrong, tried.Value);
            state = tried.Next!;
        }
        return state;
    }

    private static Grains.Commits.Decision<CompanyProofState, ProofAnswer, Grains.Commits.NoRefusal> Try(CompanyProofState state, CompanyFacts? facts,
        DateTimeOffset at) => state.Prove("nora", facts, Tries, "op", at);
}
