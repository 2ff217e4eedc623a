namespace Grains.Interfaces.Requests;

/// <summary>The same request, as specialists advise who answers it: the medical referees, who read its medical pieces. No customer hears of it.</summary>
[Alias("IRequestAdviceGrain")]
public interface IRequestAdviceGrain : IGrainWithStringKey
{
    /// <summary>
    /// Asks the specialists for their advice, by the adviser in charge: they are told by mail, and it stands in their queue until one gives it or the request is
    /// closed. Refused: EmptyMessage; TooLong; AdviceAsked while one is awaited; NotInCharge; TakenByAnother; AlreadyClosed; NotAllowed to customers.
    /// </summary>
    /// <param name="question">1 to <see cref="NewMessage.MaxLength"/> characters.</param>
    [Alias("AskAdvice")]
    Task<Result<RequestRefusal>> AskAdvice(Caller by, OperationId operation, string question);

    /// <summary>
    /// Takes the question back, by the adviser in charge: it leaves the specialists' queue, and the notes say so. Refused: NoAdvice when none is awaited, also at a
    /// second attempt; NotInCharge; TakenByAnother; AlreadyClosed; NotAllowed to customers.
    /// </summary>
    [Alias("WithdrawAdvice")]
    Task<Result<RequestRefusal>> WithdrawAdvice(Caller by, OperationId operation);

    /// <summary>
    /// Gives the advice that is awaited, whoever has the request: advisers read it among the notes, and who asked is told by mail. Refused: NotAllowed to who is no
    /// specialist; NoAdvice when none is awaited, also at a second attempt; EmptyMessage; TooLong.
    /// </summary>
    [Alias("GiveAdvice")]
    Task<Result<RequestRefusal>> GiveAdvice(Caller by, OperationId operation, string text);
}
