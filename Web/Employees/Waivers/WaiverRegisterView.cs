using Grains.Employees.Evidence;
using Grains.Employees.Waivers;
using Grains.Interfaces.Employees.Evidence;
using Web.Display;
using Web.Shared;

namespace Web.Employees.Waivers;

/// <summary>What is to be decided, and the register of the chosen company.</summary>
/// <param name="Path">The page's own address, without its query.</param>
public sealed record WaiverRegisterView(
    string Path, WaiverAddress Address, WaiverFilter Filter, WaiverPage Page, WaiverPage ToDecide, WaiverPage AtInsurer, WaiverCounts Counts, IReadOnlyList<string> Topics,
    DateTimeOffset Now)
{
    /// <summary>Null for all of the reader's: what is to be decided is of all of them, a register of one.</summary>
    public CompanyChoice? Company { get; init; }

    /// <summary>The key of the forms that are drawn.</summary>
    public string Operation { get; init; } = "";

    /// <summary>A refusal without its reason.</summary>
    public WaiverFault? Fault { get; init; }

    public (string Sentence, bool Done)? Said { get; init; }

    /// <summary>The reader's newest of the company; null for none.</summary>
    public EvidenceSummary? Evidence { get; init; }

    public bool HasGranted => Counts.In(WaiverList.Current) + Counts.In(WaiverList.Ended) > 0;

    /// <summary>What the page follows: a bundle while it is made, too.</summary>
    public string Watched => string.Join(' ', Evidence is { Stage: EvidenceStage.Making } making ? [.. Topics, $"evidence/{making.Bundle}"] : Topics);

    public string Prepare => QueryText.Of(Path, [("handler", "preuves"), .. Address.Parts]);

    public string Itself => Of(Address);

    public string In(WaiverList list) => Of(Address with { Vue = WaiverLabels.Slug(list), Apres = null });

    public string Next => Of(Address with { Apres = Page.Next });

    public string Beginning => Of(Address with { Apres = null });

    public string Unsearched => Of(Address with { Q = null, Apres = null });

    public string Count(WaiverList list) =>
        Counts.In(list) > WaiverCounts.Most ? string.Format(EmployeeTexts.MoreThan, French.Number(WaiverCounts.Most)) : French.Number(Counts.In(list));

    public string Lead
    {
        get
        {
            var decide = Counts.In(WaiverList.ToDecide) switch
            {
                0 => WaiverTexts.LeadNone,
                1 => WaiverTexts.LeadOne,
                _ => string.Format(WaiverTexts.LeadMany, Count(WaiverList.ToDecide)),
            };
            return Counts.In(WaiverList.ToRenew) == 0 ? decide : $"{decide} {string.Format(WaiverTexts.LeadEnding, Count(WaiverList.ToRenew))}";
        }
    }

    public WaiverDecision Decision(WaiverView of) => new(of, Path, Operation, Now)
    {
        Fault = Fault?.Waiver == of.Waiver && Fault.Employee == of.Id ? Fault : null,
        ShowsCompany = Company is null,
    };

    private string Of(WaiverAddress address) => QueryText.Of(Path, address.Parts);
}

/// <param name="Employee">The id.</param>
/// <param name="Typed">The reason as it was written.</param>
public sealed record WaiverFault(string Employee, long Waiver, string Typed);

/// <summary>One waiver with what may be done about it.</summary>
/// <param name="Path">Of the register, which takes the forms.</param>
public sealed record WaiverDecision(WaiverView Of, string Path, string Operation, DateTimeOffset Now)
{
    public bool OnSheet { get; init; }

    public bool ShowsCompany { get; init; }

    public WaiverFault? Fault { get; init; }

    /// <summary>Of the field in which a reason is written, among several on a page.</summary>
    public string Field => $"motif-{Of.Id}-{Of.Waiver}";

    public string Sheet => $"{Path[..Path.LastIndexOf('/')]}/{Of.Id}";

    public string Proof => $"{Sheet}/dispenses/{Of.Waiver}/piece";

    public string Act(string handler) => $"{Path}?handler={handler}";
}
