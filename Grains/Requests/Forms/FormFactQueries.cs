using Grains.Access;
using Grains.Contracts;
using Grains.CoreSystem;
using Grains.Employees;
using Grains.Interfaces.Employees;
using Grains.Interfaces.Spaces;
using Grains.Payments;
using Grains.Requests.Changes;
using Grains.Requests.Drafts;
using Grains.Text;

namespace Grains.Requests.Forms;

/// <summary>What the core system says of the employee and the contract that a form names, to whom fills it in.</summary>
public sealed class FormFactQueries(
    DeclaredStopQueries stopped, EmployeeQueries employees, ContractQueries contracts, InsuredFacts insured, BankAccounts accounts, TimeProvider clock)
{
    /// <summary>Days after the end of the franchise until which a stop is declared in time.</summary>
    private const int LateAfter = 60;

    /// <param name="company"><c>portal/siren</c>. Of one that the caller does not see nothing is known.</param>
    public async Task<FormFacts> Of(
        Scope scope, FormDefinition form, string company, IReadOnlyDictionary<string, string> answers, CancellationToken cancel = default)
    {
        var known = await Told(scope, form, company, answers, cancel);
        if (form.Effect?.Changes is not ChangeKind.Account)
            return known;
        // What the form fills in is not among the answers until it is sent.
        var said = new FormAnswers(form, answers, known);
        return FormChanges.PurposeOf(said.Typed(form.Field("usage")!)) is { } purpose && Iban.Read(said.Typed(form.Field("iban")!)) is { } iban
            && await accounts.IsCurrent(scope, form.IsPersonal ? scope.Own : company, purpose, iban,
                FormChanges.ContractsOf(name => Of(said, form, name)), cancel)
            ? known with { Values = new Dictionary<string, object>(known.Values) { ["account.same"] = true } } : known;
    }

    private static string Of(FormAnswers said, FormDefinition form, string field) => form.Field(field) is { } found ? said.Typed(found) : "";

    private async Task<FormFacts> Told(
        Scope scope, FormDefinition form, string company, IReadOnlyDictionary<string, string> answers, CancellationToken cancel)
    {
        var today = Paris.Day(clock.GetUtcNow());
        if (form.IsPersonal && form.NeedsFacts)
            return await insured.Of(scope, form, answers, today, cancel);
        if (!form.NeedsFacts || company.Length == 0 || Rights.IsOwnFile(company))
            return new FormFacts(today);
        var (values, labels) = (new Dictionary<string, object> { ["claims.lateAfter"] = (decimal)LateAfter }, new Dictionary<string, string>());
        var known = await contracts.Of(scope, company, cancel);
        var sheet = await Employee(scope, form, company, answers, values, labels, cancel);
        var employee = sheet?.Employee;
        IReadOnlyList<DeclaredStop> stops = employee is null ? [] : await stopped.Of(scope, company, employee.Id, cancel);
        Overlap(stops, answers, values);
        var open = stops.Where(s => !s.IsOver).ToList();
        if (form.Fields.FirstOrDefault(f => f.Type is FieldType.Stop) is { } asked)
            Stop(open, answers.GetValueOrDefault(asked.Name, ""), asked.Name, values, labels);
        if (employee is not null && College(employee, known.Contracts) is { } its)
            values["employee.college"] = its;
        values["provident"] = known.Contracts.Any(c => c.Universe is Universe.Provident && c.StatusOn(today) is ContractStatus.Current);
        values["company.establishments"] = (decimal)known.Establishments.Count;
        values["company.employees"] = known.ReadsEmployees;
        var coverage = known.CoverageOn(today);
        // What the core system knows nothing of may be asked about.
        foreach (var (fact, universe) in FormFacts.Open)
            values[fact] = (!known.IsRecorded || coverage.Offers(universe, form.Id)) && (known.Acts & FormDefinition.RightOn(universe)) is not UniverseRights.None;
        IReadOnlyList<FormOption> offered = [];
        if (form.Fields.FirstOrDefault(f => f.Type is FieldType.Contract) is { } field)
        {
            var day = TypedNumbers.Day(answers.GetValueOrDefault("premier_jour", "")) ?? today;
            var college = answers.GetValueOrDefault("categorie", "") is { Length: > 0 } typed ? typed
                : values.GetValueOrDefault("employee.college") as string ?? "";
            var chosen = answers.GetValueOrDefault(field.Name, "");
            if (field.Contracts is not ContractChoice.Paying)
            {
                offered = Any(form.Offered(field, known.Contracts, answers, today), chosen, field.Name, values, labels);
                var on = TypedNumbers.Day(answers.GetValueOrDefault("date", "")) ?? today;
                if (sheet is not null && (chosen.Length > 0 ? chosen : values.GetValueOrDefault("contract.only")) is string number)
                    values["employee.affiliated"] = IsAffiliated(sheet, number, on);
            }
            else
            {
                Paying(known.Contracts, day, today, college, employee?.Siret ?? "", chosen, field.Name, values, labels);
                offered = Options(PayingContracts.On(known.Contracts, today, "", "").Select(p => p.Contract));
            }
        }
        if (form.Fields.FirstOrDefault(f => f.Type is FieldType.Contracts) is { } ones)
            offered = Several(form.Offered(ones, known.Contracts, answers, today), answers.GetValueOrDefault(ones.Name, ""), ones.Name, values, labels);
        if (Franchises.EndOf(answers, values, stops) is { } end)
            values["franchise.end"] = end;
        return new FormFacts(today) { Values = values, Labels = labels, Contracts = offered, Stops = [.. open.Select(s => new FormOption(s.Number, s.Words))] };
    }

    /// <summary>What a draft holds once a page of it is kept.</summary>
    /// <param name="was">The company that it was for.</param>
    /// <param name="company">The one that it is for now.</param>
    /// <param name="before">What it held.</param>
    internal async Task<DraftAnswers> Drafted(
        Scope scope, FormDefinition form, string was, string company, IReadOnlyDictionary<string, string> before, IReadOnlyDictionary<string, string> typed)
    {
        var now = await Of(scope, form, company, DraftAnswers.Merged(before, typed));
        return DraftAnswers.Of(form, before, form.NeedsFacts ? await Of(scope, form, was, before) : now, typed, now);
    }

    private async Task<EmployeeSheet?> Employee(
        Scope scope, FormDefinition form, string company, IReadOnlyDictionary<string, string> answers, Dictionary<string, object> values,
        Dictionary<string, string> labels, CancellationToken cancel)
    {
        if (form.Fields.FirstOrDefault(f => f.Type is FieldType.Employee) is not { } field || answers.GetValueOrDefault(field.Name) is not { Length: > 0 } id
            || id == FormField.Other || await employees.Sheet(scope, id, cancel) is not { Employee: var found } sheet || found.Company != company)
            return null;
        labels[field.Name] = found.Name;
        if (TypedNumbers.Day(found.HiredOn) is { } hired)
            values["employee.hiredOn"] = hired;
        if (TypedNumbers.Day(found.BirthDate) is { } born)
            values["employee.bornOn"] = born;
        if (found.Siret.Length > 0)
            values["employee.siret"] = found.Siret;
        values["employee.account"] = found.IbanHint.Length > 0;
        return sheet;
    }

    // The core system says a population; where that is of one college, it is the employee's.
    private static string? College(EmployeeSummary employee, IReadOnlyList<Contract> contracts) => employee.Contracts
        .SelectMany(c => contracts.Where(k => k.Number == c.Contract).SelectMany(k => k.Populations).Where(p => p.Code == c.Population))
        .Select(p => p.Colleges is [var one] ? one : null).FirstOrDefault(one => one is not null);

    // Who has left was affiliated once: of them there is an attestation, too.
    private static bool IsAffiliated(EmployeeSheet sheet, string contract, DateOnly day) => sheet.Intervals
        .Where(i => i.Contract == contract && ContractRow.Day(i.FromOn) <= day).MaxBy(i => ContractRow.Day(i.FromOn)) is { } interval
        && interval.Kind != (long)CoverKind.Waived;

    internal static IReadOnlyList<FormOption> Any(
        IReadOnlyList<Contract> all, string chosen, string field, Dictionary<string, object> values, Dictionary<string, string> labels)
    {
        values["contract.count"] = (decimal)all.Count;
        if (all is [var only])
            values["contract.only"] = only.Number;
        if ((chosen.Length == 0 && all.Count == 1 ? all[0] : all.FirstOrDefault(c => c.Number == chosen)) is not { } contract)
            return Options(all);
        labels[field] = PayingContracts.Name(contract);
        values["contract.universe"] = contract.Universe switch { Universe.Health => "sante", Universe.Provident => "prevoyance", _ => "retraite" };
        if (contract.Start is { } start)
            values["contract.start"] = start;
        if (contract.End is { } end)
            values["contract.end"] = end;
        return Options(all);
    }

    private static IReadOnlyList<FormOption> Options(IEnumerable<Contract> contracts) => [.. contracts.Select(c => new FormOption(c.Number, PayingContracts.Name(c)))];

    private static IReadOnlyList<FormOption> Several(
        IReadOnlyList<Contract> all, string chosen, string field, Dictionary<string, object> values, Dictionary<string, string> labels)
    {
        values["contract.count"] = (decimal)all.Count;
        if (all is [var only])
            values["contract.sole"] = new[] { only.Number };
        var named = all.Where(c => chosen.Length == 0 ? all.Count == 1 : chosen.Split(',').Contains(c.Number)).Select(PayingContracts.Name).ToList();
        if (named.Count > 0)
            labels[field] = string.Join("; ", named);
        return Options(all);
    }

    private static void Paying(
        IReadOnlyList<Contract> all, DateOnly day, DateOnly today, string college, string siret, string chosen, string field,
        Dictionary<string, object> values, Dictionary<string, string> labels)
    {
        var paying = PayingContracts.On(all, day, college, siret);
        values["contract.count"] = (decimal)paying.Count;
        if (paying is [var only])
            values["contract.only"] = only.Contract.Number;
        var chosenOnes = chosen.Length == 0 && paying.Count == 1 ? paying : [.. paying.Where(p => p.Contract.Number == chosen)];
        if (chosenOnes is not [var (contract, ij), ..])
            return;
        labels[field] = PayingContracts.Name(contract);
        values["contract.ij.franchise"] = (decimal)ij.Franchise.Days;
        values["contract.ij.kind"] = ij.Franchise.Kind switch { FranchiseKind.Fixe => "fixe", FranchiseKind.Cumulee => "cumulee", _ => "relais" };
        values["contract.ij.perChild"] = ij.PerChild > 0;
        values["contract.ij.maternity"] = ij.Motifs is not { Count: > 0 } motifs || motifs.Contains("02");
        values["contract.ij.paternity"] = ij.Motifs is not { Count: > 0 } others || others.Contains("03");
        values["contract.over"] = contract.End < today;
    }

    private static void Stop(
        IReadOnlyList<DeclaredStop> open, string chosen, string field, Dictionary<string, object> values, Dictionary<string, string> labels)
    {
        if (open is [var only])
            values["stop.only"] = only.Number;
        if ((chosen.Length == 0 && open.Count == 1 ? open[0] : open.FirstOrDefault(s => s.Number == chosen)) is not { } stop)
            return;
        (labels[field], values["stop.first"], values["stop.last"]) = (stop.Words, stop.First, stop.Last);
    }

    // The first that shares a day with this one.
    private static void Overlap(IReadOnlyList<DeclaredStop> stops, IReadOnlyDictionary<string, string> answers, Dictionary<string, object> values)
    {
        if (TypedNumbers.Day(answers.GetValueOrDefault("premier_jour", "")) is { } from && TypedNumbers.Day(answers.GetValueOrDefault("fin", "")) is { } to
            && stops.FirstOrDefault(s => s.First <= to && s.Last >= from) is { } stop)
            (values["overlap.from"], values["overlap.to"], values["overlap.number"]) = (stop.First, stop.Last, stop.Number);
    }
}
