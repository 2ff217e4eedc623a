using Dapper;
using Grains;
using Grains.Access;
using Grains.Accounts;
using Grains.Accounts.Passwords;
using Grains.Accounts.Recovery;
using Grains.Accounts.Registration;
using Grains.Accounts.SignIn;
using Grains.Batches;
using Grains.Calendars;
using Grains.Commits;
using Grains.Companies;
using Grains.Contracts;
using Grains.Documents;
using Grains.Employees;
using Grains.Employees.Due;
using Grains.Employees.Waivers;
using Grains.Letters;
using Grains.Mail;
using Grains.Notices;
using Grains.Portals;
using Grains.Reads;
using Grains.Requests;
using Grains.Requests.Attestations;
using Grains.Requests.Callbacks;
using Grains.Requests.Drafts;
using Grains.Requests.Forms;
using Grains.Requests.Replies;
using Grains.Spaces;
using Grains.Spaces.Mandates;
using Grains.Statistics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Silo.Admin;
using Silo.Clustering;
using Silo.CoreSystem;
using Silo.Files;
using Silo.Jobs;
using Silo.Keys;
using Silo.Messaging;
using Silo.Portals;
using Silo.Storage;
using Silo.Storage.PostgreSql;
using Silo.Storage.Sqlite;
using Silo.Throttles;
using Silo.Time;

namespace Silo;

public static class SiloSetup
{
    /// <summary>For calls that are under way (they answer within 10 s) and for the silo to leave. What supervises the process kills it after 30 s.</summary>
    private static readonly TimeSpan Leaving = TimeSpan.FromSeconds(10);

