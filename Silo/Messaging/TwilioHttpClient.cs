using System.Net;
using Twilio.Http;
using HttpClient = System.Net.Http.HttpClient;
using HttpMethod = System.Net.Http.HttpMethod;
using Request = Twilio.Http.Request;

namespace Silo.Messaging;

/// <summary>
/// One request of Twilio's library over the node's own client: to the configured server, with a token to give it up, and with the answer's
/// status, which the library's exceptions lose when the body is not what it expects.
/// </summary>
internal sealed class TwilioHttpClient(HttpClient client, string baseUrl, CancellationToken cancel) : Twilio.Http.HttpClient
{
    /// <summary>Of the answer, as soon as there is one.</summary>
    public HttpStatusCode? Status { get; private set; }

    public override Response MakeRequest(Request request) => throw new NotSupportedException("Nothing here waits for the network on a thread.");

    public override async Task<Response> MakeRequestAsync(Request request)
    {
        using var asked = new HttpRequestMessage(new HttpMethod($"{request.Method}"), baseUrl.TrimEnd('/') + request.ConstructUrl().PathAndQuery)
        {
            Content = new FormUrlEncodedContent(request.PostParams),
        };
        asked.Headers.Authorization = new("Basic", Authentication(request.Username, request.Password));
        using var answer = await client.SendAsync(asked, cancel);
        var body = await answer.Content.ReadAsStringAsync(cancel);
        Status = answer.StatusCode;
        return new Response(answer.StatusCode, body);
    }
}
