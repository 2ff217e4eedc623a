using Grains.Interfaces.Requests;

namespace Grains.Documents;

/// <summary>The complete uploads that may still be linked.</summary>
public interface IFileCatalogue
{
    /// <summary>The file, when it is complete, this account uploaded it and nothing links it yet; null otherwise, without saying which.</summary>
    ValueTask<Attachment?> Find(string file, string uploader);
}
