using System.Globalization;
using System.Text.Json;
using Grains.Access;
using Grains.Commits;
using Grains.Contracts;
using Grains.CoreSystem;
using Grains.Employees;
using Grains.Reads;
using Grains.Requests.Forms;

namespace Grains.Requests.Attestations;

/// <summary>What an attestation says, as its author may read it in the core system; and one that was made, to who may read its request.</summary>
public sealed class AttestationQueries(
    IStateStore store, InsuredQueries insured, ContractQueries contracts, EmployeeQueries employees, AttestationCodes codes)
{
    /// <summary>What the answers ask for, from what stands today; null where an adviser has to do it: by post, or nothing is known to say it from.</summary>
    /// <param name="request">Key, of which the code is made.</param>
    /// <param name="answers">Whole.</param>
    public async Task<Attestation?> Of(
        Scope scope, FormDefinition form, string request, string company, IReadOnlyDictionary<string, string> answers, DateOnly today,
        CancellationToken cancel = default)
    {
        var facts = form.Attests switch
        {
            Attests.Insured when Text(answers, "envoi") is "pdf" => await OfInsured(scope, answers, today, cancel),
            Attests.Company => await OfCompany(scope, company, answers, today, cancel),
            _ => null,
        };
        return facts is var (kind, day, until, said) ? new Attestation(kind, codes.Hash(codes.Of(request)), day, until, said) : null;
    }

    /// <summary>Null where the caller may not see the request, or it yielded nothing.</summary>
    public async Task<MadeAttestation?> Find(Scope scope, string number, CancellationToken cancel = default)
    {
        var made = await Statement.First<Made>(
            scope,
            $"""
            SELECT a.request, r.portal, a.kind, a.on_day, a.until_day, a.at, a.facts FROM request_list r JOIN attestation a ON a.request = r.request
            WHERE r.number = @number AND {scope.Requests("r")} LIMIT 1
            """, ("number", number)).Alone(store, cancel);
        return made is null ? null : new MadeAttestation(
            made.Portal, (AttestationKind)made.Kind, codes.Of(made.Request), ContractRow.Day(made.OnDay)!.Value, ContractRow.Day(made.UntilDay),
            DateTimeOffset.FromUnixTimeMilliseconds(made.At), JsonSerializer.Deserialize<AttestedFacts>(made.Facts)!);
    }

    internal static AttestationRow Row(string request, Attestation made, DateTimeOffset at) =>
        new(request, made.CodeHash, made.Kind, Iso(made.Day), made.Until is { } until ? Iso(until) : "", at, JsonSerializer.Serialize(made.Facts));

    private async Task<Said?> OfInsured(Scope scope, IReadOnlyDictionary<string, string> answers, DateOnly today, CancellationToken cancel)
    {
        var who = await Statement.First<Holder>(
            scope, "SELECT a.first_name || ' ' || a.last_name AS name, a.number FROM account_list a WHERE a.account = @account AND a.portal = @portal").Alone(store, cancel);
        if (who is null || !int.TryParse(Text(answers, "annee"), NumberStyles.None, CultureInfo.InvariantCulture, out var year) || year < 2000)
            return null;
        var (first, last) = (new DateOnly(year, 1, 1), new DateOnly(year, 12, 31));
        var day = today > first ? today : first;
        if ((await insured.Own(scope, cancel)).On(day).FirstOrDefault(c => c.Contract.Universe is Universe.Health && c.Adhesion.From <= last) is not { } health)
            return null;
        var end = new[] { last, health.Adhesion.To ?? last, health.Contract.End ?? last }.Min();
        var kind = Text(answers, "document") switch
        {
            "carte" => AttestationKind.Card,
            "releve" => AttestationKind.Guarantees,
            _ => AttestationKind.Rights,
        };
        var contract = health.Contract;
        return new(kind, today, end, new AttestedFacts(who.Name, who.Number, new AttestedContract(
            contract.Number, (int)contract.Universe, contract.Title, health.Adhesion.From > first ? health.Adhesion.From : first, end, health.Option?.Label ?? "", health.Company))
        {
            People = Text(answers, "personnes").Split(',', StringSplitOptions.RemoveEmptyEntries),
            Lines = kind is not AttestationKind.Guarantees ? []
                : [.. health.Guarantees.Select(g => new AttestedLine(g.Heading, g.Line, (int)g.Value.Unit, g.Value.Amount))],
        });
    }

    private async Task<Said?> OfCompany(
        Scope scope, string company, IReadOnlyDictionary<string, string> answers, DateOnly today, CancellationToken cancel)
    {
        var (type, day, siren) = (Text(answers, "type"), TypedNumbers.Day(Text(answers, "date")) ?? today, company[(company.IndexOf('/', StringComparison.Ordinal) + 1)..]);
        if (type is not ("adhesion" or "salarie")
            || (await contracts.Of(scope, company, cancel)).Contracts.FirstOrDefault(c => c.Number == Text(answers, "contrat")) is not { } contract
            || contract.Start > day || contract.End < day)
            return null;
        var name = await Statement.First<string>(scope, "SELECT c.name FROM ref_company c WHERE c.siren = @siren", ("siren", siren)).Alone(store, cancel);
        AttestedEmployee? employee = null;
        if (type is "salarie" && (employee = await Employee(scope, company, Text(answers, "salarie"), contract.Number, day, cancel)) is null)
            return null;
        return name is null ? null : new(type is "salarie" ? AttestationKind.Employee : AttestationKind.Membership, day, null, new AttestedFacts(name, siren, new AttestedContract(
            contract.Number, (int)contract.Universe, contract.Title, contract.Start, contract.End, "", "")) { Employee = employee, Recipient = Text(answers, "destinataire") });
    }

    // Of an employee who waived there is nothing to attest; the form has said so. Of a portability that is suspended an adviser writes.
    private async Task<AttestedEmployee?> Employee(Scope scope, string company, string id, string contract, DateOnly day, CancellationToken cancel) =>
        id.Length > 0 && id != FormField.Other && await employees.Sheet(scope, id, cancel) is { } sheet && sheet.Employee.Company == company
            && sheet.Intervals.Where(i => i.Contract == contract && ContractRow.Day(i.FromOn) <= day).MaxBy(i => ContractRow.Day(i.FromOn)) is { } at
            && (Interfaces.Employees.CoverKind)at.Kind is not (Interfaces.Employees.CoverKind.Waived or Interfaces.Employees.CoverKind.Suspended)
            ? new AttestedEmployee(sheet.Employee.Name, TypedNumbers.Day(sheet.Employee.BirthDate), (int)at.Kind, ContractRow.Day(at.FromOn)!.Value, ContractRow.Day(at.ToOn)) : null;

    private static string Text(IReadOnlyDictionary<string, string> answers, string name) => answers.GetValueOrDefault(name, "").Trim();

    private static string Iso(DateOnly day) => day.ToString("O", CultureInfo.InvariantCulture);

    private sealed record Said(AttestationKind Kind, DateOnly Day, DateOnly? Until, AttestedFacts Facts);

    private sealed record Holder
    {
        public string Name { get; init; } = "";

        public string Number { get; init; } = "";
    }

    private sealed record Made
    {
        public string Request { get; init; } = "";

        public string Portal { get; init; } = "";

        public long Kind { get; init; }

        public string OnDay { get; init; } = "";

        public string UntilDay { get; init; } = "";

        public long At { get; init; }

        public string Facts { get; init; } = "";
    }
}

/// <summary>An attestation as its paper shows it.</summary>
/// <param name="Code">By which anybody checks it.</param>
public sealed record MadeAttestation(
    string Portal, AttestationKind Kind, string Code, DateOnly Day, DateOnly? Until, DateTimeOffset At, AttestedFacts Facts);
