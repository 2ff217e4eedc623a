using System.Data.Common;
using Grains;
using Grains.Access;
using Grains.Interfaces;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.Options;
using Silo;
using Silo.Clustering;
using Silo.Demo;
using Silo.Keys;
using Silo.Storage;
using Silo.Time;
using Web.Accounts.Registration;
using Web.Accounts.Session;
using Web.Companies;
using Web.Demo;
using Web.Documents;
using Web.Employees.Departures;
using Web.Live;
using Web.Portals;
using Web.Requests;
using Web.Requests.Catalogue;
using Web.Requests.Desk;
using Web.Requests.Drafts;
using Web.Requests.Thread;
using Web.Security;
using Web.Shared;
using Web.Spaces.Members;
using Web.Spaces;
using Web.Throttles;

namespace Web;

/// <summary>What the web adds to a silo, and what happens before the first page.</summary>
public static class WebSetup
{
    public static IServiceCollection AddGuichetWeb(this IServiceCollection services, IConfiguration settings)
    {
        services.AddWebPages(settings);
        services.AddSessions();
        services.AddLive();
        services.AddHttpContextAccessor();
        services.AddSingleton<IReaderPresence, RequestPresence>();
        services.AddSingleton<FormOperations>();
        services.AddSingleton<PageShells>();
        services.AddSingleton<MemberServices>();
        services.AddSingleton<HomeCover>();
        services.AddSingleton<ProofDesk>();
        services.AddSingleton<ThreadViews>();
        services.AddSingleton<BesideReading>();
        services.AddSingleton<DepartureOffers>();
        services.AddSingleton<Requests.Workbench.WorkbenchTeams>();
        services.AddSingleton<Requests.Routing.RoutingChoices>();
        services.AddSingleton<SavedSearchForms>();
        services.AddSingleton<FormService>();
        services.AddSingleton<FormOffers>();
        services.AddSingleton<Uploads>();
        services.AddSingleton<RegisterCookie>();
        services.AddDataProtection().SetApplicationName("guichet");
        services.AddSingleton<IXmlRepository, StoredProtectionKeys>();
        services.AddOptions<KeyManagementOptions>().Configure<IXmlRepository>((keys, repository) => keys.XmlRepository = repository);
        services.AddSingleton<DemoEmployees>();
        services.AddSingleton<DemoLeavers>();
        services.AddSingleton<DemoImports>();
        services.AddSingleton<DemoWaiting>();
        services.AddSingleton<DemoStop>();
        services.AddSingleton<DemoPast>();
        services.AddSingleton<DemoForms>();
        services.AddSingleton<DemoSeed>();
        services.AddSingleton<DemoPresence>();
        services.AddSingleton<IPostConfigureOptions<SiteOptions>, DemoSite>();
        services.AddTrustedProxies(settings);
        services.AddThrottle();
        return services;
    }

    /// <summary>Reads the clock, makes the first keys, and fills a demo's empty store: one node at a time, the others find it done.</summary>
    /// <exception cref="SettingRefusedException">A production start on a demo's store: its passwords are public.</exception>
    public static async Task Prepare(this WebApplication app)
    {
        await app.Services.Open();
        var store = app.Services.GetRequiredService<IHostStore>();
        await using var alone = await store.Alone("start", app.Lifetime.ApplicationStopping);
        await app.Services.GetRequiredService<BusinessClock>().Read(store);
        // The framework makes its first key at its first use; two nodes at once would each have one that the other does not know yet.
        app.Services.GetRequiredService<IDataProtectionProvider>().CreateProtector("start").Protect([]);
        await app.Services.StartGrains();
        // Terms that cannot be read refuse the start, not the first person.
        var terms = app.Services.GetRequiredService<TermsBook>();
        var node = app.Services.GetRequiredService<NodeSettings>();
        if (node.Demo)
        {
            await app.Services.GetRequiredService<DemoSeed>().Run(terms.Current.Version);
            app.Services.GetRequiredService<DemoPresence>().IsMarked = true;
        }
        else if (await DemoSeed.IsDemo(store))
            throw new SettingRefusedException("The store holds a demo, whose passwords are public. Choose another DATA_DIR or STORE, or set DEMO=1.");
    }

    /// <summary>A node that ends is not ready.</summary>
    public static void MapHealth(this WebApplication app)
    {
        app.MapGet("/health/live", () => Results.Text("live")).AllowAnonymous();
        app.MapGet("/health/ready", async (Readiness node) => !app.Lifetime.ApplicationStopping.IsCancellationRequested && await node.IsReady()
            ? Results.Text("ready")
            : Results.Text("not ready", statusCode: StatusCodes.Status503ServiceUnavailable)).AllowAnonymous();
    }
}

/// <summary>Which exceptions have an answer of their own.</summary>
public static class Failures
{
    // PostgreSQL: a character that text cannot hold, which is a NUL.
    private const string Unstorable = "22021";

    /// <summary>A store or a grain that cannot answer now is a 503; a form sent twice with other content a 409.</summary>
    public static int? StatusOf(Exception failure) => failure switch
    {
        DbException { SqlState: Unstorable } => StatusCodes.Status400BadRequest,
        // From another silo: only its data are left of what made it a database's.
        { Data: var data } when data["SqlState"] is Unstorable => StatusCodes.Status400BadRequest,
        _ when ReusedOperation.Is(failure) => StatusCodes.Status409Conflict,
        // The silo that holds the grain is gone or going: whether the turn was done is not known, and the same form finds out.
        OrleansException => StatusCodes.Status503ServiceUnavailable,
        _ => StorageTrouble.Is(failure) ? StatusCodes.Status503ServiceUnavailable : null,
    };
}
