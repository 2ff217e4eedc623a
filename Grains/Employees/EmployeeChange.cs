using System.Globalization;
using Grains.Commits;
using Grains.Employees.Departures.Proofs;
using Grains.Employees.Due;
using Grains.Employees.Waivers;
using Grains.Interfaces;
using Grains.Interfaces.Employees;
using Grains.Mail;

namespace Grains.Employees;

/// <summary>Collects what one verb does to an employee, so that rows, history, deadlines and topics never disagree.</summary>
internal sealed class EmployeeChange(EmployeeState state, EmployeeTurn turn)
{
    private readonly List<Effect> _effects = [];
    private readonly EmployeeState _before = state;

    public EmployeeState State { get; private set; } = state;

    public EmployeeChange With(Func<EmployeeState, EmployeeState> change)
    {
        State = change(State);
        return this;
    }

    public EmployeeChange Add(params IEnumerable<Effect> effects)
    {
        _effects.AddRange(effects);
        return this;
    }

    public EmployeeChange Event(EmployeeEventKind kind, string detail = "")
    {
        State = State with { Events = State.Events + 1 };
        return Add(
            new Upsert(new EmployeeEventRow(turn.Employee, State.Events, turn.At, kind, turn.Name, detail)),
            JournalRow.Of(turn.Employee, turn.At, turn.Account, kind.ToString().ToLowerInvariant()));
    }

    /// <summary>A mail to the employee, who has no account: the address of the invitation goes with it.</summary>
    public EmployeeChange Write(string template, string key, JobLane lane, DateTimeOffset? expires, params IEnumerable<(string Name, string Value)> values)
    {
        if (State.Email.Length == 0)
            return this;
        var mail = Mail("", values.ToDictionary(v => v.Name, v => v.Value, StringComparer.Ordinal), template);
        var watched = key == State.Invitation?.Mail ? State.Company : "";
        return Add((mail with { Company = State.Company, To = State.Email, FirstName = State.Person!.FirstName, Watched = watched })
            .At(key, turn.At, lane, expires));
    }

    /// <summary>A mail to who has invited.</summary>
    public EmployeeChange Tell(string template, string account) => account.Length == 0 ? this
        : Add(OfEmployee(account, template).At($"{template}/{turn.Employee}/{turn.At.ToUnixTimeMilliseconds()}", turn.At, JobLane.Mail));

    /// <summary>The same to an address that the employer named: whoever reads it signs in to read more.</summary>
    public EmployeeChange TellAt(string template, string address) => address.Length == 0 ? this : Add(
        (OfEmployee("", template) with { To = address }).At($"{template}/{turn.Employee}/{turn.At.ToUnixTimeMilliseconds()}/address", turn.At, JobLane.Mail));

    public Decision<EmployeeState, TValue, TRefusal> Done<TValue, TRefusal>(TValue value) where TRefusal : struct, Enum =>
        new(State, value, null, [.. _effects, .. EmployeeLetters.Left(_before, State, turn), .. Rows(), .. Deadlines(), new Notify($"company/{State.Company}")]);

    public Decision<EmployeeState, Nothing, EmployeeRefusal> Done() => Done<Nothing, EmployeeRefusal>(default);

    public static string Id(string employee) => employee[(employee.IndexOf('/', StringComparison.Ordinal) + 1)..];

    public static string Day(DateOnly? day) => day?.ToString("O", CultureInfo.InvariantCulture) ?? "";

    private MailJob OfEmployee(string account, string template) => Mail(
        account,
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["employee"] = $"{State.Person!.FirstName} {State.Person.LastName}",
            ["link"] = $"/{State.Portal}/salaries/{Id(turn.Employee)}",
        },
        template) with { Company = State.Company, Siret = State.Siret };

    private MailJob Mail(string account, IReadOnlyDictionary<string, string> values, string template) => new(template, account, State.Portal, values);

    private IEnumerable<Effect> Rows()
    {
        var facts = State.Contracts();
        var all = EmployeeStatuses.Phases([.. facts.Values], turn.At);
        foreach (var gone in _before.Contracts().Keys.Except(all.Count == 0 ? [] : facts.Keys))
            yield return Delete.Of<EmployeeContractRow>(turn.Employee, gone);
        foreach (var gone in _before.Covers.Except(State.Covers))
            yield return Delete.Of<EmployeeIntervalRow>(turn.Employee, gone.Contract, Day(gone.From), (long)gone.Kind);
        for (var rank = State.Affiliation.Beneficiaries.Count + 1; rank <= _before.Affiliation.Beneficiaries.Count; rank++)
            yield return Delete.Of<EmployeeBeneficiaryRow>(turn.Employee, rank);
        foreach (var further in BeneficiaryPapers.Rows(_before, State, turn).Concat(WaiverRows.Of(_before, State, turn)).Concat(ProofRows.Of(_before, State, turn)))
            yield return further;
        if (all.Count == 0)
        {
            yield return Delete.Of<EmployeeListRow>(turn.Employee);
            yield break;
        }
        yield return new Upsert(EmployeeListing.Of(State, turn, all));
        foreach (var (contract, of) in facts)
            yield return new Upsert(EmployeeListing.Of(State, turn, contract, EmployeeStatuses.Phases([of], turn.At)));
        foreach (var i in State.Covers)
            yield return new Upsert(new EmployeeIntervalRow(turn.Employee, i.Contract, Day(i.From), i.Kind, Day(i.To), i.Population, i.Option));
        foreach (var (b, i) in State.Affiliation.Beneficiaries.Select((b, i) => (b, i)))
            yield return new Upsert(new EmployeeBeneficiaryRow(turn.Employee, i + 1, b.Link, b.LastName, b.FirstName, Day(b.BirthDate), Day(b.From), Day(b.To)));
    }

    // Many employees of a company are due at one instant: one job tells of them all.
    private IEnumerable<Effect> Deadlines() =>
        EmployeeStatuses.Phases([.. State.Contracts().Values], turn.At).Skip(1).Select(p => EmployeeDueJob.At(State.Company, p.From))
            .Concat(ProofDueJob.For(State, turn));
}
