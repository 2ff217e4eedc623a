using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using MimeKit;
using Silo.Messaging;

namespace Grains.Tests.Messaging;

/// <summary>One message as the server took it.</summary>
public sealed record ReceivedMail(string From, string[] To, bool Tls, bool Utf8, string Content)
{
    [JsonIgnore]
    public MimeMessage Message => MimeMessage.Load(new MemoryStream(Encoding.Latin1.GetBytes(Content)));
}

/// <summary>
/// Debian's aiosmtpd on loopback with a certificate of its own. <see cref="IsOurs"/> trusts it, and no other, beside the system's: what an
/// operator does for a relay by adding its authority to the system's.
/// </summary>
public sealed class SmtpServer : IAsyncLifetime
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("guichet-smtp-");
    private readonly X509Certificate2 _certificate = SelfSigned();
    private Process _process = null!;

    public int Port { get; private set; }

    /// <summary><c>starttls</c>, <c>implicit</c> or <c>none</c>.</summary>
    public string Mode { get; init; } = "starttls";

    public bool OffersUtf8 { get; init; }

    public async Task InitializeAsync()
    {
        var certificate = Path.Combine(_directory.FullName, "certificate.pem");
        var key = Path.Combine(_directory.FullName, "key.pem");
        await File.WriteAllTextAsync(certificate, _certificate.ExportCertificatePem());
        await File.WriteAllTextAsync(key, _certificate.GetRSAPrivateKey()!.ExportPkcs8PrivateKeyPem());
        _process =
            Process.Start(new ProcessStartInfo("/usr/bin/python3", [Path.Combine(Here(), "smtp_server.py"), certificate, key, Mode, OffersUtf8 ? "utf8" : ""])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var port = await _process.StandardOutput.ReadLineAsync();
        if (port is null)
            throw new InvalidOperationException(
                $"The SMTP server did not start; is python3-aiosmtpd installed (apt-get install python3-aiosmtpd)? {await _process.StandardError.ReadToEndAsync()}");
        Port = int.Parse(port, CultureInfo.InvariantCulture);
    }

    /// <summary>The next message, in the order of delivery.</summary>
    public async Task<ReceivedMail> Delivered()
    {
        var line = await _process.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(20));
        return JsonSerializer.Deserialize<ReceivedMail>(line!)!;
    }

    public async Task DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _certificate.Dispose();
        _directory.Delete(recursive: true);
    }

    public bool IsOurs(object sender, X509Certificate? shown, X509Chain? chain, SslPolicyErrors errors) =>
        errors is SslPolicyErrors.None
            || (errors is SslPolicyErrors.RemoteCertificateChainErrors && shown?.GetCertHashString() == _certificate.GetCertHashString());

    private static X509Certificate2 SelfSigned()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        var now = TimeProvider.System.GetUtcNow();
        return request.CreateSelfSigned(now.AddMinutes(-5), now.AddHours(6));
    }

    private static string Here([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
