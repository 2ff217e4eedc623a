using Microsoft.AspNetCore.Server.Kestrel.Core;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Web.Accounts.Session;
using Web.Clients;
using Web.Companies;
using Web.Employees.Affiliation;
using Web.Employees.Invite;
using Web.Letters;
using Web.Portals;
using Web.Requests.Attestations;
using Web.Security;
using Web.Statistics;

namespace Web;

/// <summary>The pages: feature folders with explicit addresses, their conventions, and what they need.</summary>
public static class WebPages
{
    public static IServiceCollection AddWebPages(this IServiceCollection services, IConfiguration configuration)
    {
        services.Configure<SiteOptions>(configuration.GetSection("Site"));
        services.Configure<SepaOptions>(configuration.GetSection("Sepa"));
        services.AddSingleton<PortalDirectory>();
        services.AddSingleton<CallLines>();
        services.AddSingleton<LetterPapers>();
        services.AddSingleton<AttestationPaper>();
        services.AddSingleton<InvitePreview>();
        services.AddSingleton<EmployeeReading>();
        services.AddSingleton<StatisticsReading>();
        services.AddSingleton<TermsBook>();
        services.AddScoped<CspNonce>();
        services.Configure<RouteOptions>(routes => routes.ConstraintMap["portal"] = typeof(PortalRouteConstraint));
        // Accents as they are, not as entities: half the size of a French page, and what tests read.
        services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
        // The framework's finest level writes down what forms bring, passwords and codes included, and another whole addresses, which in mailed
        // links hold their tokens: never, whatever is configured.
        services.AddLogging(logs => logs.AddFilter("Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure.PageActionInvoker", LogLevel.Warning)
            .AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Warning));
        services.Configure<KestrelServerOptions>(options => options.AddServerHeader = false);
        services.AddAntiforgery(options =>
        {
            options.FormFieldName = "jeton";
            // Where people come over https no other host may plant this cookie; over plain http browsers refuse such a name.
            var secure = configuration["PUBLIC_URL"]?.StartsWith("https:", StringComparison.OrdinalIgnoreCase) == true;
            options.Cookie.Name = secure ? "__Host-antiforgery" : "antiforgery";
            options.Cookie.SecurePolicy = secure ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
            // Not Strict: the link in a mail would come without it, its answer would set another, and every form that is open would be refused.
            options.Cookie.SameSite = SameSiteMode.Lax;
        });
        services.AddRazorPages(options =>
            {
                options.RootDirectory = "/";
                options.Conventions.AllowAnonymousToFolder("/Public");
            })
            .AddMvcOptions(options =>
            {
                options.ModelBinderProviders.Insert(0, new SingleLineBinderProvider());
                options.Filters.Add<HandlerRequired>();
                options.Filters.Add<TermsGate>();
                options.Filters.Add<ChosenCompanyFilter>();
                options.Filters.Add<Teams.KnownTeams>();
                options.Filters.Add<SurplusFields>();
                options.Filters.Add<FormKeyRequired>();
            });
        return services;
    }

    /// <summary>The order matters: headers on every answer, then refusals, then pages for what failed.</summary>
    public static IApplicationBuilder UseWebPages(this IApplicationBuilder app, Func<Exception, int?>? statusOf = null) => app
        .UseSecurityHeaders()
        .UseHashedAssets()
        .UseProblemPages(statusOf)
        .UseAllowedMethods()
        .UseSameOrigin()
        .UseOneSpelling();

    public static void MapWebPages(this IEndpointRouteBuilder routes)
    {
        routes.MapStaticAssets().AllowAnonymous().Add(endpoint => endpoint.Metadata.Add(new MayBeKept()));
        routes.MapRazorPages().WithStaticAssets();
    }
}
