using Dapper;
using Grains.Accounts;
using Grains.Commits;

namespace Grains.CoreSystem;

/// <summary>
/// Checks what people say of themselves against what the insurer's core system knows. One statement a proof, right or wrong, and one
/// answer to every wrong one: a caller who tries must not learn which part was wrong.
/// </summary>
public sealed class CoreSystemProofs(IStateStore store)
{
    /// <summary>The fields of each proof, in the order in which they are asked.</summary>
    public static IReadOnlyList<string> Fields(ProofKind kind) => kind switch
    {
        ProofKind.SiretAndContract => ["siret", "contrat"],
        ProofKind.InsuredPerson => ["numeroClient", "nom", "prenom", "naissance"],
        ProofKind.SirenAndContract => ["siren", "contrat"],
        ProofKind.PersonNumber => ["numeroPersonne"],
        ProofKind.SirenAndInsurerNumber => ["siren", "numeroEntreprise"],
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    public async ValueTask<Proven?> Prove(ProofKind kind, IReadOnlyDictionary<string, string> typed)
    {
        string Said(string field) => typed.GetValueOrDefault(field, "");
        return kind switch
        {
            ProofKind.SiretAndContract => await Company(
                """
                EXISTS (SELECT 1 FROM ref_establishment p WHERE p.siret = @first AND p.siren = c.siren AND p.active = 1 AND (p.head_office = 1 OR p.main = 1))
                AND EXISTS (SELECT 1 FROM ref_contract k WHERE k.number = @second AND k.siren = c.siren)
                """, BusinessNumber.Siret(Said("siret")) is { } siret ? siret[..9] : "", BusinessNumber.Siret(Said("siret")) ?? "", TypedNumbers.Number(Said("contrat"))),
            ProofKind.SirenAndContract => await Company(
                "EXISTS (SELECT 1 FROM ref_contract k WHERE k.number = @second AND k.siren = c.siren)", BusinessNumber.Siren(Said("siren")) ?? "", "",
                    TypedNumbers.Number(Said("contrat"))),
            ProofKind.SirenAndInsurerNumber => await Company(
                "c.insurer_number = @second AND @second <> ''", BusinessNumber.Siren(Said("siren")) ?? "", "", TypedNumbers.Number(Said("numeroEntreprise"))),
            ProofKind.PersonNumber => await Employer(TypedNumbers.Number(Said("numeroPersonne"))),
            ProofKind.InsuredPerson =>
                await Insured(TypedNumbers.Number(Said("numeroClient")), TypedNumbers.Name(Said("nom")), TypedNumbers.Name(Said("prenom")),
                    TypedNumbers.Day(Said("naissance"))),
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };
    }

    /// <summary>The active establishments of a proven company, by SIRET; as many as may be unticked.</summary>
    public async ValueTask<IReadOnlyList<Establishment>> Establishments(string siren)
    {
        await using var reading = await store.OpenRead();
        return [.. (await reading.QueryAsync<(string Siret, string Name, string Address, long HeadOffice)>(
            $"SELECT siret, name, address, head_office FROM ref_establishment WHERE siren = @siren AND active = 1 ORDER BY head_office DESC, siret LIMIT {Accounts.Registration.RegistrationSteps.MaxUnticked}", new { siren }))
            .Select(e => new Establishment(e.Siret, e.Name, e.Address, e.HeadOffice == 1))];
    }

    private ValueTask<Proven?> Company(string proof, string siren, string first, string second) =>
        Read($"c.siren = @siren AND {proof}", new { siren, first, second });

    private ValueTask<Proven?> Employer(string number) =>
        Read("c.siren = (SELECT p.siren FROM ref_employer p WHERE p.person_number = @number)", new { number });

    private async ValueTask<Proven?> Read(string proof, object values)
    {
        await using var reading = await store.OpenRead();
        var rows = (await reading.QueryAsync<CompanyRow>(
            $"""
            SELECT c.siren, c.name AS company, c.city, e.siret, e.name, e.address, e.head_office FROM ref_company c
            LEFT JOIN ref_establishment e ON e.siren = c.siren AND e.active = 1 WHERE {proof} ORDER BY e.siret
            """, values)).AsList();
        return rows.Count == 0 ? null : new Proven
        {
            Siren = rows[0].Siren,
            CompanyName = rows[0].Company,
            City = rows[0].City,
            Establishments = [.. rows.Where(r => r.Siret is not null).Select(r => new Establishment(r.Siret!, r.Name!, r.Address!, r.HeadOffice == 1))],
        };
    }

    private async ValueTask<Proven?> Insured(string number, string lastName, string firstName, DateOnly? birth)
    {
        await using var reading = await store.OpenRead();
        var found = await reading.QuerySingleOrDefaultAsync<InsuredRow>(
            """
            SELECT client_number, last_name, first_name, birth_date, email, phone, health_only FROM ref_insured
            WHERE client_number = @number AND last_folded = @lastName AND first_folded = @firstName AND birth_date = @birth
            """, new { number, lastName, firstName, birth = birth?.ToString("O") ?? "" });
        return found is null ? null : new Proven
        {
            Person = new InsuredPerson(
                found.ClientNumber, found.LastName, found.FirstName, DateOnly.ParseExact(found.BirthDate, "O"), Some(found.Email), Some(found.Phone),
                    found.HealthOnly == 1),
        };
    }

    private static string? Some(string text) => text.Length == 0 ? null : text;

    private sealed record CompanyRow
    {
        public string Siren { get; init; } = "";

        public string Company { get; init; } = "";

        public string City { get; init; } = "";

        public string? Siret { get; init; }

        public string? Name { get; init; }

        public string? Address { get; init; }

        public long? HeadOffice { get; init; }
    }

    private sealed record InsuredRow
    {
        public string ClientNumber { get; init; } = "";

        public string LastName { get; init; } = "";

        public string FirstName { get; init; } = "";

        public string BirthDate { get; init; } = "";

        public string Email { get; init; } = "";

        public string Phone { get; init; } = "";

        public long HealthOnly { get; init; }
    }
}
