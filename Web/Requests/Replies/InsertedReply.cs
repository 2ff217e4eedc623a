using Grains.Interfaces.Requests;
using Grains.Requests.Replies;

namespace Web.Requests.Replies;

/// <summary>A message that a canned reply joins.</summary>
public static class InsertedReply
{
    /// <summary>The message with the reply behind it, or as it was with the reason.</summary>
    /// <param name="asked">The reply that was asked for; empty for none.</param>
    /// <param name="chosen">The one that is offered under it.</param>
    public static (string Text, string? Fault) Into(string written, string? asked, OfferedReply? chosen)
    {
        if (chosen is null)
            return (written, string.IsNullOrEmpty(asked) ? ReplyTexts.FaultPick : ReplyTexts.FaultNotOffered);
        var whole = written.Length == 0 ? chosen.Text : $"{written}\n\n{chosen.Text}";
        return whole.Length <= NewMessage.MaxLength ? (whole, null) : (written, string.Format(ReplyTexts.FaultFull, NewMessage.MaxLength));
    }
}
