using System.Text.Json;
using System.Text.Json.Serialization;

namespace Grains.Contracts;

/// <summary>Provident guarantees as a row keeps them: JSON, empty when there are none.</summary>
public static class ProvidentText
{
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public static string Of(ProvidentCover cover) =>
        ProvidentGuarantees.Of(cover) is var of && of == new ProvidentGuarantees() ? "" : JsonSerializer.Serialize(of, Json);

    public static ProvidentGuarantees Read(string text) => text.Length == 0 ? new() : JsonSerializer.Deserialize<ProvidentGuarantees>(text, Json)!;
}
