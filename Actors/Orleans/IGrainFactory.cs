namespace Orleans;

public interface IGrainFactory
{
    /// <summary>A reference; nothing is activated until it is called. The prefix of the class's full name chooses
    /// where several classes implement the interface.</summary>
    TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithStringKey;
}
