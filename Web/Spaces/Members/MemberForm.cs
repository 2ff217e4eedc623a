using Grains.Companies;
using Grains.Interfaces.Spaces;
using Grains.Spaces;
using Web.Accounts.Profile;

namespace Web.Spaces.Members;

/// <summary>What the form of a member draws.</summary>
/// <param name="Member">Who is changed; null while they are being invited.</param>
public sealed record MemberForm(MemberFields Typed, bool IsAccountant, MemberSummary? Member, IReadOnlyList<FieldFault> Faults)
{
    /// <summary>1 the person, 2 role and rights, 3 what is about to be sent. Of a member who is changed all is one page.</summary>
    public int Step { get; init; } = 1;

    public CompanyPick All { get; init; } = CompanyPick.Empty;

    public CompanyPick Granted { get; init; } = CompanyPick.Empty;

    public string? Fault(string field) => Faults.FirstOrDefault(f => f.Field == $"f-{field}")?.Sentence;

    public string Role => MemberLabels.Role(
        IsAccountant ? SpaceRole.ExpertComptable : Typed.IsAdministrator ? SpaceRole.Administrateur : SpaceRole.Collaborateur, Typed.Title ?? "");

    /// <summary>The name of who has an account is their own to write.</summary>
    public bool IsNameTheirs => Member?.Account is not null;

    public IEnumerable<(string Field, string Label, string Opens, int Level)> Universes =>
    [
        ("sante", MemberTexts.Health, MemberTexts.HealthOpens, Typed.Health), ("prevoyance", MemberTexts.Provident, MemberTexts.ProvidentOpens, Typed.Provident),
        ("affiliation", MemberTexts.Affiliation, MemberTexts.AffiliationOpens, Typed.Affiliation),
        ("retraite", MemberTexts.Retirement, MemberTexts.RetirementOpens, Typed.Retirement),
    ];

    public IEnumerable<(int Level, string Label)> Levels => Enumerable.Range(0, IsAccountant ? 3 : 4).Select(l => (l, MemberLabels.Action(l)));

    /// <summary>What the person will see, in words.</summary>
    public string Scope => MemberLabels.Scope(Typed.SeesAll, Granted.Total, Typed.IsAdministrator ? UniverseRights.All : Typed.Rights, null);
}

/// <summary>One list of the picker: a page of the companies of a search, and how many there are in all.</summary>
/// <param name="After">The SIREN after which the page begins; null at the beginning.</param>
public sealed record CompanyPick(CompanyPage Page, int Total, string? Search, string? After)
{
    public static readonly CompanyPick Empty = new(new CompanyPage([], null), 0, null, null);

    public IReadOnlyList<CompanySummary> Rows => Page.Rows;

    /// <summary>Why the list is empty or not all there is.</summary>
    public string Note => Rows.Count == 0 && Total > 0 && After is null ? MemberTexts.PickNone
        : Page.Next is not null || After is not null ? string.Format(MemberTexts.PickSome, MemberQueries.MostRows) : "";
}