    /// <summary>Everything below the pages: store, silo, grains, queries, dispatcher, mail, files.</summary>
    /// <exception cref="SettingRefusedException">A setting that must not go to production, said in one sentence.</exception>
    public static NodeSettings AddGuichetSilo(this IServiceCollection services, IConfiguration settings)
    {
        var node = NodeSettings.Read(settings);
        var sms = SmsOptions.Read(settings);
        var policies = PolicySettings.Read(settings, node.Demo, sms);
        var mail = MailOptions.Read(settings);
        var forms = FormCatalogue.Read(settings["FORMS_DIR"]);
        if (!node.Demo && mail.Host.Length == 0)
            throw new SettingRefusedException("Without DEMO=1 a mail server is needed: set Mail__Host (and Mail__User, Mail__Password).");
        DapperTypes.Register();

        services.AddHostedService<StopLimit>();
        services.AddSingleton<NodeOpening>();
        services.AddHostedService(s => s.GetRequiredService<NodeOpening>());
        services.AddSingleton(node);
        services.AddSingleton(policies);
        services.AddSingleton(mail);
        services.AddSingleton(sms);
        services.AddSingleton(new SiteAddress(node.Origin));
        services.AddSingleton<IReadOnlyList<MailPortal>>(
            [.. settings.GetSection("Portals").GetChildren().Select(p => new MailPortal(p["Slug"] ?? "", p["Name"] ?? "", p["Insurer"] ?? "", p["Brand"] ?? "",
                p["Phone"] ?? settings["Site:Phone"] ?? "", p["Calendar"] ?? "", p["ReturnAddress"] ?? ""))]);
        services.AddSingleton<BusinessClock>();
        services.AddSingleton<TimeProvider>(s => s.GetRequiredService<BusinessClock>());
        services.Configure<HostOptions>(host => host.ShutdownTimeout = Leaving);
        services.AddHostedService<ClockFollower>();
        AddStore(services, node, settings.ReadSection<CommitBatchOptions>("Drain"));

        services.AddClustering(node, settings);
        services.AddThrottleStorage(node);
        services.AddSingleton(s =>
            new CommitServices(s.GetRequiredService<IStateStore>(), s.GetRequiredService<ILease>(), s.GetRequiredService<TimeProvider>()));
        services.AddSingleton<IReaderPresence, AlwaysPresent>();
        services.AddSingleton<Rights>();
        services.AddClients();
        services.AddSingleton<AccountQueries>();
        services.AddSingleton<CompanyQueries>();
        services.AddSingleton<ContractQueries>();
        services.AddSingleton<CallbackQueries>();
        services.AddSingleton<DeclaredStopQueries>();
        services.AddSingleton<InsuredFacts>();
        services.AddSingleton<FormFactQueries>();
        services.AddSingleton<DraftKeeping>();
        services.AddSingleton<DraftQueries>();
        services.AddPayments();
        services.AddSingleton<InsuredQueries>();
        services.AddSingleton<CalendarBook>();
        services.AddSingleton<EmployeeQueries>();
        services.AddSingleton<ToRemindQueries>();
        services.AddSingleton<ToRemindNews>();
        services.AddSingleton<ContestQueries>();
        services.AddSingleton<WaiverQueries>();
        services.AddSingleton<LetterQueries>();
        services.AddSingleton<EmployeeExport>();
        services.AddSingleton<ReminderService>();
        services.AddDepartures();
        services.AddSingleton<LinkWatch>();
        services.AddJobHandlers();
        services.AddDesk();
        services.AddImports();
        services.AddEvidence();
        services.AddSingleton<SpaceQueries>();
        services.AddSingleton<PortfolioQueries>();
        services.AddSingleton<AddCompanyService>();
        services.AddSingleton<MemberQueries>();
        services.AddSingleton<MandateQueries>();
        services.AddSingleton<SpaceClaimQueries>();
        services.AddSingleton<JournalExport>();
        services.AddSingleton<HandoverQueries>();
        services.AddSingleton<BatchQueries>();
        services.AddSingleton<DeliveryQueries>();
        services.AddSingleton<InvitationService>();
        services.AddSingleton<RegistrationQueries>();
        services.AddSingleton<RequestQueries>();
        services.AddSingleton<ColleagueQueries>();
        services.AddSingleton<CannedReplyQueries>();
        services.AddSingleton<ThreadQueries>();
        services.AddSingleton<AttestationCodes>();
        services.AddSingleton<AttestationQueries>();
        services.AddSingleton<AttestationCheck>();
        services.AddSingleton<NoticeQueries>();
        services.AddSingleton<RecipientQueries>();
        services.AddSingleton<NoticeChoices>();
        services.AddSingleton<UnsubscribeLinks>();
        services.AddSingleton<DigestService>();
        services.AddSingleton<DigestStart>();
        services.AddSingleton<WaitQueries>();
        services.AddSingleton<PortalQueries>();
        services.AddSingleton<AnnouncementQueries>();
        services.AddSingleton<StatisticsQueries>();
        services.AddSingleton<DayCountService>();
        services.AddSingleton<StaffQueries>();
        services.AddSingleton(forms);
        services.AddSingleton<FormArchive>();
        services.AddSingleton<FormKeeping>().OpenAtStart<FormKeeping>();

        services.AddSingleton(_ => new PasswordHasher());
        services.AddSingleton<DerivedSecrets>();
        services.AddSingleton<AccountLookup>();
        services.AddSingleton<SignInService>();
        services.AddSingleton<RecoveryService>();
        services.AddSingleton<StaffInvitationService>();
        services.AddSingleton<RegistrationService>();
        services.AddSingleton<AffiliationService>();
        services.AddSingleton<WaiverService>();
        services.AddSingleton<FormerWaivers>();
        services.AddSingleton<CertificateService>();
        services.AddSingleton<PrintService>();
        services.AddSingleton<Grains.CoreSystem.CoreSystemProofs>();
        services.AddSingleton<CoreSystemImport>();
        services.AddSingleton<CompanyDescriptions>();
        services.AddSingleton<AdminCommands>();
        services.AddSingleton<RequestNumbers>();
        AddFiles(services, ScannerOptions.Read(settings));
        AddMail(services, node, sms);
        services.AddHostedService<PolicyReport>();
        services.AddHostedService<Dispatcher>();
        services.AddHostedService<DailyDigests>();
        services.AddHostedService<DailyStatistics>();
        services.AddHostedService<AdminSocket>();
        services.AddSingleton<Maintenance>();
        services.AddHostedService(s => s.GetRequiredService<Maintenance>());
        return node;
    }

    private static void AddStore(IServiceCollection services, NodeSettings node, CommitBatchOptions drain)
    {
        services.AddSingleton<JobSignal>();
        services.AddSingleton<IStateStore>(s => s.GetRequiredService<IHostStore>());
        services.AddSingleton<ISealer>(s => s.GetRequiredService<NodeKey>());
        if (PostgreSqlDatabase.IsAddress(node.Store))
            AddPostgreSql(services, node, drain);
        else if (node.Store == "sqlite")
            AddSqlite(services, node, drain);
        else
            throw new SettingRefusedException(
                "STORE is 'sqlite' (one node) or an address such as postgres://guichet:password@localhost:5432/guichet (one node or more).");
    }

