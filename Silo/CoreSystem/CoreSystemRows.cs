using System.Globalization;
using System.Text;
using System.Text.Json;
using Grains.Calendars;
using Grains.Commits;
using Grains.Contracts;
using Grains.CoreSystem;

namespace Silo.CoreSystem;

/// <summary>Records of a load as rows: a record that others hang on comes after them, so that who reads it finds them.</summary>
internal sealed class CoreSystemRows(CoreSystemFile file, KnownContracts known, ISealer sealer)
{
    private static readonly CoreSystemTable Populations = new("ref_population", 3, ["siren", "contract", "code", "label", "colleges", "sirets", "provident"]);
    private static readonly CoreSystemTable Options = new("ref_option", 3, ["siren", "contract", "code", "label", "base", "from_on", "to_on"]);
    private static readonly CoreSystemTable Contributions = new("ref_contribution", 7,
        ["siren", "contract", "population", "option_code", "structure", "band", "from_on", "to_on", "unit", "value", "employer_share"]);
    private static readonly CoreSystemTable Documents = new("ref_document", 4, ["siren", "contract", "kind", "version", "from_on", "audience", "file"]);
    private static readonly CoreSystemTable Contracts = new("ref_contract", 2,
        ["number", "siren", "universe", "title", "act_kind", "act_on", "start_on", "due_day", "end_on", "end_reason", "suspended_from", "suspended_to",
            "waivers", "guarantees", "provident", "dsn_code_oc", "dsn_code_deleg", "dsn_reference", "dsn_periodicity"]);
    private static readonly CoreSystemTable Establishments =
        new("ref_establishment", 1, ["siret", "siren", "name", "address", "head_office", "main", "active", "zone"]);
    private static readonly CoreSystemTable Employers = new("ref_employer", 1, ["person_number", "siren"]);
    private static readonly CoreSystemTable Contacts = new("ref_contact", 3, ["siren", "universe", "from_on", "card", "to_on"]);
    private static readonly CoreSystemTable Companies =
        new("ref_company", 1, ["siren", "name", "city", "insurer_number", "naf", "idcc", "headcount", "retirement", "closed_on"]);
    private static readonly CoreSystemTable Adhesions = new("ref_adhesion", 4,
        ["client_number", "contract", "siren", "from_on", "population", "option_code", "band", "to_on", "end_cause"]);
    private static readonly CoreSystemTable Beneficiaries = new("ref_beneficiary", 2,
        ["client_number", "rank", "link", "last_name", "first_name", "birth_date", "from_on", "to_on", "limit_on", "handicap", "second_cover", "nir_mac",
            "nir_sealed"], Sealed: 1);
    private static readonly CoreSystemTable Insured = new("ref_insured", 1,
        ["client_number", "last_name", "first_name", "last_folded", "first_folded", "birth_date", "email", "phone", "health_only", "address", "products",
            "nir_mac", "iban_mac",
            "nir_sealed", "iban_sealed"], Sealed: 2);
    private static readonly CoreSystemTable Cards = new("ref_card", 1,
        ["id", "name", "role", "phone", "universes", "team", "calendar", "absent_from", "absent_to", "substitute"]);
    private static readonly CoreSystemTable Calendars = new("ref_calendar", 1, ["id", "zone", "holidays", "week"]);
    private static readonly CoreSystemTable Exceptions = new("ref_calendar_exception", 2, ["calendar", "day", "slots", "label"]);
    private static readonly CoreSystemTable Guarantees = new("ref_guarantee", 4, ["guarantees", "heading", "line", "option_code", "position", "kind", "value"]);

    /// <summary>Tables in the order in which they are written, and for those whose rows belong to a company, the column that names it.</summary>
    public IEnumerable<(CoreSystemTable Table, int? Siren, IEnumerable<object[]> Rows)> All()
    {
        yield return (Calendars, null, file.Calendars.Select(c => c.Value).Select(c => new object[]
        {
            c.Id, c.Zone, c.Holidays, string.Join(' ', c.Week.Select(d => d.Length == 0 ? CalendarText.Closed : d)),
        }));
        yield return (Exceptions, null,
            file.Calendars.SelectMany(c => c.Value.Exceptions.Select(e => new object[] { c.Value.Id, Day(e.Date), e.Slots, e.Label })));
        yield return (Cards, null, file.Cards.Select(c => c.Value).Select(c => new object[]
        {
            c.Id, c.Name, c.Role, c.Phone, string.Join(' ', c.Universes), c.Team, c.Calendar, Day(c.Absence?.From), Day(c.Absence?.To), c.Absence?.Substitute
                ?? "",
        }));
        yield return (Guarantees, null, file.Guarantees.SelectMany(t => t.Value.Lines.Index().SelectMany(l => l.Item.Values.Select(v => new object[]
        {
            t.Value.Id, l.Item.Heading, l.Item.Line, v.Key, (long)l.Index, (long)l.Item.Kind, v.Value,
        }))));
        yield return (Populations, 0,
            OfContracts(c => c.Populations, p => [p.Code, p.Label, string.Join(' ', p.Colleges), string.Join(' ', p.Sirets), ProvidentText.Of(p)]));
        yield return (Options, 0, OfContracts(c => c.Options, o => [o.Code, o.Label, Flag(o.Base), Day(o.From), Day(o.To)]));
        yield return (Contributions, 0, OfContracts(c => c.Contributions, c =>
            [c.Population, c.Option, c.Structure, c.Band, Day(c.From), Day(c.To), (long)c.Unit, Plain(c.Value), Plain(c.EmployerShare)]));
        yield return (Documents, 0, OfContracts(c => c.Documents, d => [d.Kind, (long)d.Version, Day(d.From), d.ReadBy, d.File]));
        yield return (Contracts, 1, file.Contracts.Select(c => OfContract(c.Owner, c.Value)));
        yield return (Establishments, 1, file.Establishments.Select(e => new object[]
        {
            e.Value.Siret, e.Owner, e.Value.Name, e.Value.Address, Flag(e.Value.HeadOffice), Flag(e.Value.Main), Flag(e.Value.Active), e.Value.Zone,
        }));
        yield return (Employers, 1, file.Companies.SelectMany(c => c.Value.PersonNumbers.Select(n => new object[] { TypedNumbers.Number(n), c.Value.Siren }))
            .DistinctBy(r => r[0]));
        yield return (Contacts, 0, file.Contacts.Select(c => new object[] { c.Owner, c.Value.Universe, Day(c.Value.From), c.Value.Card, Day(c.Value.To) }));
        yield return (Companies, 0, file.Companies.Select(c => c.Value).Select(c => new object[]
        {
            c.Siren, c.Name, c.City, TypedNumbers.Number(c.InsurerNumber), c.Naf, c.Idcc, (long)c.Headcount, Flag(c.Retirement), Day(c.ClosedOn),
        }));
        yield return (Adhesions, null, file.Adhesions.Select(OfAdhesion));
        yield return (Beneficiaries, null, file.Beneficiaries.Select(OfBeneficiary));
        yield return (Insured, null, OfInsured());
    }

