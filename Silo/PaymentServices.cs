using Grains.Accounts.SignIn;
using Grains.Commits;
using Grains.Payments;
using Microsoft.Extensions.DependencyInjection;

namespace Silo;

/// <summary>Bank accounts on their way, and the second proof that asking for one takes.</summary>
internal static class PaymentServices
{
    public static void AddPayments(this IServiceCollection services)
    {
        services.AddSingleton<StepUpService>();
        services.AddSingleton<BankAccounts>();
        services.AddSingleton<BankChangeQueries>();
        services.AddSingleton<BankLinks>();
        services.AddSingleton<SealedAnswers>();
        services.AddSingleton<IJobHandler, BankChangeJob>();
        services.AddSingleton<IJobHandler, BankChangeEndJob>();
    }
}
