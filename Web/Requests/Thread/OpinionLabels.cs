using Grains.Interfaces.Requests;

namespace Web.Requests.Thread;

/// <summary>What a customer thinks of an answer, in words.</summary>
public static class OpinionLabels
{
    public static readonly IReadOnlyList<Opinion> All = [Opinion.Satisfied, Opinion.Partly, Opinion.Unsatisfied];

    /// <summary>On the button.</summary>
    public static string Answer(Opinion opinion) => opinion switch
    {
        Opinion.Satisfied => SequelTexts.Satisfied,
        Opinion.Partly => SequelTexts.Partly,
        _ => SequelTexts.Unsatisfied,
    };

    /// <summary>To an adviser.</summary>
    public static string Word(Opinion opinion) => opinion switch
    {
        Opinion.Satisfied => SequelTexts.OpinionSatisfied,
        Opinion.Partly => SequelTexts.OpinionPartly,
        _ => SequelTexts.OpinionUnsatisfied,
    };
}
