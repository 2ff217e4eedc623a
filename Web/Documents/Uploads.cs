using Grains.Interfaces;
using Grains.Interfaces.Requests;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using Silo.Files;

namespace Web.Documents;

/// <summary>The files of a form that came without a script, and what to say of those that were refused.</summary>
public sealed record TakenFiles(IReadOnlyList<Attachment> Kept, IReadOnlyList<string> Faults);

/// <summary>Takes what browsers send onto the store: one streamed file of a script, or the files of a plain form.</summary>
public sealed class Uploads(FileStore store)
{
    /// <summary>A streamed upload: one file and its envelope.</summary>
    public const long RequestLimit = FileStore.MaxSize + 1024 * 1024;

    /// <summary>A plain form: as many files as a message may link.</summary>
    public const long FormLimit = NewMessage.MaxFiles * FileStore.MaxSize + 1024 * 1024;

    private const int MaxSections = 4;

    /// <summary>
    /// Stores the field <c>file</c> while it arrives; nothing is held whole, neither in memory nor in a temporary file. Null when the
    /// request carries none.
    /// </summary>
    /// <exception cref="InvalidDataException">No multipart body, or a broken one.</exception>
    public async Task<Result<Attachment, FileRefusal>?> Receive(HttpRequest request, string uploader, CancellationToken cancel)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
            || HeaderUtilities.RemoveQuotes(type.Boundary).Value is not { Length: > 0 and <= 100 } boundary)
            throw new InvalidDataException("Not a multipart form.");
        var parts = new MultipartReader(boundary, request.Body);
        for (var n = 0; n < MaxSections && await parts.ReadNextSectionAsync(cancel) is { } part; n++)
        {
            if (part.GetContentDispositionHeader() is { } said && said.IsFileDisposition() && HeaderUtilities.RemoveQuotes(said.Name) == "file")
                return await store.Save(uploader, NameOf(said), part.Body, cancel);
        }
        return null;
    }

    /// <summary>Files chosen in a form that was sent without a script; an empty choice is no file. Each refused one has its own sentence.</summary>
    public async Task<TakenFiles> TakeAll(IEnumerable<IFormFile> files, string uploader, CancellationToken cancel, int most = NewMessage.MaxFiles)
    {
        var kept = new List<Attachment>();
        var faults = new List<string>();
        foreach (var (place, file) in files.Where(f => f.FileName.Length > 0).Index())
        {
            if (place >= most)
            {
                faults.Add(string.Format(UploadTexts.Named, FileNames.Clean(file.FileName), UploadLabels.TooMany(most)));
                continue;
            }
            await using var body = file.OpenReadStream();
            var taken = await store.Save(uploader, file.FileName, body, cancel);
            if (taken.Ok)
                kept.Add(taken.Value);
            else
                faults.Add(UploadLabels.For(FileNames.Clean(file.FileName), taken.Refusal.Value));
        }
        return new TakenFiles(kept, faults);
    }

    private static string NameOf(ContentDispositionHeaderValue said)
    {
        var name = said.FileNameStar.HasValue ? said.FileNameStar : HeaderUtilities.RemoveQuotes(said.FileName);
        return name.Value ?? "";
    }
}
