using Grains;
using Grains.Accounts;
using Grains.Text;
using Microsoft.Extensions.Options;

namespace Web.Portals;

/// <summary>
/// The versions of the terms of use, one file each: those of <c>Site:TermsFolder</c>, or those that come with the product. A version is in
/// force from its date of effect, on every node at the same instant.
/// </summary>
public sealed class TermsBook
{
    private readonly IReadOnlyList<TermsText> _versions;
    private readonly TimeProvider _clock;

    /// <exception cref="SettingRefusedException">The folder holds no version, or one that cannot be read.</exception>
    public TermsBook(IOptions<SiteOptions> site, TimeProvider clock)
    {
        _clock = clock;
        _versions =
            [.. Files(site.Value.TermsFolder).Select(f => TermsText.Read(f.Name, f.Text.Replace("{assureur}", site.Value.Insurer, StringComparison.Ordinal)))
                .OrderBy(t => t.Number)];
        if (_versions.Count == 0)
            throw new SettingRefusedException($"Site:TermsFolder holds no version of the terms of use: {site.Value.TermsFolder}");
    }

    public TermsText Current => InForce[^1];

    /// <summary>The oldest first; the first one always counts, whatever its date.</summary>
    public IReadOnlyList<TermsText> InForce => [_versions[0], .. _versions.Skip(1).TakeWhile(t => t.Effect <= Paris.Day(_clock.GetUtcNow()))];

    /// <summary>Whether a customer who accepted this version (empty: none) has to accept the current one.</summary>
    public bool IsDue(string accepted) => !TermsVersion.Covers(accepted, Current.Version);

    /// <summary>What changed for a customer who accepted this version; nothing for one who never accepted any.</summary>
    public IReadOnlyList<TermsText> Since(string accepted) =>
        accepted.Length == 0 ? [] : [.. InForce.Where(t => t.News is not null && !TermsVersion.Covers(accepted, t.Version))];

    private static IEnumerable<(string Name, string Text)> Files(string folder)
    {
        if (folder.Length > 0)
            return Directory.EnumerateFiles(folder, "*.md").Select(path => (Path.GetFileNameWithoutExtension(path), File.ReadAllText(path)));
        const string prefix = "terms/";
        var own = typeof(TermsBook).Assembly;
        return own.GetManifestResourceNames().Where(name => name.StartsWith(prefix, StringComparison.Ordinal)).Select(name =>
        {
            using var reader = new StreamReader(own.GetManifestResourceStream(name)!);
            return (Path.GetFileNameWithoutExtension(name), reader.ReadToEnd());
        });
    }
}
