using Grains.Requests.Changes;
using Grains.Text;
using Microsoft.AspNetCore.Html;
using Web.Display;

namespace Web.Requests.Changes;

/// <summary>What a request changes elsewhere, in words.</summary>
public static class ChangeLabels
{
    /// <summary>« Inaya Ngassam est couverte à partir du 26 octobre 2026. »</summary>
    public static IHtmlContent Words(FormChange change) => change switch
    {
        { Joins: { } joins } => Named.In(ChangeTexts.Joins, Named.Of($"{joins.FirstName} {joins.LastName}"), FrenchDates.Day(change.Day)),
        { Kind: ChangeKind.Family } => Named.In(ChangeTexts.Leaves, Named.Of(change.Leaves), FrenchDates.Day(change.Day)),
        { Kind: ChangeKind.Address } => Named.In(ChangeTexts.Address, FrenchDates.Day(change.Day)),
        _ => Named.In(ChangeTexts.Death, FrenchDates.Day(change.Day)),
    };
}
