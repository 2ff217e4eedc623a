namespace Grains.Interfaces;

/// <summary>
/// The same operation came with other content. Said on the exception itself: on its way from another silo it keeps its type, message and data,
/// but no property of its own.
/// </summary>
public static class ReusedOperation
{
    private const string Mark = "operation.reused";

    public static ArgumentException Refused()
    {
        var refusal = new ArgumentException("This operation was done before with other content.", "operation");
        refusal.Data[Mark] = true;
        return refusal;
    }

    public static bool Is(Exception failure) => failure.Data.Contains(Mark);
}
