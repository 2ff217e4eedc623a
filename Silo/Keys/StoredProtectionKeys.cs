using System.Text;
using System.Xml.Linq;
using Dapper;
using Grains.Commits;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace Silo.Keys;

/// <summary>
/// The framework's data-protection keys (antiforgery, sign-in cookies), sealed under the master key and kept in the store, one setting
/// each: nodes that make a key at the same moment keep both.
/// </summary>
public sealed class StoredProtectionKeys(IStateStore store, ISealer sealer) : IXmlRepository
{
    private const string Prefix = "protection-key/";

    // The framework's interface is synchronous; this runs at start and once a day.
    public IReadOnlyCollection<XElement> GetAllElements() => Read().GetAwaiter().GetResult();

    public void StoreElement(XElement element, string friendlyName)
    {
        var name = Prefix + friendlyName;
        var wrapped = Convert.ToBase64String(sealer.Seal(Encoding.UTF8.GetBytes(element.ToString(SaveOptions.DisableFormatting)), name));
        store.WriteSetting(name, wrapped).AsTask().GetAwaiter().GetResult();
    }

    private async Task<IReadOnlyCollection<XElement>> Read()
    {
        await using var reading = await store.OpenRead();
        var kept = await reading.QueryAsync<(string Name, string Value)>("SELECT name, value FROM setting WHERE name LIKE 'protection-key/%'");
        return [.. kept.Select(k => XElement.Parse(Encoding.UTF8.GetString(sealer.Open(Convert.FromBase64String(k.Value), k.Name))))];
    }
}
