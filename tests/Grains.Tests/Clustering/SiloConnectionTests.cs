using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Grains.Commits;
using Grains.Interfaces.Accounts;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.Runtime.MembershipService;
using Silo.Clustering;
using Silo.Storage;
using Tests.Fixtures;

namespace Grains.Tests.Clustering;

/// <summary>Who may call a grain from another process: the silos that know the store's master key, and nobody else.</summary>
/// <remarks>Alone and after all others: what a refused silo leaves behind would disturb those that measure.</remarks>
[CollectionDefinition(nameof(SiloConnectionTests), DisableParallelization = true)]
[Collection(nameof(SiloConnectionTests))]
public sealed class SiloConnectionTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Nodes_on_two_addresses_call_each_others_grains()
    {
        var store = await FreshStore();
        await using var one = await SocketNode.Start(store, "127.0.0.1");
        await using var two = await SocketNode.Start(store, "127.0.0.2");

        Assert.Equal((IPAddress.Parse("127.0.0.1"), IPAddress.Parse("127.0.0.2")), (one.Endpoint.Address, two.Endpoint.Address));
        await AssertReaches(one, two);
        await AssertReaches(two, one);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Silo_without_the_certificate_does_not_get_in(bool withAnother)
    {
        var store = await FreshStore();
        await using var one = await SocketNode.Start(store);

        await Assert.ThrowsAsync<OrleansClusterConnectivityCheckFailedException>(() => SocketNode.Start(store, "127.0.0.2", change: Intruder(withAnother)));

        await using var two = await SocketNode.Start(store, "127.0.0.2");
        await AssertReaches(two, one);
    }

    /// <summary>SQLite's silo is alone, but its port is there: another process on the machine must not become its second silo.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Lone_silo_takes_in_nobody_without_its_certificate(bool withAnother)
    {
        await using var lone = await SocketNode.Start("sqlite");

        await Assert.ThrowsAsync<OrleansMessageRejectionException>(() =>
            SocketNode.Start("sqlite", change: services => Join(services, Intruder(withAnother))).WaitAsync(Patience));

        // Only the certificate was in the way.
        await using var second = await SocketNode.Start("sqlite", change: services => Join(services, s => s.AddSingleton(lone.Get<SiloCertificate>())));
        await AssertReaches(second, lone);

        void Join(IServiceCollection services, Action<IServiceCollection> change)
        {
            change(services);
            services.AddOrleans(silo => silo.UseDevelopmentClustering(lone.Endpoint));
        }
    }

    [Theory]
    [InlineData("sqlite", true)]
    [InlineData("sqlite", false)]
    [InlineData("postgres", true)]
    [InlineData("postgres", false)]
    public async Task Connection_without_the_certificate_hears_nothing(string kind, bool withAnother)
    {
        await using var node = await SocketNode.Start(kind == "sqlite" ? kind : await FreshStore());
        using var socket = new TcpClient();
        await socket.ConnectAsync(node.Endpoint);
        X509Certificate? presented = null;
        await using var stream = new SslStream(socket.GetStream(), false, (_, certificate, _, _) => (presented = certificate) is not null);

        var heard = await Hear(stream, withAnother ? [Another()] : []).WaitAsync(Patience);

        Assert.Equal(0, heard);
        Assert.Equal(node.Get<SiloCertificate>().Tls.LocalCertificate, presented);
    }

    [Fact]
    public async Task Certificate_is_one_for_all_and_sealed_in_the_store()
    {
        var store = await FreshStore();
        await using var one = await SocketNode.Start(store);
        await using var two = await SocketNode.Start(store, "127.0.0.2");
        var kept = Convert.FromBase64String((await one.Get<IStateStore>().ReadSetting(SiloCertificate.Setting))!);

        Assert.Equal(one.Get<SiloCertificate>().Tls.LocalCertificate, two.Get<SiloCertificate>().Tls.LocalCertificate);
        Assert.ThrowsAny<CryptographicException>(() => X509CertificateLoader.LoadPkcs12(kept, null));
        Assert.True(X509CertificateLoader.LoadPkcs12(one.Get<ISealer>().Open(kept, SiloCertificate.Setting), null).HasPrivateKey);
        var dump = await (await PostgresServer.Shared).Dump(store);
        foreach (var form in Forms(one.Get<SiloCertificate>().Tls.LocalCertificate!.GetECDsaPrivateKey()!.ExportParameters(true).D!))
            Assert.DoesNotContain(form, dump, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Silos_that_start_together_make_one_certificate()
    {
        await using var node = await SocketNode.Start(await FreshStore());
        var store = node.Get<IHostStore>();
        await store.Execute("DELETE FROM setting WHERE name = $1", CommitLane.Interactive, default, SiloCertificate.Setting);

        var made = Enumerable.Range(0, 8).Select(_ => new SiloCertificate(store, node.Get<ISealer>())).ToList();
        await Task.WhenAll(made.Select(m => Task.Run(() => m.Open(default))));

        Assert.Single(made.Select(m => m.Tls.LocalCertificate!.Thumbprint).Distinct());
    }

    [Fact]
    public async Task Node_with_another_master_key_does_not_start()
    {
        var store = await FreshStore();
        await using var one = await SocketNode.Start(store);
        var other = Path.GetTempFileName();
        await File.WriteAllTextAsync(other, Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));

        await Assert.ThrowsAsync<CryptographicException>(() => SocketNode.Start(store, "127.0.0.2", other));

        File.Delete(other);
    }

    private static async Task<string> FreshStore() => await (await PostgresServer.Shared).CreateDatabase();

    private static Action<IServiceCollection> Intruder(bool withAnother) =>
        withAnother ? services => services.AddSingleton(new SiloCertificate(Another())) : SocketNode.WithoutTls;

    private static X509Certificate2 Another()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new CertificateRequest("CN=guichet-silo", key, HashAlgorithmName.SHA256)
            .CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.MaxValue.AddYears(-1));
    }

    /// <summary>A grain that lives there answers here.</summary>
    private static async Task AssertReaches(SocketNode from, SocketNode to)
    {
        var tries = 0;
        // Until both know of each other, a grain is woken where it is asked for.
        await Eventually.True(async () =>
        {
            var grain = from.Wake<IAccountGrain>($"{from.Endpoint} {tries++}", to.Silo);
            Assert.Null(await grain.View());
            return to.Silo.Equals(await from.Grains.GetGrain<IManagementGrain>(0).GetActivationAddress(grain));
        });
    }

    /// <summary>How much a silo says to whoever greets it.</summary>
    private static async Task<int> Hear(SslStream stream, X509CertificateCollection certificates)
    {
        try
        {
            await stream.AuthenticateAsClientAsync("", certificates, checkCertificateRevocation: false);
            return await stream.ReadAsync(new byte[1]);
        }
        catch (Exception e) when (e is IOException or AuthenticationException)
        {
            return 0;
        }
    }

    /// <summary>In hexadecimal, and in base64 wherever it may begin in what was encoded.</summary>
    private static IEnumerable<string> Forms(byte[] secret) =>
        [Convert.ToHexString(secret),
            .. Enumerable.Range(0, 3).Select(shift => Convert.ToBase64String([.. new byte[shift], .. secret])[(shift == 0 ? 0 : 4)..^4])];
}
