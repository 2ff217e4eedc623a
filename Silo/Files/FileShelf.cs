using Actors.Durable;
using Dapper;
using Grains.Documents;
using Grains.Interfaces.Requests;

namespace Silo.Files;

public sealed class FileShelf(IStateStore store) : IFileCatalogue
{
    public async ValueTask<Attachment?> Find(string file, string uploader)
    {
        await using var reading = await store.OpenRead();
        var found = await reading.QuerySingleOrDefaultAsync<(string Id, string Name, string Type, long Size)>(
            """
            SELECT id, name, type, size FROM file WHERE id = @file AND uploader = @uploader AND complete = 1
            AND NOT EXISTS (SELECT 1 FROM claim WHERE kind = 'file' AND value = @file)
            """, new { file, uploader });
        return found.Id is null ? null : new Attachment(found.Id, found.Name, found.Type, found.Size);
    }
}
