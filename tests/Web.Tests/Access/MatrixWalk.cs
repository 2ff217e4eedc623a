using System.Net;
using System.Net.Http.Headers;
using Web.Security;
using Web.Tests.Fixtures;

namespace Web.Tests.Access;

/// <summary>Asks the rows of the matrix as somebody, each with a token and a key that are right: nothing but the right to it can be missing.</summary>
internal sealed class MatrixWalk(Site site)
{
    // A token serves as long as its browser is the same person's.
    private readonly Dictionary<(Visitor, string), string> _tokens = [];

    /// <summary>Each foreign thing is answered as one that does not exist, and stands as before.</summary>
    /// <param name="portal">Where it is asked for, if not where it is.</param>
    public async Task AssertUnknown(Visitor who, Things whose, Audience audience, string? portal = null)
    {
        var before = await whose.Stand(site);
        var unknown = Things.Unknown(portal ?? whose.Portal);
        var asked = whose with { Portal = portal ?? whose.Portal };
        foreach (var (name, row) in Matrix.Rows.Where(r => r.Value.Audience == audience && r.Value.Named))
        {
            // Who is at a portal of their own begins a request for themselves, whatever company they name.
            if (portal is not null && Begins(name))
                continue;
            var foreign = await Send(who, name, row.Call(asked));
            var missing = await Send(who, name, row.Call(unknown));
            Assert.True(foreign.Status == missing.Status, $"{name}: {foreign.Status}, {missing.Status}");
            Assert.Equal(missing.BareHeaders(), foreign.BareHeaders());
            Assert.Equal(missing.Bare(unknown.Words), foreign.Bare(whose.Words));
            // A list that a foreign company narrows is empty; a form that it would prefill is not. Everything else is missing.
            Assert.True(foreign.Status is HttpStatusCode.NotFound || name.EndsWith("/demandes", StringComparison.Ordinal)
                || name is "GET /{portal:portal}/demandes/nouvelle"
                    or "GET /{portal:portal}/demarches" or "GET /{portal:portal}/demarches/{formulaire}", $"{name}: {foreign.Status}");
        }
        Assert.Equal(before, await whose.Stand(site));
    }

    /// <summary>Nothing opens but the door.</summary>
    public async Task AssertClosed(Visitor who, Things things, params Audience[] audiences)
    {
        var before = await things.Stand(site);
        foreach (var (name, row) in Matrix.Rows.Where(r => audiences.Contains(r.Value.Audience)))
        {
            var answer = await Send(who, name, row.Call(things));
            var door = answer.Status is HttpStatusCode.Found && answer.Location!.Contains("/connexion?retour=", StringComparison.Ordinal);
            Assert.True(door || answer.Status is HttpStatusCode.Unauthorized, $"{name}: {answer.Status} {answer.Location}");
            // The way back after signing in is the address that was asked.
            Assert.DoesNotContain("ecret", answer.Body.Replace(Uri.EscapeDataString(row.Call(things).Path), "", StringComparison.Ordinal),
                StringComparison.Ordinal);
        }
        Assert.Equal(before, await things.Stand(site));
    }

    private static bool Begins(string name) => name.EndsWith("/demandes/rappel", StringComparison.Ordinal)
        || (name.StartsWith("POST ", StringComparison.Ordinal)
            && (name.Contains("/demandes/nouvelle", StringComparison.Ordinal) || name.Contains("/demarches/", StringComparison.Ordinal)));

    public async Task<Answer> Send(Visitor who, string name, Call call)
    {
        if (!name.StartsWith("POST ", StringComparison.Ordinal))
            return await who.Ask(call.Path);
        var token = await TokenOf(who, call.Path);
        var fields = (call.Fields ?? []).Concat([("jeton", token), ("cle", FormOperations.NewKey())]);
        if (!call.File)
            return await who.Ask(HttpMethod.Post, call.Path, new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Item1, f.Item2))));
        var body = new MultipartFormDataContent();
        foreach (var (field, value) in fields)
            body.Add(new StringContent(value), field);
        var file = new ByteArrayContent(Things.Pdf);
        file.Headers.ContentType = new MediaTypeHeaderValue("application/pdf");
        body.Add(file, "file", "relevé.pdf");
        return await who.Ask(HttpMethod.Post, call.Path, body, ("RequestVerificationToken", token));
    }

    // Of whatever page shows this browser a form: its own first page, or the door.
    private async Task<string> TokenOf(Visitor who, string path)
    {
        var side = path.Split('/')[1];
        if (_tokens.TryGetValue((who, side), out var known))
            return known;
        foreach (var page in new[] { $"/{side}/connexion", "/multi-siren/accueil", $"/{side}/accueil", "/gestion/demandes" })
        {
            if (await who.Ask(page) is { Token: { Length: > 0 } token })
                return _tokens[(who, side)] = token;
        }
        throw new InvalidOperationException("No page shows this person a form.");
    }
}
