using System.Globalization;
using Grains.Commits;
using Grains.Employees.Due;
using Grains.Mail;

namespace Silo.Messaging;

/// <summary>An e-mail to each who chose to hear at once that employees of a company are to be reminded.</summary>
public sealed class ToRemindMailHandler(ToRemindNews news, MailHandler mails) : IJobHandler
{
    public string Kind => ToRemindMail.JobKind;

    public async Task Handle(LeasedJob job, CancellationToken cancel)
    {
        var company = ToRemindMail.Read(job).Company.Split('/');
        // Whose mail cannot be sent keeps no other from theirs: the job is tried again, and who has it gets no second one.
        List<Exception> failed = [];
        await foreach (var reader in news.Read(job, cancel))
        {
            try
            {
                await mails.Send($"{job.Key}/{reader.Account}", Mail(reader, company[0], company[1]), cancel);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                failed.Add(e);
            }
        }
        // A refusal is final: it is what the job ends with only when nothing else is left to try.
        if (failed.Find(e => e is not JobRefusedException) is { } again)
            throw again;
        if (failed.Count > 0)
            throw failed[0];
    }

    private static MailJob Mail(ToRemindReader reader, string portal, string siren) => new(
        ToRemindMail.Template, reader.Account, portal, new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["company"] = reader.Company,
            ["count"] = reader.Count.ToString(CultureInfo.InvariantCulture),
            ["several"] = reader.Count > 1 ? "1" : "",
            ["link"] = $"/{portal}/salaries?entreprise={siren}&statut=a-relancer",
        });
}
