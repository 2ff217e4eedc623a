using Grains.Interfaces;
using Grains.Interfaces.Requests;

namespace Web.Requests.Drafts.Together;

/// <summary>What became of a page that was to be kept.</summary>
/// <param name="Kept">What was, where the result is no refusal.</param>
/// <param name="Conflicts">Inputs that were not, because another wrote there meanwhile.</param>
public sealed record SavedPage(Result<RequestRefusal> Result, IReadOnlyDictionary<string, string> Kept, IReadOnlyList<string> Conflicts)
{
    public bool Ok => Result.Ok;

    public RequestRefusal? Refusal => Result.Refusal;

    /// <summary>All of it.</summary>
    public bool Whole => Ok && Conflicts.Count == 0;
}
