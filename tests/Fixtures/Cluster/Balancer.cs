using System.Diagnostics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.RegularExpressions;

namespace Tests.Fixtures.Cluster;

public enum BalancerKind
{
    HAProxy,
    Nginx,
}

/// <summary>The example of <c>deploy/</c> in front of two nodes, really started: https, no sticky sessions.</summary>
public sealed class Balancer : IDisposable
{
    /// <summary>What nodes behind it are set to.</summary>
    public static readonly (string Name, string Value) Trusted = ("TRUSTED_PROXIES", "127.0.0.1");

    private readonly string _directory = Directory.CreateTempSubdirectory("guichet-balancer-").FullName;
    private readonly int _port = Ports.Free();
    private readonly string _certificate;
    private Process? _process;
    private Watchdog? _watchdog;

    private Balancer() => _certificate = SelfSigned(Path.Combine(_directory, "tls.pem"));

    public Uri Address => new($"https://localhost:{_port}");

    public static async Task<Balancer> Start(BalancerKind kind, Node first, Node second)
    {
        var balancer = new Balancer();
        balancer._process = kind is BalancerKind.HAProxy ? balancer.HAProxy(first, second) : balancer.Nginx(first, second);
        balancer._watchdog = new Watchdog(balancer._process);
        balancer._process.OutputDataReceived += (_, _) => { };
        balancer._process.ErrorDataReceived += (_, _) => { };
        balancer._process.BeginOutputReadLine();
        balancer._process.BeginErrorReadLine();
        await balancer.Ready(kind);
        return balancer;
    }

    public void Dispose()
    {
        _watchdog?.Dispose();
        _process?.Kill(entireProcessTree: true);
        _process?.WaitForExit();
        _process?.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    private static string Example(string name) => Path.Combine(Node.Root(), "deploy", name);

    private static string Loopback(int port) => $"127.0.0.1:{port}";

    private Process HAProxy(Node first, Node second)
    {
        var start =
            new ProcessStartInfo("/usr/sbin/haproxy", ["-db", "-f", Example("haproxy.cfg")]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in new Dictionary<string, string>
        {
            ["HTTP_BIND"] = Loopback(Ports.Free()), ["HTTPS_BIND"] = Loopback(_port), ["STATS_BIND"] = Loopback(Ports.Free()),
            ["NODE1"] = Loopback(first.Port), ["NODE2"] = Loopback(second.Port), ["TLS_CERT"] = _certificate,
        })
            start.Environment[name] = value;
        return Process.Start(start)!;
    }

    private Process Nginx(Node first, Node second)
    {
        var text = File.ReadAllText(Example("nginx.conf"));
        foreach (var (name, line) in new Dictionary<string, string>
        {
            ["PID"] = $"pid {_directory}/pid;", ["ERROR_LOG"] = $"error_log {_directory}/error.log;", ["ACCESS_LOG"] = $"access_log off; {Folders()}",
            ["NODE1"] = Upstream(first), ["NODE2"] = Upstream(second), ["HTTP"] = $"listen {Loopback(Ports.Free())};",
                ["HTTPS"] = $"listen {Loopback(_port)} ssl http2;",
            ["STATE"] = $"listen {Loopback(Ports.Free())};", ["TLS_CERT"] = $"ssl_certificate {_certificate};",
                ["TLS_KEY"] = $"ssl_certificate_key {_certificate};",
        })
            text = Regex.Replace(text, $@"(?m)^.*# set: {name}$", line);
        var file = Path.Combine(_directory, "nginx.conf");
        File.WriteAllText(file, text);
        return Process.Start(
            new ProcessStartInfo("/usr/sbin/nginx",
                ["-p", _directory, "-e", Path.Combine(_directory, "error.log"), "-g", "daemon off;", "-c", file]) { RedirectStandardOutput = true,
                    RedirectStandardError = true })!;
    }

    private static string Upstream(Node node) => $"server {Loopback(node.Port)} max_fails=3 fail_timeout=1s;";

    // Those of the package belong to root.
    private string Folders() => string.Join(' ', new[] { "client_body", "proxy", "fastcgi", "uwsgi", "scgi" }.Select(f => $"{f}_temp_path {_directory}/{f};"));

    private async Task Ready(BalancerKind kind)
    {
        using var client = new HttpClient(new HttpClientHandler { ServerCertificateCustomValidationCallback = (_, _, _, _) => true }) { BaseAddress = Address };
        await Eventually.True(async () =>
        {
            try
            {
                return (await client.GetAsync("/accessibilite")).IsSuccessStatusCode;
            }
            catch (HttpRequestException)
            {
                return _process!.HasExited ? throw new InvalidOperationException($"{kind} ended with {_process.ExitCode}.") : false;
            }
        });
    }

    private static string SelfSigned(string path)
    {
        using var key = RSA.Create(2048);
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(now.AddHours(-1), now.AddDays(1));
        File.WriteAllText(path, $"{certificate.ExportCertificatePem()}\n{key.ExportPkcs8PrivateKeyPem()}\n");
        return path;
    }
}