    private static void AddSqlite(IServiceCollection services, NodeSettings node, CommitBatchOptions drain)
    {
        services.AddSingleton(new NodeKey(node, _ => Task.FromResult(MasterKey.ForDemo(node.DataDirectory))));
        services.AddSingleton<ILease, SoleLease>();
        services.AddSingleton<InProcessFeed>();
        services.AddSingleton<IChangeFeed>(s => s.GetRequiredService<InProcessFeed>());
        services.AddSingleton(s =>
        {
            var store =
                new SqliteStore(Path.Combine(node.DataDirectory, "guichet.db"), s.GetRequiredService<ISealer>(), s.GetRequiredService<InProcessFeed>(),
                    drain.Size);
            store.WorkScheduled += s.GetRequiredService<JobSignal>().Raise;
            return store;
        });
        services.AddSingleton<IHostStore>(s => s.GetRequiredService<SqliteStore>());
        services.AddSingleton(s => s.GetRequiredService<SqliteStore>().Jobs);
        services.OpenAtStart<SqliteStore>().OpenAtStart<NodeKey>();
        services.AddSingleton<ISearchFragments, SqliteSearch>();
        services.AddSingleton<ISqlDialect, SqliteDialect>();
    }

    private static void AddPostgreSql(IServiceCollection services, NodeSettings node, CommitBatchOptions drain)
    {
        services.AddSingleton(_ => new PostgreSqlDatabase(node.Store));
        services.AddSingleton(s => new NodeKey(node, async cancel => MasterKey.Parse([await s.GetRequiredService<PostgreSqlDatabase>().DemoKey(cancel)])));
        services.AddSingleton<SiloLease>();
        services.AddSingleton<PostgreSqlFeed>();
        services.AddSingleton<ILease>(s => s.GetRequiredService<SiloLease>());
        services.AddSingleton<IChangeFeed>(s => s.GetRequiredService<PostgreSqlFeed>());
        services.AddSingleton<IHostStore>(s =>
        {
            var store =
                new PostgreSqlStore(s.GetRequiredService<PostgreSqlDatabase>(), s.GetRequiredService<ISealer>(), drain, s.GetRequiredService<SiloLease>());
            store.WorkScheduled += s.GetRequiredService<JobSignal>().Raise;
            return store;
        });
        services.AddSingleton(s => ((PostgreSqlStore)s.GetRequiredService<IHostStore>()).Jobs);
        // A silo that is not heard is declared dead: the feed's heartbeat, which renews its lease, begins before the silo and not with its first grain.
        services.OpenAtStart<PostgreSqlDatabase>().OpenAtStart<NodeKey>().OpenAtStart<PostgreSqlFeed>();
        services.AddSingleton<ISearchFragments, PostgreSqlSearch>();
        services.AddSingleton<ISqlDialect, PostgreSqlDialect>();
    }

    private static void AddFiles(IServiceCollection services, ScannerOptions scanner)
    {
        services.AddSingleton(new VirusScanner(scanner));
        services.AddSingleton<FileScans>();
        services.AddSingleton<FileStore>();
        services.AddSingleton<IFileCatalogue>(s => s.GetRequiredService<FileStore>());
    }

    private static void AddMail(IServiceCollection services, NodeSettings node, SmsOptions sms)
    {
        services.AddSingleton<MailTemplates>();
        services.AddSingleton<Deliveries>();
        services.AddSingleton<EndedBatches>();
        services.AddSingleton<OnceDone>();
        services.AddSingleton<FormerMandates>();
        services.AddSingleton<Proposals>();
        services.AddSingleton<MailHandler>();
        services.AddSingleton<IJobHandler>(s => s.GetRequiredService<MailHandler>());
        services.AddSingleton<HeldNotices>();
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
        services.AddSingleton<TwilioNotices>();
        if (!sms.IsConfigured)
            return;
        services.AddSingleton<ISmsChannel, TwilioChannel>();
        // The client's own log lines carry the account's address and, at their finest, headers. A redirect would carry the token elsewhere.
        services.AddHttpClient(TwilioChannel.Client, client => client.MaxResponseContentBufferSize = 64 * 1024)
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
            .RemoveAllLoggers();
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
