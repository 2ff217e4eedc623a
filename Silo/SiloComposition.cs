using Actors;
using Actors.Durable;
using Dapper;
using Grains;
using Grains.Access;
using Grains.Accounts;
using Grains.Companies;
using Grains.Documents;
using Grains.Interfaces;
using Grains.Requests;
using Grains.Requests.Forms;
using Grains.Spaces;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Silo.Accounts;
using Silo.Files;
using Silo.Jobs;
using Silo.Keys;
using Silo.Mail;
using Silo.Storage;
using Silo.Storage.Sqlite;
using Silo.Time;

namespace Silo;

/// <summary>Where this node keeps its data, and what it is: from the environment (<c>DATA_DIR</c>, <c>STORE</c>, <c>DEMO</c>, <c>MASTER_KEY_FILE</c>).</summary>
public sealed record NodeSettings(string DataDirectory, string Store, bool Demo, string? MasterKeyFile, string Origin)
{
    public static NodeSettings Read(IConfiguration settings) => new(
        settings["DATA_DIR"] ?? "data",
        settings["STORE"] ?? "sqlite",
        settings["DEMO"] is "1" or "true",
        settings["MASTER_KEY_FILE"],
        (settings["PUBLIC_URL"] ?? $"http://localhost:{settings["PORT"] ?? "5080"}").TrimEnd('/'));
}

public static class SiloComposition
{
    /// <summary>Everything below the pages: store, engine, grains, queries, dispatcher, mail, files.</summary>
    /// <exception cref="InvalidOperationException">A setting that must not go to production, said in one sentence.</exception>
    public static NodeSettings AddGuichetSilo(this IServiceCollection services, IConfiguration settings)
    {
        var node = NodeSettings.Read(settings);
        var policies = ReadPolicies(settings, node);
        var mail = settings.GetSection("Mail").Get<MailOptions>() ?? new MailOptions();
        if (!node.Demo && mail.Host.Length == 0)
            throw new InvalidOperationException("Without DEMO=1 a mail server is needed: set Mail__Host (and Mail__User, Mail__Password).");
        Directory.CreateDirectory(node.DataDirectory);
        DapperTypes.Register();

        services.AddSingleton(node);
        services.AddSingleton(policies);
        services.AddSingleton(mail);
        services.AddSingleton(new SiteAddress(node.Origin));
        services.AddSingleton<IReadOnlyList<MailPortal>>([.. settings.GetSection("Portals").GetChildren().Select(p => new MailPortal(p["Slug"] ?? "", p["Name"] ?? "", p["Insurer"] ?? ""))]);
        services.AddSingleton<BusinessClock>();
        services.AddSingleton<TimeProvider>(s => s.GetRequiredService<BusinessClock>());
        services.AddSingleton<ISealer>(_ => MasterKeyOf(node));
        AddStore(services, node, settings.GetValue("SQLITE_DRAIN", 256));

        services.AddActors(null, typeof(RequestGrain).Assembly);
        services.AddSingleton(s => new DurableServices(s.GetRequiredService<IStateStore>(), s.GetRequiredService<IChangeFeed>(), s.GetRequiredService<TimeProvider>()));
        services.AddSingleton<Rights>();
        services.AddSingleton<AccountQueries>();
        services.AddSingleton<CompanyQueries>();
        services.AddSingleton<SpaceQueries>();
        services.AddSingleton<RequestQueries>();
        services.AddSingleton<ThreadQueries>();
        services.AddSingleton<FormCatalogue>();

        services.AddSingleton<PasswordHasher>();
        services.AddSingleton<Draws>();
        services.AddSingleton<SignInDesk>();
        services.AddSingleton<StaffDesk>();
        services.AddHostedService<AdminSocket>();
        services.AddSingleton<RequestNumbers>();
        AddFiles(services);
        AddMail(services, node);
        services.AddHostedService<Dispatcher>();
        services.AddSingleton<Maintenance>();
        services.AddHostedService(s => s.GetRequiredService<Maintenance>());
        return node;
    }

