using Grains.Accounts.Registration;
using Grains.Batches;
using Grains.Commits;
using Grains.Companies;
using Grains.Employees;
using Grains.Employees.Departures;
using Grains.Employees.Departures.Proofs;
using Grains.Employees.Due;
using Grains.Employees.Waivers;
using Grains.Letters;
using Grains.Mail;
using Grains.Notices;
using Grains.Portals;
using Grains.Requests.Changes;
using Grains.Requests.Drafts;
using Grains.Requests.Promises;
using Grains.Requests.Ties;
using Grains.Spaces;
using Grains.Spaces.Mandates;
using Microsoft.Extensions.DependencyInjection;
using Silo.Files;
using Silo.Messaging;

namespace Silo.Jobs;

/// <summary>Who does the work that commits ask for, by its kind.</summary>
internal static class JobHandlers
{
    public static void AddJobHandlers(this IServiceCollection services)
    {
        services.AddSingleton<IBatchWork, ReminderWork>();
        services.AddSingleton<IBatchWork, DepartureWork>();
        services.AddSingleton<IJobHandler, UnreadMailHandler>();
        services.AddSingleton<IJobHandler, DraftWarningHandler>();
        services.AddSingleton<IJobHandler, ToRemindMailHandler>();
        services.AddSingleton<IJobHandler, DigestJob>();
        services.AddSingleton<IJobHandler, DraftExpiry>();
        services.AddSingleton<IJobHandler, PromiseJob>();
        services.AddSingleton<IJobHandler, FormChangeJob>();
        services.AddSingleton<IJobHandler, TieJob>();
        services.AddSingleton<IJobHandler, CoverageJob>();
        services.AddSingleton<IJobHandler, AnnouncementJob>();
        services.AddSingleton<IJobHandler, EmployeeDueJob>();
        services.AddSingleton<IJobHandler, WaiverReminder>();
        services.AddSingleton<IJobHandler, ProofDueJob>();
        services.AddSingleton<IJobHandler, LettersPostedJob>();
        services.AddSingleton<IJobHandler, RegistrationJobs>();
        services.AddSingleton<IJobHandler, RegistrationExpiry>();
        services.AddSingleton<IJobHandler, PurgeHandler>();
        services.AddSingleton<IJobHandler, NothingHandler>();
        services.AddSingleton<IJobHandler, MandateJob>();
        services.AddSingleton<IJobHandler, HolderLeftJob>();
        services.AddSingleton<IJobHandler, FirmJournalJob>();
        services.AddSingleton<IJobHandler, ClaimJob>();
        services.AddSingleton<IJobHandler, BatchJob>();
        services.AddSingleton<IJobHandler, MailRetry>();
        services.AddSingleton<IBatchWork, AdministratorMailWork>();
        services.AddSingleton<IBatchWork, HandoverWork>();
        services.AddSingleton<IJobHandler, FileRemovalHandler>();
    }
}
