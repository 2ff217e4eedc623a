using System.Globalization;
using Bench;
using Bench.Costs;
using Bench.Imports;
using Bench.Peers.Web;
using Bench.Searches;

if (args is [BareHub.Argument, var address])
{
    await BareHub.Serve(address);
    return;
}
if (args is [WebPeer.Argument, var peer, var database])
{
    await WebPeer.Serve(peer, database);
    return;
}
var wanted = args.Length > 0 ? args[0] : "all";
bool Asked(string name) => wanted is "all" || wanted == name;

Console.WriteLine($"{Environment.ProcessorCount} cores, {Environment.OSVersion}, .NET {Environment.Version}\n");
if (Asked("turns"))
    await Turns.Run();
if (Asked("nodes"))
    await Nodes.Run();
if (Asked("engine"))
    await Engines.Run();
if (Asked("parts"))
    await Parts.Run();
if (Asked("history"))
    await History.Run();
if (Asked("spaces"))
    await Spaces.Run(args.Length > 1 ? double.Parse(args[1], CultureInfo.InvariantCulture) : 1);
if (Asked("members"))
    await MemberPosts.Run();
if (Asked("employees"))
    await Employees.Run(args.Length > 1 ? int.Parse(args[1], System.Globalization.CultureInfo.InvariantCulture) : 100);
if (Asked("due"))
    await DueAtOnce.Run(args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 10_000);
if (Asked("export"))
    await SlowExport.Run(args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 100_000);
if (Asked("import"))
    await Import.Run(args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 100_000);
if (Asked("queue"))
    await Queue.Run(args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 50_000);
if (Asked("search"))
    await Search.Run(args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 100, args.Length > 2 ? args[2] : null);
if (Asked("refresh"))
    await ThreadRefresh.Run();
if (Asked("pages"))
    await Pages.Run();
if (Asked("page-costs"))
    await PageCosts.Run(args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 100_000, args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : 5000);
if (wanted is "pictures")
    await Pictures.Run();
if (Asked("days"))
    await Days.Run();
if (Asked("http"))
    await Http.Run();
if (Asked("reads"))
    await Reads.Run();
if (Asked("timing"))
    await Timing.Run();
if (Asked("tries"))
    await TimingTries.Run();
if (Asked("signins"))
    await SignIns.Run();
if (Asked("start"))
    await Start.Run();
if (Asked("live"))
    await Live.Run();
if (Asked("live2"))
    await LiveNodes.Run();
if (Asked("failover"))
    await Failover.Run();
