using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Spaces;
using Grains.Mail;
using Grains.Spaces;

namespace Grains.Tests.Spaces;

public sealed class SpaceCompaniesTests
{
    private const string Space = "p/s";
    private const string Company = "p/1";
    private static readonly DateTimeOffset Noon = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);
    private static readonly SpaceState State = new() { Name = "Maison" };

    private static readonly CompanyHolding There = new(Company, true)
    {
        Name = "Ateliers", IsProven = true, HasHome = true, Granted = ["hugues"], Hidden = ["3"], Establishments = ["1", "2", "3"], Proving = ["1"],
    };

    private static readonly CompanyHolding Absent = There with { IsThere = false };

    [Theory]
    [InlineData(null, PortfolioRefusal.NotFound)]
    [InlineData(SpaceRole.Collaborateur, PortfolioRefusal.NotAdministrator)]
    [InlineData(SpaceRole.ExpertComptable, PortfolioRefusal.NotAdministrator)]
    [InlineData(SpaceRole.Administrateur, null)]
    public void Portfolio_is_changed_by_administrators_alone(SpaceRole? role, PortfolioRefusal? refusal)
    {
        var turn = Turn(role);

        Assert.Equal(refusal, State.AddCompany(turn, Absent).Refusal);
        Assert.Equal(refusal, State.RemoveCompany(turn, There).Refusal);
        Assert.Equal(refusal, State.ShowEstablishments(turn, There, new(["3"], ["2"])).Refusal);
    }

    [Fact]
    public void Administrator_whose_time_is_over_is_nobody()
    {
        var turn = Turn(SpaceRole.Administrateur);

        Assert.Equal(PortfolioRefusal.NotFound, State.RemoveCompany(turn with { Acting = turn.Acting! with { EndsAt = Noon } }, There).Refusal);
    }

    [Fact]
    public void Added_company_is_proven_and_new_to_the_space()
    {
        Assert.Equal(PortfolioRefusal.NotProven, State.AddCompany(Turn(), Absent with { IsProven = false }).Refusal);
        Assert.Equal(PortfolioRefusal.AlreadyThere, State.AddCompany(Turn(), There).Refusal);
    }

    [Fact]
    public void Added_company_is_the_space_s_own_when_it_has_none_and_its_portfolio_is_told_once()
    {
        var first = State.AddCompany(Turn(), Absent with { HasHome = false }).Effects;

        Assert.Contains(new TakeClaim(SpaceState.HomeClaim, Company, Refusal: PortfolioRefusal.TakenMeanwhile), first);
        Assert.Contains(new Upsert(new SpaceCompanyRow(Space, Company)), first);
        Assert.Equal([new Notify("space/p/s"), new Notify("company/p/1")], first.OfType<Notify>());
        Assert.DoesNotContain(State.AddCompany(Turn(), Absent).Effects, e => e is TakeClaim);
    }

    [Fact]
    public void Administrators_that_a_company_has_elsewhere_are_told_by_mail_at_once()
    {
        var mails = State.AddCompany(Turn(), Absent with { Administrators = ["nora", "irene", "solene"] }).Effects.OfType<Schedule>().ToList();

        Assert.Equal(2, mails.Count);
        Assert.All(mails, m => Assert.Equal((MailJob.Kind, Noon), (m.Kind, m.DueAt)));
        Assert.All(mails, m => Assert.Contains("company-added", m.Payload, StringComparison.Ordinal));
        Assert.DoesNotContain(mails, m => m.Payload.Contains("\"nora\"", StringComparison.Ordinal));
    }

    [Fact]
    public void Removed_company_leaves_nothing_in_the_space_and_its_portfolio_is_told_once()
    {
        var effects = State.RemoveCompany(Turn(), There).Effects;

        Assert.Equal(
            ["space_company p/s p/1", "space_grant p/s hugues p/1", "space_unticked p/s 3"],
            effects.OfType<Delete>().Select(d => $"{d.Table.Name} {string.Join(' ', d.Key)}"));
        Assert.Contains(new ReleaseClaim(SpaceState.HomeClaim, Company), effects);
        Assert.Equal([new Notify("space/p/s"), new Notify("company/p/1")], effects.OfType<Notify>());
        Assert.Equal(PortfolioRefusal.NotFound, State.RemoveCompany(Turn(), Absent).Refusal);
    }

    [Fact]
    public void Who_saw_a_removed_company_is_told_by_mail_and_who_removed_it_is_not()
    {
        var mails = State.RemoveCompany(Turn(), There with { Seers = ["nora", "hugues", "gwenaelle"] }).Effects.OfType<Schedule>().ToList();

        Assert.Equal(2, mails.Count);
        Assert.All(mails, m => Assert.Contains("company-removed", m.Payload, StringComparison.Ordinal));
        Assert.DoesNotContain(mails, m => m.Payload.Contains("\"nora\"", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("3", "2", null)]
    [InlineData("", "1", PortfolioRefusal.ProvenWith)]
    [InlineData("9", "", PortfolioRefusal.NotFound)]
    [InlineData("", "9", PortfolioRefusal.NotFound)]
    public void Establishment_is_hidden_unless_it_proves_the_company(string shown, string hidden, PortfolioRefusal? refusal)
    {
        Assert.Equal(refusal, State.ShowEstablishments(Turn(), There, Ticks(shown, hidden)).Refusal);
    }

    [Fact]
    public void Ticks_write_what_changes_and_nothing_when_nothing_does()
    {
        var effects = State.ShowEstablishments(Turn(), There, new(["1", "3"], ["2"])).Effects;

        Assert.Equal(["3"], effects.OfType<Delete>().Select(d => (string)d.Key[1]!));
        Assert.Contains(new Upsert(new SpaceUntickedRow(Space, "2")), effects);
        Assert.Contains(new Notify("space/p/s"), effects);
        Assert.Null(State.ShowEstablishments(Turn(), There, new(["1", "2"], ["3"])).Next);
    }

    private static EstablishmentTicks Ticks(string shown, string hidden) => new(shown.Length == 0 ? [] : [shown], hidden.Length == 0 ? [] : [hidden]);

    private static PortfolioTurn Turn(SpaceRole? role = SpaceRole.Administrateur) => new(
        Space, new Caller("nora", CallerKind.Customer, "p", "Nora", "s"),
        role is { } held ? SpaceMember.Of(new Member("nora", held, true, [])) : null, Noon);
}
