using Microsoft.Extensions.Hosting;
using Silo;
using Silo.Admin;

// A worker node: everything but the pages. Its settings stand beside it, wherever it is started from.
var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { Args = args, ContentRootPath = AppContext.BaseDirectory });
if (await CommandLine.TryRun(args, builder.Configuration) is { } exit)
    return exit;
builder.Services.AddGuichetSilo(builder.Configuration);
using var host = builder.Build();
await host.RunAsync();
return 0;
