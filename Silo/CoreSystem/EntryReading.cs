using System.Text.Json;
using Grains.Contracts;

namespace Silo.CoreSystem;

/// <summary>Reads the records of a file one by one: what one of them holds that nobody knows refuses that one alone.</summary>
internal sealed class EntryReading(JsonSerializerOptions json)
{
    private readonly List<LoadRefusal> _refused = [];

    public IReadOnlyList<LoadRefusal> Refused => _refused;

    public IReadOnlyList<Entry<T>> All<T>(JsonElement list, string path, string owner) where T : class
    {
        if (list.ValueKind is JsonValueKind.Undefined)
            return [];
        if (list.ValueKind is not JsonValueKind.Array)
        {
            _refused.Add(new(path, ContractFault.Format));
            return [];
        }
        return [.. list.EnumerateArray().Index().Select(e => One<T>(e.Item, $"{path}[{e.Index}]", owner)).OfType<Entry<T>>()];
    }

    public IReadOnlyList<Entry<TPart>> Parts<T, TPart>(IReadOnlyList<Entry<T>> owners, Func<T, string> key, Func<T, JsonElement> parts, string name)
        where TPart : class =>
        [.. owners.SelectMany(o => All<TPart>(parts(o.Value), $"{o.Path}.{name}", key(o.Value)))];

    private Entry<T>? One<T>(JsonElement element, string path, string owner) where T : class
    {
        try
        {
            if (element.Deserialize<T>(json) is { } read)
                return new(path, owner, read);
            _refused.Add(new(path, ContractFault.Format));
        }
        catch (JsonException e)
        {
            _refused.Add(new(path + e.Path?.TrimStart('$'), ContractFault.Format));
        }
        return null;
    }
}
