using System.Collections;
using System.Globalization;
using System.Text.Json;

namespace Web.Shared;

/// <summary>The texts that scripts say, from <c>ClientTexts.resx</c>, as the JSON island their pages carry.</summary>
public static class ClientLabels
{
    public static string Json { get; } = JsonSerializer.Serialize(ClientTexts.ResourceManager
        .GetResourceSet(CultureInfo.InvariantCulture, createIfNotExists: true, tryParents: true)!
        .Cast<DictionaryEntry>()
        .OrderBy(entry => (string)entry.Key, StringComparer.Ordinal)
        .ToDictionary(entry => (string)entry.Key, entry => (string)entry.Value!));
}
