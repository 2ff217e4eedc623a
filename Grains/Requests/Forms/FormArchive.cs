using System.Collections.Concurrent;
using Grains.Commits;

namespace Grains.Requests.Forms;

/// <summary>
/// Every version of every form that was ever offered. What was answered is read by the version that it was answered in, also by a node that no longer, or not
/// yet, offers it.
/// </summary>
public sealed class FormArchive(FormCatalogue forms, IStateStore store)
{
    private readonly ConcurrentDictionary<(string, int), FormDefinition> _read = new();

    /// <summary>The setting of the store that keeps a version's text.</summary>
    public static string Setting(string form, int version) => $"form/{form}/{version}";

    /// <summary>The form in the version that something was answered in; null when that was never offered.</summary>
    public async ValueTask<FormDefinition?> Find(string form, int version, CancellationToken cancel = default)
    {
        if (forms.Find(form) is { } offered && offered.Version == version)
            return offered;
        if (_read.TryGetValue((form, version), out var read))
            return read;
        return await store.ReadSetting(Setting(form, version), cancel) is { } kept
            ? _read.GetOrAdd((form, version), FormSource.Stored(kept).Definition) : null;
    }

    /// <exception cref="KeyNotFoundException">A stored request names a form that was never offered: a fault of ours, not of the person.</exception>
    public async ValueTask<FormDefinition> Get(string form, int version, CancellationToken cancel = default) =>
        await Find(form, version, cancel) ?? throw new KeyNotFoundException($"{form} {version}");
}
