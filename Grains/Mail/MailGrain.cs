using Dapper;
using Grains.Access;
using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Mail;

namespace Grains.Mail;

[GrainType("mail")]
public sealed class MailGrain(CommitServices services, Rights rights) : CommittingGrain<MailState>(services), IMailGrain
{
    protected override string Kind => "mail";

    public async Task<Result<MailRefusal>> Retry(Caller by, OperationId operation) =>
        await Answer(operation, rights.ToCall(by, MailRefusal.NotFound), State.Retry(Key, by, await Waits(), Now));

    // A mail that another job sends has no job of its own: it is tried again with that one.
    private async Task<bool?> Waits()
    {
        await using var reading = await Store.OpenRead();
        return await reading.QueryFirstOrDefaultAsync<long?>(
            "SELECT (SELECT count(*) FROM job j WHERE j.key = d.job AND j.state = 0) FROM delivery d WHERE d.job = @Key", new { Key })
            is { } waiting ? waiting > 0 : null;
    }
}
