using System.Text.Json;
using System.Text.Json.Serialization;
using Grains.CoreSystem;

namespace Silo.CoreSystem;

/// <summary>What a load of the referential brings: one JSON document.</summary>
public sealed record CoreSystemFile(IReadOnlyList<CompanyEntry> Companies, IReadOnlyList<InsuredEntry> Insured)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
    };

    /// <exception cref="InvalidDataException">Says what is wrong, in a sentence for the operator.</exception>
    public static async Task<CoreSystemFile> Read(Stream json, CancellationToken cancel)
    {
        try
        {
            return (await JsonSerializer.DeserializeAsync<CoreSystemFile>(json, Json, cancel) ?? throw new InvalidDataException("The file is empty.")).Checked();
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"The file is no referential, see {e.Path ?? "its beginning"}, line {e.LineNumber + 1}.", e);
        }
    }

    private CoreSystemFile Checked()
    {
        foreach (var company in Companies)
        {
            if (BusinessNumber.Siren(company.Siren) != company.Siren)
                throw new InvalidDataException($"'{company.Siren}' is no SIREN.");
            foreach (var place in company.Establishments)
            {
                if (BusinessNumber.Siret(place.Siret) != place.Siret || place.Siret[..9] != company.Siren)
                    throw new InvalidDataException($"'{place.Siret}' is no SIRET of {company.Siren}.");
            }
        }
        return this;
    }
}

/// <param name="InsurerNumber">The company's private number with the insurer, or empty.</param>
/// <param name="PersonNumbers">Sent by the insurer to employers of the company.</param>
public sealed record CompanyEntry(
    string Siren, string Name, string City, string InsurerNumber, IReadOnlyList<string> PersonNumbers, IReadOnlyList<ContractEntry> Contracts, IReadOnlyList<EstablishmentEntry> Establishments);

public sealed record ContractEntry(string Number, Universe Universe);

public enum Universe
{
    Health = 1,
    Provident = 2,
}

/// <param name="Main">The main establishment, where it is not the head office.</param>
public sealed record EstablishmentEntry(string Siret, string Name, string Address, bool HeadOffice = false, bool Main = false, bool Active = true);

public sealed record InsuredEntry(string ClientNumber, string LastName, string FirstName, DateOnly BirthDate, string Email = "", string Phone = "", bool HealthOnly = false);
