namespace Grains.Interfaces.Companies;

/// <summary>A company known by its SIREN, in one portal. Key: <c>portal/siren</c>.</summary>
[Alias("ICompanyGrain")]
public interface ICompanyGrain : IGrainWithStringKey
{
    /// <summary>Records what the insurer's core system says of it.</summary>
    [Alias("Describe")]
    Task Describe(OperationId operation, CompanyFacts facts);

    /// <summary>A day has begun on which its contracts begin, end or are read no more: open pages ask again. Tells again when told again.</summary>
    [Alias("CoverageChanged")]
    Task CoverageChanged(OperationId operation);

    /// <summary>Statuses of its employees are others from now on: open pages ask again. Tells again when told again.</summary>
    [Alias("EmployeesDue")]
    Task EmployeesDue(OperationId operation);

    /// <summary>The same where some are to be reminded: who chose to hear of it at once gets a mail within five minutes, one for all until then.</summary>
    [Alias("EmployeesToRemind")]
    Task EmployeesToRemind(OperationId operation);

    /// <summary>Takes what no mail of employees to remind has told yet, for one that is about to. A repeat is given the same.</summary>
    [Alias("TakeReminderNews")]
    Task<ReminderNews> TakeReminderNews(OperationId operation);

    /// <summary>The mail of some employee's link failed, is late, or has left after all: open pages ask again within a minute and a half. Mails that fail together are told together.</summary>
    [Alias("LinkFailed")]
    Task LinkFailed();

    [Alias("View")]
    Task<CompanyFacts?> View();
}

[Immutable]
public sealed record CompanyFacts(string Siren, string Name, string City, int Establishments);

/// <summary>Who came to be reminded after an instant, and until another.</summary>
/// <param name="After">Null: whenever it was.</param>
[Immutable]
public sealed record ReminderNews(DateTimeOffset? After, DateTimeOffset Until)
{
    /// <summary>A clock that was set back since begins anew.</summary>
    public static ReminderNews Of(DateTimeOffset? told, DateTimeOffset at) => new(told <= at ? told : null, at);
}
