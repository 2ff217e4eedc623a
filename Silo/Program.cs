using Microsoft.Extensions.Hosting;
using Silo;
using Silo.Admin;

return await ProgramStart.Run(() => Work(args));

static async Task<int> Work(string[] args)
{
    // A worker node: everything but the pages. Its settings stand beside it, wherever it is started from.
    var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { Args = args, ContentRootPath = AppContext.BaseDirectory });
    if (await CommandLine.TryRun(args, builder.Configuration) is { } exit)
        return exit;
    builder.Services.AddGuichetSilo(builder.Configuration);
    using var host = builder.Build();
    // What refuses the start is said in one line: the host would log it with its stack.
    await host.Services.Open();
    await host.RunAsync();
    return 0;
}
