using Grains.Access;
using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Requests;
using Grains.Reads;
using Grains.Text;

namespace Grains.Requests.Replies;

/// <summary>Canned replies: those of a portal, and those that answer a request, filled from it. Staff only.</summary>
public sealed class CannedReplyQueries(IStateStore store)
{
    /// <summary>What pages that show them watch.</summary>
    public const string Topic = "desk/reponses";

    private const string Columns = "c.portal, c.reply, c.title, c.text, c.team, c.form, c.author_name, c.written_at";

    // Of the request's portal and of all portals.
    private static readonly int MostOffered = 2 * CannedReply.Most;

    /// <summary>Of one portal, or of <see cref="Caller.StaffPortal"/>, by title.</summary>
    /// <exception cref="InvalidOperationException">The caller is a customer.</exception>
    public Task<IReadOnlyList<CannedReplyView>> All(Scope scope, string portal, CancellationToken cancel = default) => Statement.Rows<CannedReplyView>(
        ForStaff(scope), $"SELECT {Columns} FROM canned_reply c WHERE c.portal = @of ORDER BY c.title, c.reply LIMIT {CannedReply.Most}",
        ("of", portal)).Alone(store, cancel);

    /// <summary>Those that are offered for a request, by title, filled for who answers it; none where there is no such request.</summary>
    /// <exception cref="InvalidOperationException">The caller is a customer.</exception>
    public async Task<IReadOnlyList<OfferedReply>> Offered(Scope scope, Caller adviser, string number, CancellationToken cancel = default)
    {
        var batch = new StatementBatch(scope);
        var (request, author, replies) = (batch.Add(RequestQueries.One(ForStaff(scope), "r.number = @number", ("number", number))),
            batch.Add(AuthorOf(scope, number)), batch.Add(OfferedOf(scope, number)));
        await batch.Run(store, cancel);
        if (request.Value is not { } found)
            return [];
        var values = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [ReplyVariables.FirstName] = author.Value?.FirstName ?? "",
            [ReplyVariables.LastName] = author.Value?.LastName ?? "",
            [ReplyVariables.Number] = number,
            [ReplyVariables.Subject] = found.Subject,
            // A person who asks for themselves has no company.
            [ReplyVariables.Company] = found.Siren.Length > 0 ? found.CompanyName : "",
            [ReplyVariables.Adviser] = adviser.Name,
            [ReplyVariables.Day] = FrenchDates.Day(Paris.Day(scope.Now)),
        };
        return [.. replies.Value.Select(r => new OfferedReply(r.Reply, r.Title, ReplyVariables.Fill(r.Text, values)))];
    }

    /// <summary>Ids and titles of those that are offered for a request that the caller reads.</summary>
    public Task<IReadOnlyList<CannedReplyView>> Titles(Scope scope, RequestSummary request, CancellationToken cancel = default) =>
        Statement.Rows<CannedReplyView>(
        ForStaff(scope),
        $"""
        SELECT c.reply, c.title FROM canned_reply c WHERE c.portal IN (@of, '{Caller.StaffPortal}') AND c.team IN ('', @team) AND c.form IN ('', @form)
        ORDER BY c.title, c.reply LIMIT {MostOffered}
        """, ("of", request.Portal), ("team", request.Team), ("form", request.Form)).Alone(store, cancel);

    internal static Statement<IReadOnlyList<CannedReplyView>> OfferedOf(Scope scope, string number) => Statement.Rows<CannedReplyView>(
        scope,
        $"""
        SELECT {Columns} FROM request_list r CROSS JOIN canned_reply c WHERE r.number = @number AND {scope.Requests("r")}
        AND c.portal IN (r.portal, '{Caller.StaffPortal}') AND c.team IN ('', r.team) AND c.form IN ('', r.form) ORDER BY c.title, c.reply LIMIT {MostOffered}
        """, ("number", number));

    private static Statement<AuthorNames?> AuthorOf(Scope scope, string number) => Statement.First<AuthorNames>(
        scope,
        $"SELECT a.first_name, a.last_name FROM request_list r JOIN account_list a ON a.account = r.author WHERE r.number = @number AND {scope.Requests("r")}",
        ("number", number));

    private static Scope ForStaff(Scope scope) => scope.IsStaff ? scope : throw new InvalidOperationException("Canned replies are the staff's.");

    private sealed record AuthorNames
    {
        public string FirstName { get; init; } = "";

        public string LastName { get; init; } = "";
    }
}

/// <param name="Text">Filled as far as the request has what the reply asks for.</param>
public sealed record OfferedReply(string Reply, string Title, string Text)
{
    /// <summary>What the adviser has to fill in.</summary>
    public IReadOnlyList<string> Unfilled => ReplyVariables.Names(Text);
}

public sealed record CannedReplyView
{
    public string Portal { get; init; } = "";

    public string Reply { get; init; } = "";

    public string Title { get; init; } = "";

    public string Text { get; init; } = "";

    public string Team { get; init; } = "";

    public string Form { get; init; } = "";

    public string AuthorName { get; init; } = "";

    public DateTimeOffset WrittenAt { get; init; }
}
