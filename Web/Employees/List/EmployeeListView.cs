using Grains.Contracts;
using Grains.Employees;
using Grains.Interfaces.Employees;
using Web.Shared;

namespace Web.Employees.List;

/// <summary>The list of employees with its filters.</summary>
/// <param name="Path">The list's own address, without its query.</param>
/// <param name="Contracts">Of the company that is shown; none for several.</param>
public sealed record EmployeeListView(
    string Path, EmployeeAddress Address, EmployeeFilter Filter, EmployeeCounts Counts, EmployeePage Page, IReadOnlyList<EstablishmentChoice> Establishments,
    IReadOnlyList<Contract> Contracts, IReadOnlyList<string> Topics, DateTimeOffset Now)
{
    public bool HasSeveral { get; init; }

    /// <summary>The company that is shown affiliates people, and the reader may; of several, one does.</summary>
    public bool MayInvite { get; init; }

    public CompanyChoice? Company { get; init; }

    /// <summary>How many were just reminded; null when nobody was asked to be.</summary>
    public int? Reminded { get; init; }

    public string Itself => Of(Address);

    public string Next => Of(Address with { Apres = Page.Next });

    public string Beginning => Of(Address with { Apres = null });

    public string Sorted => Of(Address with { Apres = null, Tri = Filter.Descending ? null : "-nom" });

    public string Invite => QueryText.Of($"{Path}/nouveau", ("entreprise", Company?.Siren));

    public string Import => QueryText.Of($"{Path}/importer", ("entreprise", Company?.Siren));

    /// <summary>The whole list as it is narrowed.</summary>
    public string Export(string format) => QueryText.Of(
        $"{Path}/export", [.. Whole.Parts, ("format", format)]);

    /// <summary>Reminds all whom the list shows, not only this page of them.</summary>
    public string RemindAllAddress => QueryText.Of(Path, [("handler", "relancertous"), .. Whole.Parts]);

    public bool MayRemindAll => Filter is { Status: EmployeeStatus.ToRemind, Search: null or "" } && Page.Rows.Count > 0;

    // Without a company in its address it is that of all.
    private EmployeeAddress Whole => Address with { Apres = null, Entreprise = Company?.Siren ?? Address.Entreprise ?? EmployeeAddress.All };

    /// <summary>What a choice over pages belongs to: the company, or all of them.</summary>
    public string Chosen => Company?.Siren ?? EmployeeAddress.All;

    /// <summary>Where the day and the reason of their departures are asked for.</summary>
    public string DepartAddress => $"{Path}/departs";

    /// <summary>The query of this list, to come back to.</summary>
    public string Place => Itself.Contains('?', StringComparison.Ordinal) ? Itself[(Itself.IndexOf('?', StringComparison.Ordinal) + 1)..] : "";

    public string RemindAddress => QueryText.Of(Path, [("handler", "relancer"), .. Address.Parts]);

    public string In(EmployeeStatus? status) => Of(Address with { Statut = status is { } one ? EmployeeLabels.Slug(one) : null, Apres = null });

    public string Sheet(EmployeeSummary employee) => $"{Path}/{employee.Id}";

    /// <summary>« 128 », « plus de 10 000 »; null for all.</summary>
    public string Count(EmployeeStatus? status) => EmployeeLabels.Count(Counts, status);

    public bool IsNarrowed => Address.Parts.Any(p => p.Name is not ("tri" or "apres" or "entreprise") && !string.IsNullOrEmpty(p.Value));

    /// <summary>The same list without search and filters.</summary>
    public string Unnarrowed => Of(new EmployeeAddress { Entreprise = Address.Entreprise, Tri = Address.Tri });

    private string Of(EmployeeAddress address) => QueryText.Of(Path, address.Parts);
}

/// <summary>One employee's row.</summary>
public sealed record EmployeeRowView(EmployeeSummary Employee, EmployeeListView List)
{
    /// <summary>« invitée le 9 nov. », « depuis le 1er sept. 2018 », « jusqu’au 31 déc. 2026 »</summary>
    public string Situation => Employee.Status switch
    {
        EmployeeStatus.Pending or EmployeeStatus.ToRemind when Employee.LastAt is { } at =>
            string.Format(Employee.Reminders > 0 ? EmployeeTexts.RemindedOn : EmployeeTexts.InvitedOn, Grains.Text.FrenchDates.Short(at, List.Now)),
        EmployeeStatus.Waived or EmployeeStatus.Portability when Until is { Length: > 0 } until => string.Format(EmployeeTexts.Until, until),
        EmployeeStatus.Removed when Until is { Length: > 0 } until => string.Format(EmployeeTexts.RemovedOn, until),
        _ when First is { SinceOn.Length: > 0 } first => string.Format(
            string.CompareOrdinal(first.SinceOn, $"{Grains.Text.Paris.Day(List.Now):O}") > 0 ? EmployeeTexts.FromDay : EmployeeTexts.Since,
            EmployeeLabels.Short(first.SinceOn, List.Now)),
        _ => "",
    };

    /// <summary>What else matters: how far they are, how often they were reminded, which contracts differ.</summary>
    public IEnumerable<string> Notes
    {
        get
        {
            if (Employee.ContestedAt is { } contested)
                yield return string.Format(ContestTexts.ContestedSince, Grains.Text.FrenchDates.OnDay(contested, List.Now));
            if (Departures.Proofs.PortabilityLabels.Note(Employee, List.Now) is { } proof)
                yield return proof;
            if (Employee.Waiver.Length > 0)
                yield return EmployeeTexts.WaiverWaits;
            else if (Employee is { Step: > 0, SignedAt: null, Status: EmployeeStatus.Pending or EmployeeStatus.ToRemind })
                yield return string.Format(EmployeeTexts.StartedAt, Math.Min(Employee.Step, 5));
            foreach (var other in Employee.Contracts.Where(c => c.Status != Employee.Status))
                yield return $"{EmployeeLabels.Name(other.Universe)} : {EmployeeLabels.Label(other.Status).ToLowerInvariant()}";
        }
    }

    /// <summary>Of a link that waits for its answer, or tells of what was typed.</summary>
    public LinkDelivery? Delivery => LinkDelivery.Of(Employee, List.Now);

    /// <summary>« Corriger et renvoyer », on the sheet.</summary>
    public string Correction => $"{List.Sheet(Employee)}#courriel";

    /// <summary>They may be reminded, or their departure be declared.</summary>
    public bool MayChoose => Employee.InvitedAt is not null || Employee.Status is not (EmployeeStatus.Removed or EmployeeStatus.Portability);

    private EmployeeContract? First => Employee.Contracts.FirstOrDefault(c => c.Status == Employee.Status);

    private string Until => EmployeeLabels.Short(First?.UntilOn ?? "", List.Now);
}
