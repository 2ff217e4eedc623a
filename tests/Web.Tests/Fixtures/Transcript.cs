using System.Collections.Concurrent;
using System.Text;

namespace Web.Tests.Fixtures;

/// <summary>Notes what passes through a browser's client.</summary>
internal sealed class Transcript : DelegatingHandler
{
    private readonly ConcurrentQueue<string> _notes = new();

    public string Text => string.Join('\n', _notes);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        await response.Content.LoadIntoBufferAsync(cancellationToken);
        var note = new StringBuilder().Append(request.RequestUri).Append('\n');
        foreach (var (name, values) in response.Headers.Concat(response.Content.Headers))
            note.AppendJoin('\n', values.Select(v => $"{name}: {v}")).Append('\n');
        _notes.Enqueue(note.Append(await response.Content.ReadAsStringAsync(cancellationToken)).ToString());
        return response;
    }
}
