using Grains.Interfaces;
using Grains.Interfaces.Requests;

namespace Silo.Demo;

/// <summary>What happened to a demo request since it was sent, told by the same grain as everybody's.</summary>
internal static class DemoLines
{
    /// <param name="later">Before each: people take their time.</param>
    public static async Task Play(this IReadOnlyList<DemoLine> lines, IRequestGrain request, Func<OperationId> next, Func<Task> later)
    {
        foreach (var line in lines)
        {
            await later();
            switch (line)
            {
                case Takes(var by):
                    await request.TakeCharge(by.Caller, next());
                    break;
                case Says(var by, var text, var answers):
                    await request.Post(by.Caller, next(), new NewMessage(text, []) { Answers = answers });
                    break;
                case Asks(var by, var text, var items):
                    await request.AskFor(by.Caller, next(), items, text);
                    break;
                case Notes(var by, var text):
                    await request.Note(by.Caller, next(), text);
                    break;
                case Reads(var by):
                    await request.Seen(by.Caller, long.MaxValue, read: true);
                    break;
                case Records(var by):
                    await request.RecordChange(by.Caller, next());
                    break;
                case Closes(var by, var reason):
                    await request.Close(by.Caller, next(), reason);
                    break;
            }
        }
    }
}
