using System.Text.Json;
using System.Text.Json.Serialization;

namespace Silo.CoreSystem;

/// <summary>One record of a load.</summary>
/// <param name="Path">Where it stands in the file, for whoever must mend it.</param>
/// <param name="Owner">The SIREN or the client number that it stands under; empty at the top.</param>
public sealed record Entry<T>(string Path, string Owner, T Value);

/// <param name="City">Required as the name is: both are shown wherever the company is.</param>
/// <param name="InsurerNumber">The company's private number with the insurer, or empty.</param>
/// <param name="Retirement">Retirement services are open to it.</param>
public sealed record CompanyEntry(
    string Siren, string Name, string City, string InsurerNumber = "", string Naf = "", string Idcc = "", int Headcount = 0, bool Retirement = false,
    DateOnly? ClosedOn = null)
{
    /// <summary>Sent by the insurer to employers of the company.</summary>
    public IReadOnlyList<string> PersonNumbers { get; init; } = [];

    [JsonInclude]
    internal JsonElement Establishments { get; init; }

    [JsonInclude]
    internal JsonElement Contracts { get; init; }

    [JsonInclude]
    internal JsonElement Contacts { get; init; }
}

/// <param name="Main">The main establishment, where it is not the head office.</param>
/// <param name="Zone">Where it lies: « metropole », « alsace-moselle », « 974 ».</param>
public sealed record EstablishmentEntry(
    string Siret, string Name, string Address, bool HeadOffice = false, bool Main = false, bool Active = true, string Zone = "metropole");

/// <param name="Nir">The number at the social security, with its key; kept sealed, as is <paramref name="Iban"/>.</param>
/// <param name="HealthOnly">Where no adhesions are given; else it follows from them.</param>
public sealed record InsuredEntry(
    string ClientNumber, string LastName, string FirstName, DateOnly BirthDate, string Email = "", string Phone = "", bool HealthOnly = false,
    string Address = "", string Nir = "", string Iban = "")
{
    public IReadOnlyList<string> Products { get; init; } = [];

    [JsonInclude]
    internal JsonElement Adhesions { get; init; }

    [JsonInclude]
    internal JsonElement Beneficiaries { get; init; }
}

/// <param name="Zone">A time zone's IANA name.</param>
/// <param name="Holidays">« metropole », « alsace-moselle », « 974 ».</param>
/// <param name="Week">Slots of each weekday, Sunday first, as <see cref="Grains.Calendars.CalendarText"/> spells them.</param>
public sealed record CalendarEntry(string Id, IReadOnlyList<string> Week, string Zone = "Europe/Paris", string Holidays = "metropole")
{
    public IReadOnlyList<CalendarExceptionEntry> Exceptions { get; init; } = [];
}

/// <param name="Slots">Empty when closed.</param>
public sealed record CalendarExceptionEntry(DateOnly Date, string Slots = "", string Label = "");