    private static object[] OfContract(string siren, Contract c) =>
    [
        TypedNumbers.Number(c.Number), siren, (long)c.Universe, c.Title, c.Act is null ? "" : Name(c.Act.Kind), Day(c.Act?.Date), Day(c.Start), c.DueDay,
        Day(c.End), c.EndReason, Day(c.SuspendedFrom), Day(c.SuspendedTo), string.Join(' ', c.Waivers), c.Guarantees, ProvidentText.Of(c),
        c.Dsn?.CodeOc ?? "", c.Dsn?.CodeDeleg ?? "", c.Dsn?.Reference ?? "", c.Dsn?.Periodicity ?? "",
    ];

    private object[] OfAdhesion(Entry<Adhesion> entry)
    {
        var adhesion = entry.Value;
        var population = known.Find(adhesion.Siren, adhesion.Contract) is { } contract ? CoreSystemCheck.PopulationOf(adhesion, contract) : adhesion.Population;
        return
        [
            TypedNumbers.Number(entry.Owner), TypedNumbers.Number(adhesion.Contract), adhesion.Siren, Day(adhesion.From), population ?? "", adhesion.Option,
                adhesion.Band,
            Day(adhesion.To), adhesion.EndCause,
        ];
    }

    private object[] OfBeneficiary(Entry<Beneficiary> entry)
    {
        var (number, b) = (TypedNumbers.Number(entry.Owner), entry.Value);
        return
        [
            number, (long)b.Rank, b.Link, b.LastName, b.FirstName, Day(b.BirthDate), Day(b.From), Day(b.To), Day(b.Limit), Flag(b.Handicap),
                Flag(b.SecondCover),
            Mac(b.Nir, SealedNumbers.Nir), Seal(b.Nir, SealedNumbers.NirOf(number, b.Rank)),
        ];
    }

    private IEnumerable<object[]> OfInsured()
    {
        // Insured for health alone: as their contracts say, where the file names them.
        var provident = file.Adhesions.Where(a => known.Find(a.Value.Siren, a.Value.Contract)?.Universe is Universe.Provident).Select(a => a.Owner).ToHashSet();
        var named = file.Adhesions.Select(a => a.Owner).ToHashSet();
        foreach (var p in file.Insured.Select(p => p.Value))
        {
            var number = TypedNumbers.Number(p.ClientNumber);
            yield return
            [
                number, p.LastName, p.FirstName, TypedNumbers.Name(p.LastName), TypedNumbers.Name(p.FirstName), Day(p.BirthDate), p.Email, p.Phone,
                Flag(named.Contains(p.ClientNumber) ? !provident.Contains(p.ClientNumber) : p.HealthOnly), p.Address, string.Join('\n', p.Products),
                Mac(p.Nir, SealedNumbers.Nir), Mac(p.Iban, SealedNumbers.Iban), Seal(p.Nir, SealedNumbers.NirOf(number)),
                    Seal(p.Iban, SealedNumbers.IbanOf(number)),
            ];
        }
    }

    private IEnumerable<object[]> OfContracts<T>(Func<Contract, IReadOnlyList<T>> parts, Func<T, object[]> row) =>
        file.Contracts.SelectMany(c => parts(c.Value).Select(p => (object[])[c.Owner, TypedNumbers.Number(c.Value.Number), .. row(p)]));

    private string Seal(string number, string context) =>
        number.Length == 0 ? "" : Convert.ToBase64String(sealer.Seal(Encoding.UTF8.GetBytes(number), context));

    private string Mac(string number, string context) => number.Length == 0 ? "" : Convert.ToHexString(sealer.Mac(Encoding.UTF8.GetBytes(number), context));

    private static string Name(ActKind kind) => JsonNamingPolicy.CamelCase.ConvertName($"{kind}");

    private static string Day(DateOnly? day) => day?.ToString("O", CultureInfo.InvariantCulture) ?? "";

    private static string Plain(decimal value) => value.ToString("0.####", CultureInfo.InvariantCulture);

    private static object Flag(bool value) => value ? 1L : 0L;
}
