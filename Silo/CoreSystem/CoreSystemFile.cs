using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Grains.Contracts;

namespace Silo.CoreSystem;

public enum LoadMode
{
    /// <summary>What has changed.</summary>
    Delta,
    /// <summary>All there is: what is known and not in it is listed, never removed.</summary>
    Full,
}

/// <param name="Path">In the file, as in <c>$.companies[3].contracts[0].end</c>.</param>
public sealed record LoadRefusal(string Path, ContractFault Fault);

/// <summary>What a load of the referential brings: one JSON document, its records one by one. What could not be read stands in <see cref="Unread"/>.</summary>
public sealed record CoreSystemFile
{
    internal static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
    };

    /// <summary>The name the core system gives the load, or empty.</summary>
    public string Batch { get; init; } = "";

    public LoadMode Mode { get; init; }

    /// <summary>Of the whole content.</summary>
    public string Hash { get; init; } = "";

    public IReadOnlyList<Entry<CompanyEntry>> Companies { get; init; } = [];

    public IReadOnlyList<Entry<EstablishmentEntry>> Establishments { get; init; } = [];

    public IReadOnlyList<Entry<Contract>> Contracts { get; init; } = [];

    public IReadOnlyList<Entry<DedicatedContact>> Contacts { get; init; } = [];

    public IReadOnlyList<Entry<InsuredEntry>> Insured { get; init; } = [];

    public IReadOnlyList<Entry<Adhesion>> Adhesions { get; init; } = [];

    public IReadOnlyList<Entry<Beneficiary>> Beneficiaries { get; init; } = [];

    public IReadOnlyList<Entry<ContactCard>> Cards { get; init; } = [];

    public IReadOnlyList<Entry<CalendarEntry>> Calendars { get; init; } = [];

    public IReadOnlyList<Entry<GuaranteeTable>> Guarantees { get; init; } = [];

    public IReadOnlyList<LoadRefusal> Unread { get; init; } = [];

    /// <exception cref="InvalidDataException">The file as a whole is none; says what is wrong, in a sentence for the operator.</exception>
    public static async Task<CoreSystemFile> Read(Stream json, CancellationToken cancel)
    {
        using var content = new MemoryStream();
        await json.CopyToAsync(content, cancel);
        try
        {
            var whole = content.GetBuffer().AsSpan(0, (int)content.Length);
            return Of(JsonSerializer.Deserialize<Document>(whole, Json) ?? throw new InvalidDataException("The file is empty."),
                Convert.ToHexStringLower(SHA256.HashData(whole)));
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"The file is no referential, see {e.Path ?? "its beginning"}, line {e.LineNumber + 1}.", e);
        }
    }

    private static CoreSystemFile Of(Document document, string hash)
    {
        var reading = new EntryReading(Json);
        var companies = reading.All<CompanyEntry>(document.Companies, "$.companies", "");
        var insured = reading.All<InsuredEntry>(document.Insured, "$.insured", "");
        return new CoreSystemFile
        {
            Batch = document.Batch,
            Mode = document.Mode,
            Hash = hash,
            Companies = companies,
            Establishments = reading.Parts<CompanyEntry, EstablishmentEntry>(companies, c => c.Siren, c => c.Establishments, "establishments"),
            Contracts = reading.Parts<CompanyEntry, Contract>(companies, c => c.Siren, c => c.Contracts, "contracts"),
            Contacts = reading.Parts<CompanyEntry, DedicatedContact>(companies, c => c.Siren, c => c.Contacts, "contacts"),
            Insured = insured,
            Adhesions = reading.Parts<InsuredEntry, Adhesion>(insured, p => p.ClientNumber, p => p.Adhesions, "adhesions"),
            Beneficiaries = reading.Parts<InsuredEntry, Beneficiary>(insured, p => p.ClientNumber, p => p.Beneficiaries, "beneficiaries"),
            Cards = reading.All<ContactCard>(document.Cards, "$.cards", ""),
            Calendars = reading.All<CalendarEntry>(document.Calendars, "$.calendars", ""),
            Guarantees = reading.All<GuaranteeTable>(document.Guarantees, "$.guarantees", ""),
            Unread = reading.Refused,
        };
    }

    private sealed record Document(
        string Batch = "", LoadMode Mode = LoadMode.Delta, JsonElement Companies = default, JsonElement Insured = default, JsonElement Cards = default,
        JsonElement Calendars = default, JsonElement Guarantees = default);
}
