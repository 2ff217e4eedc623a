using Grains.Calendars;
using Grains.Contracts;
using Grains.CoreSystem;
using Grains.Text;

namespace Silo.CoreSystem;

/// <param name="Path">In the file, and what of it.</param>
public sealed record LoadWarning(string Path, ContractFinding Finding);

/// <summary>
/// Which records of a file are loaded, which are refused, and what is worth a second look. A bad record fails alone, with what stands under it.
/// </summary>
internal sealed class CoreSystemCheck(KnownContracts known, DateOnly today)
{
    private static readonly IReadOnlyList<string> Universes = ["health", "provident", "retirement", "affiliation", DedicatedContact.All];
    private static readonly IReadOnlyList<string> Teams = ["", "sante", "prevoyance", "affiliation", "retraite", "reclamations", "entreprises", "accueil"];
    private readonly List<LoadRefusal> _refused = [];
    private readonly List<LoadWarning> _warned = [];

    public IReadOnlyList<LoadRefusal> Refused => _refused;

    public IReadOnlyList<LoadWarning> Warned => _warned;

    public CoreSystemFile Keep(CoreSystemFile file)
    {
        _refused.AddRange(file.Unread);
        var companies = Kept(file.Companies, c => c.Value.Siren, c => BusinessNumber.Siren(c.Siren) == c.Siren ? null : new(".siren", ContractFault.Siren));
        var sirens = companies.Select(c => c.Path).ToHashSet();
        bool Stands<T>(Entry<T> part) => sirens.Contains(part.Path[..part.Path.LastIndexOf('.')]);
        var contracts = Kept([.. file.Contracts.Where(Stands)], c => $"{c.Owner} {TypedNumbers.Number(c.Value.Number)}", (c, _) => ContractCheck.Check(c));
        foreach (var (_, siren, contract) in contracts)
            known.Take(siren, contract);
        var insured = Kept(file.Insured, p => TypedNumbers.Number(p.Value.ClientNumber), OfInsured);
        var people = insured.Select(p => p.Path).ToHashSet();
        bool Lives<T>(Entry<T> part) => people.Contains(part.Path[..part.Path.LastIndexOf('.')]);
        var kept = file with
        {
            Companies = companies,
            Establishments = Kept([.. file.Establishments.Where(Stands)], e => e.Value.Siret, OfEstablishment),
            Contracts = contracts,
            Contacts = Kept([.. file.Contacts.Where(Stands)], c => $"{c.Owner} {c.Value.Universe} {c.Value.From}", (c, _) => OfContact(c)),
            Insured = insured,
            Adhesions = Kept(
                [.. file.Adhesions.Where(Lives)], a => $"{a.Owner} {TypedNumbers.Number(a.Value.Contract)} {a.Value.Siren} {a.Value.From}", (a, _) =>
                    OfAdhesion(a)),
            Beneficiaries = Kept([.. file.Beneficiaries.Where(Lives)], b => $"{b.Owner} {b.Value.Rank}", (b, _) => OfBeneficiary(b)),
            Cards = Kept(file.Cards, c => c.Value.Id, OfCard),
            Calendars = Kept(file.Calendars, c => c.Value.Id, OfCalendar),
            Guarantees = Kept(file.Guarantees, t => t.Value.Id, OfGuarantees),
        };
        Warn(kept);
        return kept;
    }

    private static ContractRefusal? OfEstablishment(EstablishmentEntry place, string siren) =>
        BusinessNumber.Siret(place.Siret) != place.Siret ? new(".siret", ContractFault.Siret)
        : place.Siret[..9] != siren ? new(".siret", ContractFault.SiretAutreSiren)
        : FrenchHolidays.Zone(place.Zone) is null ? new(".zone", ContractFault.Format) : null;

    private ContractRefusal? OfContact(DedicatedContact contact) =>
        !Universes.Contains(contact.Universe) ? new(".universe", ContractFault.Format)
        : !known.HasCard(contact.Card) ? new(".card", ContractFault.CarteInconnue)
        : !contact.Period.IsForward ? new(".to", ContractFault.Dates) : null;

    private static ContractRefusal? OfInsured(InsuredEntry person) =>
        TypedNumbers.Number(person.ClientNumber).Length == 0 ? new(".clientNumber", ContractFault.Format)
        : person.Nir.Length > 0 && !Nir.IsValid(person.Nir) ? new(".nir", ContractFault.Nir) : null;

