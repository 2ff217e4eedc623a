using Grains.Contracts;
using Grains.Employees.Waivers;
using Grains.Interfaces.Employees.Waivers;

namespace Grains.Tests.Employees.Waivers;

/// <summary>The table of waivers, row by row.</summary>
public sealed class WaiverRulesTests
{
    private static readonly DateOnly Hired = Day("2026-11-01");

    [Theory]
    [InlineData("W1", "ByRight", "Hiring SetUp OtherCover", "SolidarityCertificate", "OnDay")]
    [InlineData("W2", "ByRight", "Hiring SetUp", "OwnContract", "OnDay")]
    [InlineData("W3", "ByRight", "Hiring SetUp OtherCover", "OtherCover", "Yearly")]
    [InlineData("W4", "ByRight", "Hiring SetUp", "ResponsibleContract", "OnDay")]
    [InlineData("W5", "ByRight", "SetUp", "Declaration", "None")]
    [InlineData("W6", "ByAct", "", "Declaration", "OnDay")]
    [InlineData("W7", "ByAct", "", "OwnContract", "Yearly")]
    [InlineData("W8", "ByAct", "", "ShareOfPay", "None")]
    [InlineData("W9", "Dependants", "OtherCover", "DependantsCover", "Yearly")]
    public void Each_case_has_its_family_its_occasions_its_proof_and_its_end(string code, string family, string windows, string evidence, string end)
    {
        var of = WaiverCase.Of(code)!;

        Assert.Equal(
            (family, windows, evidence, end), ($"{of.Family}", string.Join(' ', of.Windows), $"{of.Evidence}", $"{of.End}"));
    }

    [Theory]
    [InlineData(Universe.Health, null, "", "W1 W2 W3 W4")]
    [InlineData(Universe.Health, ActKind.Due, "", "W1 W2 W3 W4 W5")]
    [InlineData(Universe.Health, ActKind.Accord, "W6 W8", "W1 W2 W3 W4 W6 W8")]
    [InlineData(Universe.Health, ActKind.Due, "W9", "W1 W2 W3 W4 W5 W9")]
    [InlineData(Universe.Provident, ActKind.Due, "", "")]
    [InlineData(Universe.Provident, ActKind.Accord, "W7", "W7")]
    public void A_contract_opens_what_is_of_right_for_care_and_what_its_act_lists(Universe universe, ActKind? act, string listed, string open)
    {
        var contract = Contract(universe, listed, act is { } kind ? new ContractAct(kind, Day("2026-12-01")) : null);

        Assert.Equal(open, string.Join(' ', WaiverCase.In(contract, Hired).Select(c => c.Code)));
    }

    [Theory]
    [InlineData("2026-11-30", true)]
    [InlineData("2026-12-01", false)]
    [InlineData("2026-12-02", false)]
    public void A_unilateral_decision_leaves_those_out_who_were_there_before_it(string hired, bool open) => Assert.Equal(
        open, WaiverCase.Of("W5")!.IsOpenIn(Contract(Universe.Health, "", new ContractAct(ActKind.Due, Day("2026-12-01"))), Day(hired)));

    [Theory]
    // At hiring, to the thirtieth day after it.
    [InlineData("W2", "2026-11-01", null, null, "2026-10-20", WaiverWindow.Hiring)]
    [InlineData("W2", "2026-11-01", null, null, "2026-12-01", WaiverWindow.Hiring)]
    [InlineData("W2", "2026-11-01", null, null, "2026-12-02", WaiverWindow.None)]
    // At the scheme's set-up, for who was there.
    [InlineData("W4", "2020-01-01", "2026-11-20", null, "2026-12-20", WaiverWindow.SetUp)]
    [InlineData("W4", "2020-01-01", "2026-11-20", null, "2026-12-21", WaiverWindow.None)]
    [InlineData("W4", "2020-01-01", "2019-01-01", null, "2020-03-01", WaiverWindow.None)]
    // When the other cover begins, where the case knows that.
    [InlineData("W1", "2020-01-01", null, "2026-11-20", "2026-12-20", WaiverWindow.OtherCover)]
    [InlineData("W1", "2020-01-01", null, "2026-11-20", "2026-12-21", WaiverWindow.None)]
    [InlineData("W3", "2020-01-01", null, "2027-01-10", "2026-12-15", WaiverWindow.OtherCover)]
    [InlineData("W3", "2020-01-01", null, "2027-02-10", "2026-12-15", WaiverWindow.None)]
    [InlineData("W2", "2020-01-01", null, "2026-11-20", "2026-11-25", WaiverWindow.None)]
    // W5 at the set-up only, hired however lately.
    [InlineData("W5", "2026-11-19", "2026-11-20", null, "2026-12-20", WaiverWindow.SetUp)]
    [InlineData("W5", "2026-11-19", "2025-01-01", null, "2026-11-20", WaiverWindow.None)]
    [InlineData("W6", "2026-11-01", null, null, "2026-11-02", WaiverWindow.None)]
    public void It_is_asked_for_in_time_on_an_occasion_of_its_case(string code, string hired, string? setUp, string? other, string asked, WaiverWindow window) =>
        Assert.Equal(window, new WaiverDates(Day(hired), Maybe(setUp), Maybe(other)).WindowOf(WaiverCase.Of(code)!, Day(asked), 30));

