using Orleans.Runtime;

namespace Grains.Tests.Clustering;

/// <summary>What a silo knows of itself.</summary>
internal sealed class LocalSilo(SiloAddress silo) : ILocalSiloDetails
{
    public string Name => "";

    public string ClusterId => "";

    public string DnsHostName => "";

    public SiloAddress SiloAddress => silo;

    public SiloAddress GatewayAddress => silo;
}
