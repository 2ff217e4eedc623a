using Silo;
using Silo.Admin;
using Web;
using Web.Accounts.Identity;
using Web.Accounts.Registration;
using Web.Accounts.Session;
using Web.Accounts.SignIn;
using Web.Demo;
using Web.Documents;
using Web.Employees.Certificates;
using Web.Employees.Departures.Proofs;
using Web.Employees.Papers;
using Web.Employees.Waivers;
using Web.Live;
using Web.Portals;
using Web.Requests.Attestations;
using Web.Requests.Receipts;
using Web.Security;
using Web.Sms;

return await ProgramStart.Run(() => Serve(args));

static async Task<int> Serve(string[] args)
{
    var builder = WebApplication.CreateBuilder(args);
    if (await CommandLine.TryRun(args, builder.Configuration) is { } exit)
        return exit;
    builder.WebHost.UseStaticWebAssets();
    builder.Services.AddGuichetSilo(builder.Configuration);
    builder.Services.AddGuichetWeb(builder.Configuration);

    var app = builder.Build();
    await app.Prepare();
    app.UseForwardedHeaders();
    app.UseWebSockets();
    app.UseWebPages(Failures.StatusOf);
    app.UseRouting();
    app.UseAuthentication();
    app.UseRateLimiter();
    app.UseLinkLimit();
    app.UseAuthorization();
    app.MapWebPages();
    app.MapPortalAddresses();
    app.MapSignOut();
    app.MapSessionClock();
    app.MapFormTokens();
    app.MapFiles();
    app.MapCertificates();
    app.MapAttestations();
    app.MapReceipts();
    app.MapPapers();
    app.MapWaiverProofs();
    app.MapPortabilityProofs();
    app.MapEvidence();
    app.MapRegisterUpload();
    app.MapIdentityFiles();
    app.MapSms();
    app.MapLive();
    app.MapHealth();
    app.MapDemo();
    // Everything is closed but what says it is open: an unknown address must be as missing to strangers as to members.
    app.MapFallback("{*path}", () => Results.NotFound()).AllowAnonymous();
    await app.RunAsync();
    return 0;
}