    [Fact]
    public void How_long_an_occasion_lasts_is_the_portal_s_policy()
    {
        var (dates, of) = (new WaiverDates(Hired, null, null), WaiverCase.Of("W2")!);

        Assert.Equal(WaiverWindow.None, dates.WindowOf(of, Day("2026-11-12"), 10));
        Assert.Equal(WaiverWindow.Hiring, dates.WindowOf(of, Day("2026-12-20"), 60));
        Assert.Equal(TimeSpan.FromDays(30), new Grains.Accounts.Policy().WaiverWindow);
    }

    [Theory]
    [InlineData("W1", WaiverWindow.Hiring, WaiverAnswers.AcceptOnly)]
    [InlineData("W1", WaiverWindow.None, WaiverAnswers.Insurer)]
    [InlineData("W5", WaiverWindow.SetUp, WaiverAnswers.AcceptOnly)]
    [InlineData("W6", WaiverWindow.None, WaiverAnswers.Any)]
    [InlineData("W9", WaiverWindow.OtherCover, WaiverAnswers.Any)]
    [InlineData("W9", WaiverWindow.None, WaiverAnswers.Any)]
    public void What_is_of_right_in_time_cannot_be_refused_and_late_it_is_the_insurer_s(string code, WaiverWindow window, WaiverAnswers answers) =>
        Assert.Equal(answers, WaiverCase.Answers(code, window));

    [Theory]
    [InlineData("W1", "2028-06-30", "2028-06-30")]
    [InlineData("W2", "2027-03-31", "2027-03-31")]
    [InlineData("W3", null, "2027-10-31")]
    [InlineData("W3", "2030-01-01", "2027-10-31")]
    [InlineData("W5", null, null)]
    [InlineData("W8", null, null)]
    [InlineData("W9", null, "2027-10-31")]
    public void It_ends_on_the_day_that_is_given_or_a_year_after_it_began_or_never(string code, string? said, string? last) =>
        Assert.Equal(Maybe(last), WaiverCase.Of(code)!.LastDay(Hired, Maybe(said)));

    [Theory]
    [InlineData("W1", "2035-01-01", true)]
    [InlineData("W1", null, false)]
    [InlineData("W1", "2026-11-19", false)]
    [InlineData("W1", "2026-11-20", true)]
    [InlineData("W2", "2027-10-31", true)]
    [InlineData("W2", "2027-11-01", false)]
    [InlineData("W4", "2027-01-31", true)]
    [InlineData("W4", "2027-02-01", false)]
    [InlineData("W6", "2027-11-01", false)]
    [InlineData("W3", null, true)]
    [InlineData("W5", null, true)]
    public void Its_last_day_is_neither_past_nor_beyond_what_the_case_allows(string code, string? last, bool may) =>
        Assert.Equal(may, WaiverCase.Of(code)!.MayEnd(Hired, Day("2026-11-20"), Maybe(last)));

    private static Contract Contract(Universe universe, string listed, ContractAct? act) => new()
    {
        Number = "SA1", Universe = universe, Act = act, Start = Day("2026-12-01"), Waivers = listed.Split(' ', StringSplitOptions.RemoveEmptyEntries),
    };

    private static DateOnly Day(string iso) => DateOnly.Parse(iso, System.Globalization.CultureInfo.InvariantCulture);

    private static DateOnly? Maybe(string? iso) => iso is null ? null : Day(iso);
}
