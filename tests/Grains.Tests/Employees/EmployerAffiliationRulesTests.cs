using Grains.Employees;
using Grains.Interfaces.Employees;
using Grains.Tests.Fixtures;

namespace Grains.Tests.Employees;

/// <summary>What an employer may type whole, and of whom.</summary>
public sealed class EmployerAffiliationRulesTests
{
    private const string Company = "multi-siren/812345676";
    private static readonly EmployeeTurn Turn = new($"{GrainHost.Portal}/e1", 1, "c-nora", "Nora", GrainHost.Morning);
    private static readonly DateOnly From = new(2026, 11, 1);
    private static readonly NewBeneficiary Ada = new("conjoint", "Lasbleiz", "Ada", new(1990, 1, 1));
    private static readonly PersonalLink Link = new([1], "token");
    private static readonly SealedNumber Iban = new("", [1], "FR•• •••• 2606");

    public static TheoryData<string, EmployeeRefusal?> Cases => new()
    {
        { "nobody is known", null },
        { "covered in another contract", null },
        { "covered until the day before", null },
        { "invited", EmployeeRefusal.AlreadyInvited },
        { "covered", EmployeeRefusal.AlreadyCovered },
        { "typed already", EmployeeRefusal.AlreadyCovered },
        { "contested", EmployeeRefusal.Contested },
        { "of another company", EmployeeRefusal.NotFound },
        { "ten beneficiaries", null },
        { "eleven beneficiaries", EmployeeRefusal.TooMany },
        { "a beneficiary without a name", EmployeeRefusal.Incomplete },
        { "a beneficiary by no known link", EmployeeRefusal.Incomplete },
        { "no street", EmployeeRefusal.Incomplete },
        { "no cover", EmployeeRefusal.Incomplete },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void What_the_employer_types_is_taken_or_refused_by_what_is_known_and_said(string @case, EmployeeRefusal? refusal)
    {
        var known = new EmployeeState { Company = Company, Portal = GrainHost.Portal, Person = Person, Siret = "81234567600017" };
        var state = @case switch
        {
            "covered in another contract" => known with { Covers = [new("PR1", CoverKind.Covered, From)] },
            "covered until the day before" => known with { Covers = [new("SA1", CoverKind.Covered, new(2020, 1, 1), From.AddDays(-1))] },
            "covered" => known with { Covers = [new("SA1", CoverKind.Covered, new(2020, 1, 1))] },
            "invited" => new EmployeeState().Invite(Turn, Someone, null, Link).Next!,
            "typed already" => Typed(new EmployeeState()),
            "contested" => Typed(new EmployeeState()) with { Affiliation = new Affiliation { Contest = new Contest(Turn.At, "Faux") } },
            "of another company" => known with { Company = "multi-siren/autre" },
            _ => new EmployeeState(),
        };
        var people = @case switch
        {
            "ten beneficiaries" => Enumerable.Repeat(Ada, 10),
            "eleven beneficiaries" => Enumerable.Repeat(Ada, 11),
            "a beneficiary without a name" => [Ada with { LastName = "" }],
            "a beneficiary by no known link" => [Ada with { Link = "voisin" }],
            _ => [Ada],
        };

        var decided = state.Affiliate(
            Turn, @case is "no cover" ? Someone with { Covers = [] } : Someone,
            new TypedAffiliation(new PersonalDetails(@case is "no street" ? "" : "1 rue du Verger", "14310", "Courmelois"), [.. people], "", new("", "")),
            null, Iban, Link);

        Assert.Equal(refusal, decided.Refusal);
        if (refusal is null)
            Assert.Equal((EmployeeStatus.Covered, true, null), (Status(decided.Next!), decided.Next!.Invitation!.IsNotice, decided.Next.Asked()));
    }

    private static Person Person => new("Corvandier", "Maëlys", new DateOnly(1991, 5, 4));

    private static NewEmployee Someone => new(
        Company, Person, "", new Employment("81234567600017", From, "04"), [new CoverChoice("SA1", "ENS", "OPT2", From)], "maelys@courrier.example");

    private static EmployeeStatus? Status(EmployeeState state) =>
        EmployeeStatuses.Of(state.Contracts().Where(c => c.Key == "SA1").Select(c => c.Value), Turn.At);

    private static EmployeeState Typed(EmployeeState state) => state.Affiliate(
        Turn, Someone, new TypedAffiliation(new PersonalDetails("1 rue du Verger", "14310", "Courmelois"), [], "", new("", "")), null, Iban, Link).Next!;
}