    private static void AddStore(IServiceCollection services, NodeSettings node, int drainSize)
    {
        if (node.Store != "sqlite")
            throw new InvalidOperationException("STORE is 'sqlite'; no other store is available in this version.");
        services.AddSingleton<InProcessFeed>();
        services.AddSingleton<IChangeFeed>(s => s.GetRequiredService<InProcessFeed>());
        services.AddSingleton<JobSignal>();
        services.AddSingleton(s =>
        {
            var store = new SqliteStore(Path.Combine(node.DataDirectory, "guichet.db"), s.GetRequiredService<ISealer>(), s.GetRequiredService<InProcessFeed>(), drainSize);
            store.WorkScheduled += s.GetRequiredService<JobSignal>().Raise;
            return store;
        });
        services.AddSingleton<IHostStore>(s => s.GetRequiredService<SqliteStore>());
        services.AddSingleton<IStateStore>(s => s.GetRequiredService<SqliteStore>());
        services.AddSingleton(s => s.GetRequiredService<SqliteStore>().Jobs);
        services.AddSingleton<ISearchFragments, SqliteSearch>();
    }

    private static void AddFiles(IServiceCollection services)
    {
        services.AddSingleton<FileShelf>();
        services.AddSingleton<IFileCatalogue>(s => s.GetRequiredService<FileShelf>());
    }

    private static void AddMail(IServiceCollection services, NodeSettings node)
    {
        services.AddSingleton<MailTemplates>();
        services.AddSingleton<MailHandler>();
        services.AddSingleton<IJobHandler>(s => s.GetRequiredService<MailHandler>());
        services.AddSingleton<IJobHandler, UnreadMailHandler>();
        services.AddSingleton<IJobHandler, DraftExpiry>();
        services.AddSingleton<SmtpChannel>();
        if (node.Demo)
        {
            services.AddSingleton<Outbox>();
            services.AddSingleton<IMailChannel>(s => s.GetRequiredService<Outbox>());
            services.AddSingleton<ISmsChannel>(s => s.GetRequiredService<Outbox>());
        }
        else
        {
            services.AddSingleton<IMailChannel>(s => s.GetRequiredService<SmtpChannel>());
            services.AddSingleton<ISmsChannel, NoSmsChannel>();
        }
    }

    private static MasterKey MasterKeyOf(NodeSettings node) =>
        node.MasterKeyFile is { Length: > 0 } file ? MasterKey.FromFile(file)
        : node.Demo ? MasterKey.ForDemo(node.DataDirectory)
        : throw new InvalidOperationException("Without DEMO=1 a master key is needed: head -c 32 /dev/urandom | base64 > key, then MASTER_KEY_FILE=key.");

    private static PolicyBook ReadPolicies(IConfiguration settings, NodeSettings node)
    {
        var common = settings.GetSection("Policy");
        var portals = settings.GetSection("Portals").GetChildren().ToDictionary(p => p["Slug"] ?? "", p => Bind(common, p.GetSection("Policy")));
        portals[Caller.StaffPortal] = Bind(common, settings.GetSection("StaffPolicy"));
        var book = new PolicyBook(portals, Bind(common));
        if (!node.Demo && book.All.Any(p => p.PasswordIterations < 220_000))
            throw new InvalidOperationException("Policy:PasswordIterations below 220000 is for demos and tests only.");
        return book;
    }

    private static Policy Bind(params ReadOnlySpan<IConfiguration> sections)
    {
        var policy = new Policy();
        foreach (var section in sections)
            section.Bind(policy);
        return policy;
    }
}

/// <summary>Instants are stored as milliseconds since 1970, on both databases.</summary>
internal static class DapperTypes
{
    public static void Register()
    {
        DefaultTypeMap.MatchNamesWithUnderscores = true;
        SqlMapper.RemoveTypeMap(typeof(DateTimeOffset));
        SqlMapper.AddTypeHandler(new Instants());
    }

    private sealed class Instants : SqlMapper.TypeHandler<DateTimeOffset>
    {
        public override DateTimeOffset Parse(object value) => DateTimeOffset.FromUnixTimeMilliseconds((long)value);

        public override void SetValue(System.Data.IDbDataParameter parameter, DateTimeOffset value) => parameter.Value = value.ToUnixTimeMilliseconds();
    }
}
