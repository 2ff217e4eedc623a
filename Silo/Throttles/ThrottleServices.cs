using System.Text.Json;
using Grains.Commits;
using Grains.Throttles;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Storage;
using Silo.Storage.PostgreSql;

namespace Silo.Throttles;

/// <summary>Orleans' own storage, for the one kind of grain whose state belongs to no commit.</summary>
internal static class ThrottleServices
{
    public static IServiceCollection AddThrottleStorage(this IServiceCollection services, NodeSettings node)
    {
        if (PostgreSqlDatabase.IsAddress(node.Store))
            services.AddSingleton(s => ThrottleStore.On(s.GetRequiredService<PostgreSqlDatabase>()));
        else
            services.AddSingleton(_ => ThrottleStore.In(Path.Combine(node.DataDirectory, "throttle.db")));
        services.OpenAtStart<ThrottleStore>();
        return services.AddOrleans(silo => silo.AddAdoNetGrainStorage(SourceGrain.Storage, options => options.Configure<ThrottleStore>((o, store) =>
            (o.Invariant, o.DataSource, o.GrainStorageSerializer) = (store.Provider, store.Database, new PlainJson()))));
    }

    /// <summary>The statements read in it until when a row counts; Orleans' own would name types.</summary>
    private sealed class PlainJson : IGrainStorageSerializer
    {
        public BinaryData Serialize<T>(T? input) => new(JsonSerializer.SerializeToUtf8Bytes(input, GrainState.Json));

        public T Deserialize<T>(BinaryData input) => JsonSerializer.Deserialize<T>(input.ToMemory().Span, GrainState.Json)!;
    }
}
