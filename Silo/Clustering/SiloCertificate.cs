using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Grains.Commits;
using Orleans.Connections.Security;
using Silo.Storage;

namespace Silo.Clustering;

/// <summary>
/// What silos know each other by: one certificate for all silos of a store, made by the first of them and kept in the store, sealed under the
/// master key. Each presents it and accepts no other, so that a process without that key can neither call a grain nor pose as a silo.
/// </summary>
internal sealed class SiloCertificate(IHostStore store, ISealer sealer) : IOpenAtStart
{
    public const string Setting = "silo-certificate";

    private TlsOptions? _tls;

    /// <summary>One that no store keeps.</summary>
    internal SiloCertificate(X509Certificate2 certificate) : this(null!, null!) => _tls = Of(certificate);

    public TlsOptions Tls => _tls ?? throw new InvalidOperationException("The silos' certificate is not open yet.");

    public async Task Open(CancellationToken cancel) => _tls ??= Of(await Read(cancel));

    private async Task<X509Certificate2> Read(CancellationToken cancel)
    {
        if (await store.ReadSetting(Setting, cancel) is not { } kept)
        {
            var made = Convert.ToBase64String(sealer.Seal(Make(), Setting));
            // Of silos that start together one is the first; all read what is kept.
            await store.Execute("INSERT INTO setting (name, value) VALUES ($1, $2) ON CONFLICT DO NOTHING", CommitLane.Interactive, cancel, Setting, made);
            kept = (await store.ReadSetting(Setting, cancel))!;
        }
        return X509CertificateLoader.LoadPkcs12(sealer.Open(Convert.FromBase64String(kept), Setting), null);
    }

    private static TlsOptions Of(X509Certificate2 certificate) => new()
    {
        LocalCertificate = certificate,
        RemoteCertificateMode = RemoteCertificateMode.RequireCertificate,
        ClientCertificateMode = RemoteCertificateMode.RequireCertificate,
        // Who holds its key counts, not who signed it nor its dates.
        RemoteCertificateValidation = (other, _, _) => other.RawDataMemory.Span.SequenceEqual(certificate.RawDataMemory.Span),
    };

    private static byte[] Make()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=guichet-silo", key, HashAlgorithmName.SHA256);
        // RFC 5280 §4.1.2.5: a certificate without a well-defined end. Silos must not fall apart on a date that nobody watches.
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, new DateTimeOffset(9999, 12, 31, 23, 59, 59, TimeSpan.Zero));
        return certificate.Export(X509ContentType.Pkcs12);
    }
}
