using Grains.Batches;
using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Batches;
using Grains.Mail;

namespace Grains.Spaces;

/// <summary>One mail to each of a group of administrators or members: at once where they are few, as a batch where they are more.</summary>
/// <param name="Group">Which administrators, as <see cref="AdministratorMailWork"/> reads it.</param>
/// <param name="Wish">Names the event.</param>
internal sealed record AdministratorMail(string Portal, string Template, string Group, string Subject, string Wish)
{
    public IReadOnlyDictionary<string, string> Values { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <param name="by">They need not be told what they did themselves.</param>
    /// <param name="administrators">The first of them: one more than may be told at once says that they are more.</param>
    public IEnumerable<Effect> To(IReadOnlyList<string> administrators, Caller by, DateTimeOffset at) =>
        administrators.Count <= BatchStep.MostAtOnce
            ? administrators.Where(a => a != by.Account).Select(a => new MailJob(Template, a, Portal, Values)
                .At($"{Template}/{Wish}/{a}/{at.ToUnixTimeMilliseconds()}", at, JobLane.Mail))
            : [BatchStep.Begin(Portal, $"{Template}/{Wish}/{at.ToUnixTimeMilliseconds()}", Order(by), at)];

    // Who asked reads no result: it would name people of other spaces to them.
    private BatchOrder Order(Caller by) => new(AdministratorMailWork.Name, by, "", Subject, new Dictionary<string, string>(Values, StringComparer.Ordinal)
    {
        [AdministratorMailWork.Template] = Template, [AdministratorMailWork.Group] = Group,
    });
}
