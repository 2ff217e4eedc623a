namespace Orleans;

/// <summary>The way in for what is no grain: pages, the dispatcher.</summary>
public interface IClusterClient : IGrainFactory
{
    IServiceProvider ServiceProvider { get; }
}
