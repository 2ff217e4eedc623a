using Microsoft.AspNetCore.Builder;
using Orleans;
using Orleans.Serialization;
using Silo;
using Silo.Storage;
using Silo.Time;

namespace Cluster.Tests.Tally;

/// <summary>A node of the product's silo with one grain of the tests, reached over HTTP: <c>GET /key</c> and <c>POST /key/operation</c> answer the count.</summary>
internal static class TallyNode
{
    public const string Argument = "tally";

    public static async Task Serve()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Services.AddGuichetSilo(builder.Configuration);
        builder.Services.AddSerializer(serializer => serializer.AddAssembly(typeof(TallyNode).Assembly));
        var app = builder.Build();
        await app.Services.GetRequiredService<BusinessClock>().Read(app.Services.GetRequiredService<IHostStore>());
        app.MapGet("/health/ready", () => "ready");
        app.MapGet("/{key}", (string key, IGrainFactory grains) => grains.GetGrain<ITallyGrain>(key).Count());
        app.MapPost("/{key}/{operation}", (string key, string operation, IGrainFactory grains) => grains.GetGrain<ITallyGrain>(key).Add(operation));
        await app.RunAsync();
    }
}
