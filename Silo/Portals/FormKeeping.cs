using Grains;
using Grains.Commits;
using Grains.Requests.Forms;
using Silo.Storage;

namespace Silo.Portals;

/// <summary>Keeps every version of a form before it is offered, for ever: what was answered in it is read by it. A repeat changes nothing.</summary>
internal sealed class FormKeeping(FormCatalogue forms, IHostStore store) : IOpenAtStart
{
    /// <exception cref="SettingRefusedException">A version that was offered with another content: people have answered that one.</exception>
    public async Task Open(CancellationToken cancel)
    {
        foreach (var (form, content) in forms.Files)
        {
            var setting = FormArchive.Setting(form.Id, form.Version);
            // Of nodes that start together one is the first; the others compare.
            if (await store.ReadSetting(setting, cancel) is null)
                await store.Execute(
                    "INSERT INTO setting (name, value) VALUES ($1, $2) ON CONFLICT DO NOTHING", CommitLane.Interactive, cancel, setting, content);
            if (await store.ReadSetting(setting, cancel) != content)
                throw new SettingRefusedException(
                    $"The form '{form.Id}' was offered in version {form.Version} with another content: give it the next version.");
        }
    }
}
