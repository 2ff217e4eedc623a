using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Tests.Fixtures;

namespace Bench;

/// <summary>What the framework does alone: a hub without rights, store or other nodes, and a form's post that tells a group.</summary>
internal sealed class BareHub : IDisposable
{
    /// <summary>The argument that makes this program the hub's server.</summary>
    public const string Argument = "bare-hub";
    private readonly Process _process;

    private BareHub(Process process, Uri address) => (_process, Address) = (process, address);

    public Uri Address { get; }

    public static async Task<BareHub> Start()
    {
        var address = new Uri($"http://localhost:{Ports.Free()}");
        // It ends with the pipe that only this process holds.
        var hub =
            new BareHub(
                Process.Start(new ProcessStartInfo("dotnet", [typeof(BareHub).Assembly.Location, Argument, $"{address}"]) { RedirectStandardInput = true })!,
                    address);
        using var client = new HttpClient { BaseAddress = address };
        for (var tries = 0; tries < 200; tries++)
        {
            try
            {
                (await client.GetAsync("/ready")).EnsureSuccessStatusCode();
                return hub;
            }
            catch (HttpRequestException)
            {
                await Task.Delay(50);
            }
        }
        throw new TimeoutException("The bare hub does not answer.");
    }

    public static async Task Serve(string address)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSignalR();
        await using var app = builder.Build();
        app.Urls.Add(address);
        app.UseWebSockets();
        app.MapHub<Hub>("/live", options => options.Transports = HttpTransportType.WebSockets);
        app.MapGet("/ready", () => Results.Ok());
        var number = 0L;
        app.MapPost("/say", async (HttpRequest request, IHubContext<Hub> hub) =>
        {
            var form = await request.ReadFormAsync();
            await hub.Clients.Group("watched").SendAsync("change", form["text"].ToString(), Interlocked.Increment(ref number), 0);
            return Results.Redirect("/ready");
        });
        await app.StartAsync();
        await Console.In.ReadToEndAsync();
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }

    public sealed class Hub : Microsoft.AspNetCore.SignalR.Hub
    {
        public Task Watch(IReadOnlyList<string> groups) => Groups.AddToGroupAsync(Context.ConnectionId, groups[0]);
    }
}
