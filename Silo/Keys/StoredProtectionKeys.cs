using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using Actors.Durable;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace Silo.Keys;

/// <summary>The framework's data-protection keys (antiforgery, sign-in cookies), sealed under the master key and kept in the store.</summary>
public sealed class StoredProtectionKeys(IStateStore store, ISealer sealer) : IXmlRepository
{
    private const string Setting = "protection-keys";

    public IReadOnlyCollection<XElement> GetAllElements() =>
        [.. Read().Select(k => XElement.Parse(Encoding.UTF8.GetString(sealer.Open(Convert.FromBase64String(k), Setting))))];

    public void StoreElement(XElement element, string friendlyName)
    {
        var wrapped = Convert.ToBase64String(sealer.Seal(Encoding.UTF8.GetBytes(element.ToString(SaveOptions.DisableFormatting)), Setting));
        // The framework's interface is synchronous; this runs once in 90 days.
        store.WriteSetting(Setting, JsonSerializer.Serialize<string[]>([.. Read(), wrapped])).AsTask().GetAwaiter().GetResult();
    }

    private string[] Read() => store.ReadSetting(Setting).AsTask().GetAwaiter().GetResult() is { } stored ? JsonSerializer.Deserialize<string[]>(stored)! : [];
}
