using Grains.Interfaces.Requests;
using Grains.Requests.Ties;

namespace Grains.Tests.Requests.Ties;

/// <summary>Each pair of requests that does not become one, and why.</summary>
public sealed class MergeRulesTests
{
    private static readonly TiedRequest Any = new()
    {
        Request = "p/1", Number = "2026-1", Portal = "p", Company = "p/812345676", Universes = 1, Status = RequestStatus.InProgress,
    };

    public static TheoryData<string, RequestRefusal?> Pairs => new()
    {
        { "alike", null },
        { "portal", RequestRefusal.OtherPortal },
        { "company", RequestRefusal.OtherCompany },
        { "own file", RequestRefusal.OtherCompany },
        { "universe", RequestRefusal.OtherUniverse },
        { "more universes", RequestRefusal.OtherUniverse },
        { "medical into other", RequestRefusal.IsMedical },
        { "medical into medical", null },
        { "other into medical", null },
        { "complaint into other", RequestRefusal.IsComplaint },
        { "complaint into complaint", null },
        { "other into complaint", null },
        { "account", RequestRefusal.ChangesAccount },
        { "into closed", RequestRefusal.KeptClosed },
        { "into waiting", null },
    };

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Only_what_the_same_people_read_becomes_one(string pair, RequestRefusal? refusal)
    {
        var (here, kept) = (new MergeEnd(Any, false, false), new MergeEnd(Any with { Request = "p/2" }, false, false));
        (here, kept) = pair switch
        {
            "portal" => (here, Of(kept, Any with { Portal = "q" })),
            "company" => (here, Of(kept, Any with { Company = "p/437201957" })),
            "own file" => (here, Of(kept, Any with { Company = "p/@acc" })),
            "universe" => (here, Of(kept, Any with { Universes = 2 })),
            "more universes" => (here, Of(kept, Any with { Universes = 3 })),
            "medical into other" => (Of(here, Any with { Medical = true }), kept),
            "medical into medical" => (Of(here, Any with { Medical = true }), Of(kept, Any with { Medical = true })),
            "other into medical" => (here, Of(kept, Any with { Medical = true })),
            "complaint into other" => (here with { IsComplaint = true }, kept),
            "complaint into complaint" => (here with { IsComplaint = true }, kept with { IsComplaint = true }),
            "other into complaint" => (here, kept with { IsComplaint = true }),
            "account" => (here with { ChangesAccount = true }, kept),
            "into closed" => (here, Of(kept, Any with { Status = RequestStatus.Closed })),
            "into waiting" => (here, Of(kept, Any with { Status = RequestStatus.Waiting })),
            _ => (here, kept),
        };

        Assert.Equal(refusal, MergeRules.Refuses(here, kept));
    }

    private static MergeEnd Of(MergeEnd end, TiedRequest of) => end with { Of = of };
}
