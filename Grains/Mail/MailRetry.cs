using Grains.Commits;

namespace Grains.Mail;

/// <summary>Makes a message's job due at once. One that has ended meanwhile stays so.</summary>
public sealed class MailRetry(IJobStore jobs, TimeProvider clock) : IJobHandler
{
    public const string JobKind = "mail-retry";

    public string Kind => JobKind;

    public async Task Handle(LeasedJob job, CancellationToken cancel) => await jobs.Hasten(job.Payload, clock.GetUtcNow(), cancel);
}
