using Grains.Interfaces;
using Grains.Interfaces.Requests;

namespace Grains.Documents;

internal static class LinkedFiles
{
    /// <summary>The files that a message names; null when one of them is not the caller's to link.</summary>
    public static async Task<IReadOnlyList<Attachment>?> Linked(this IFileCatalogue files, Caller by, NewMessage message)
    {
        var attached = new List<Attachment>(message.Files.Count);
        foreach (var file in message.Files.Distinct().Take(NewMessage.MaxFiles + 1))
        {
            if (await files.Find(file, by.Account) is not { } found)
                return null;
            attached.Add(found);
        }
        return attached;
    }
}
