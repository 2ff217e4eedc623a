using Orleans.Runtime;

namespace Orleans;

public interface IGrain : IAddressable;

/// <summary>A grain contract whose actors are found by a string. A proxy is generated for each.</summary>
public interface IGrainWithStringKey : IGrain;