    // A contract of one's own is nobody else's to know: it names no company.
    private ContractRefusal? OfAdhesion(Adhesion adhesion)
    {
        if (!new Period(adhesion.From, adhesion.To).IsForward)
            return new(".to", ContractFault.Dates);
        if (adhesion.Siren.Length == 0)
            return null;
        if (known.Find(adhesion.Siren, adhesion.Contract) is not { } contract)
            return new(".contract", ContractFault.ContratInconnu);
        return PopulationOf(adhesion, contract) is null ? new(".population", ContractFault.PopulationAmbigue) : null;
    }

    /// <summary>The code of the population that an adhesion names; of the only one where it names none. Null when that is no answer.</summary>
    internal static string? PopulationOf(Adhesion adhesion, Contract contract)
    {
        var codes = contract.Populations.Select(p => p.Code).Distinct().ToList();
        if (adhesion.Population.Length > 0)
            return codes.Contains(adhesion.Population) ? adhesion.Population : null;
        return codes.Count switch { 0 => "", 1 => codes[0], _ => null };
    }

    private static ContractRefusal? OfBeneficiary(Beneficiary person) =>
        !Beneficiary.Links.Contains(person.Link) ? new(".link", ContractFault.Format)
        : !new Period(person.From, person.To).IsForward || person.BirthDate > person.From ? new(".from", ContractFault.Dates)
        : person.Nir.Length > 0 && !Nir.IsValid(person.Nir) ? new(".nir", ContractFault.Nir) : null;

    private ContractRefusal? OfCard(ContactCard card) =>
        !Teams.Contains(card.Team) ? new(".team", ContractFault.Format)
        : card.Universes.Any(u => !Universes.Contains(u)) ? new(".universes", ContractFault.Format)
        : card.Absence is { } away && !new Period(away.From, away.To).IsForward ? new(".absence.to", ContractFault.Dates)
        : card.Absence is { Substitute.Length: > 0 } absence && !known.HasCard(absence.Substitute) ? new(".absence.substitute", ContractFault.CarteInconnue)
            : null;

    private static ContractRefusal? OfCalendar(CalendarEntry calendar) =>
        !TimeZoneInfo.TryFindSystemTimeZoneById(calendar.Zone, out _) ? new(".zone", ContractFault.Format)
        : FrenchHolidays.Zone(calendar.Holidays) is null ? new(".holidays", ContractFault.Format)
        : calendar.Week.Count != 7 || calendar.Week.Any(d => CalendarText.Slots(d) is null) || calendar.Week.All(d => d.Length == 0)
            ? new(".week", ContractFault.Format)
        : calendar.Exceptions.Any(e => CalendarText.Slots(e.Slots) is null) ? new(".exceptions", ContractFault.Format)
        : calendar.Exceptions.DistinctBy(e => e.Date).Count() < calendar.Exceptions.Count ? new(".exceptions", ContractFault.Doublon) : null;

    private static ContractRefusal? OfGuarantees(GuaranteeTable table) =>
        table.Lines.Any(l => l.Values.Values.Any(v => GuaranteeValue.Parse(v) is null)) ? new(".lines", ContractFault.Format)
        : table.Lines.DistinctBy(l => l.Heading).Count() > GuaranteeLine.MostHeadings ? new(".lines", ContractFault.Format)
        : table.Lines.DistinctBy(l => (l.Heading, l.Line)).Count() < table.Lines.Count ? new(".lines", ContractFault.Doublon) : null;

    private IReadOnlyList<Entry<T>> Kept<T>(IReadOnlyList<Entry<T>> entries, Func<Entry<T>, string> key, Func<T, ContractRefusal?> check) =>
        Kept(entries, key, (value, _) => check(value));

    private IReadOnlyList<Entry<T>> Kept<T>(IReadOnlyList<Entry<T>> entries, Func<Entry<T>, string> key, Func<T, string, ContractRefusal?> check)
    {
        var seen = new HashSet<string>();
        var kept = new List<Entry<T>>();
        foreach (var entry in entries)
        {
            var refusal = check(entry.Value, entry.Owner) ?? (seen.Add(key(entry)) ? null : new("", ContractFault.Doublon));
            if (refusal is null)
                kept.Add(entry);
            else
                _refused.Add(new(entry.Path + refusal.Path, refusal.Fault));
        }
        return kept;
    }

    private void Warn(CoreSystemFile kept)
    {
        foreach (var (path, siren, contract) in kept.Contracts)
        {
            _warned.AddRange(ContractLinter.Check(contract, today).Select(f => new LoadWarning(path, f)));
            if (contract.Title.Length > 0 && known.IsElsewhere(contract.Title, siren, contract.Number))
                _warned.Add(new(path + ".title", new(ContractWarning.TitreAutreSociete, contract.Title)));
        }
        _warned.AddRange(kept.Guarantees.SelectMany(t => ContractLinter.Check(t.Value).Select(f => new LoadWarning(t.Path, f))));
    }
}
