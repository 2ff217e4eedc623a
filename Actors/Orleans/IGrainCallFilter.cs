namespace Orleans;

/// <summary>A grain class that implements this wraps every call made to it.</summary>
public interface IIncomingGrainCallFilter
{
    Task Invoke(IIncomingGrainCallContext context);
}
