using System.Diagnostics;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.EntityFrameworkCore;
using Tests.Fixtures;

namespace Bench.Peers.Web;

/// <summary>
/// The same pages as a plain ASP.NET application has them: cookie, antiforgery, Razor Pages, EF Core on the product's own tables. It asks for the
/// right and writes the same rows; it has no live links, no receipts and no second node.
/// </summary>
internal sealed class WebPeer : IDisposable
{
    /// <summary>The argument that makes this program the peer's server; an address and a connection string follow.</summary>
    public const string Argument = "web-peer";
    private readonly Process _process;

    private WebPeer(Process process, Uri address) => (_process, Address) = (process, address);

    public Uri Address { get; }

    public int ProcessId => _process.Id;

    public static async Task<WebPeer> Start(string database)
    {
        var address = new Uri($"http://localhost:{Ports.Free()}");
        // It ends with the pipe that only this process holds.
        var peer =
            new WebPeer(
                Process.Start(
                    new ProcessStartInfo("dotnet", [typeof(WebPeer).Assembly.Location, Argument, $"{address}", database]) { RedirectStandardInput = true })!,
                        address);
        using var client = new HttpClient { BaseAddress = address };
        for (var tries = 0; tries < 200; tries++)
        {
            try
            {
                (await client.GetAsync("/connexion")).EnsureSuccessStatusCode();
                return peer;
            }
            catch (HttpRequestException)
            {
                await Task.Delay(50);
            }
        }
        throw new TimeoutException("The peer does not answer.");
    }

    public static async Task Serve(string address, string database)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddDbContextPool<PeerDatabase>(options => options.UseNpgsql(database));
        builder.Services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie(cookie => cookie.LoginPath = "/connexion");
        builder.Services.AddAuthorization();
        builder.Services.AddRazorPages(pages => pages.RootDirectory = "/Peers/Web/Pages")
            .AddRazorPagesOptions(pages => pages.Conventions.AuthorizeFolder("/").AllowAnonymousToPage("/SignIn"));
        await using var app = builder.Build();
        app.Urls.Add(address);
        app.UseRouting();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapRazorPages();
        app.MapGet("/as/{account}", (string account, HttpContext context) => context.SignInAsync(new ClaimsPrincipal(
            new ClaimsIdentity([new(ClaimTypes.NameIdentifier, account), new(ClaimTypes.Name, account)], CookieAuthenticationDefaults.AuthenticationScheme))))
                .AllowAnonymous();
        await app.StartAsync();
        await Console.In.ReadToEndAsync();
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }
}
