using System.Diagnostics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.RegularExpressions;

namespace Cluster.Tests;

/// <summary>The proxies' examples are taken by the proxies themselves, and keep what the nodes count on.</summary>
public sealed partial class ProxyConfigTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("guichet-proxy-");

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public async Task Haproxy_takes_its_file()
    {
        var (exit, said) =
            await Run("haproxy", ["-c", "-f", Example("haproxy.cfg")],
                new() { ["TLS_CERT"] = Certificate(), ["NODE1"] = "127.0.0.1:5091", ["NODE2"] = "127.0.0.1:5092" });

        Assert.True(exit == 0, said);
        Assert.DoesNotContain("WARNING", said, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Nginx_takes_its_file()
    {
        var certificate = Certificate();
        var text = Set(await File.ReadAllTextAsync(Example("nginx.conf")), new()
        {
            ["PID"] = $"pid {_directory.FullName}/nginx.pid;",
            ["TLS_CERT"] = $"ssl_certificate {certificate};",
            ["TLS_KEY"] = $"ssl_certificate_key {certificate};",
        });
        var file = Path.Combine(_directory.FullName, "nginx.conf");
        await File.WriteAllTextAsync(file, text);

        var (exit, said) = await Run("nginx", ["-t", "-c", file], []);

        Assert.True(exit == 0, said);
        Assert.DoesNotContain("[warn]", said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("haproxy.cfg")]
    [InlineData("nginx.conf")]
    public async Task Nodes_are_asked_without_stickiness_and_told_the_client_s_address_by_the_proxy_alone(string name)
    {
        var text = Comment().Replace(await File.ReadAllTextAsync(Example(name)), "");

        Assert.DoesNotMatch(@"(?m)\b(cookie|stick|sticky|stick-table|ip_hash|hash|balance source)\b", text);
        // Setting it takes the place of the client's own; adding to it would not.
        Assert.Matches(@"(http-request set-header X-Forwarded-For %\[src\]|proxy_set_header X-Forwarded-For \$remote_addr;)", text);
        Assert.DoesNotMatch(@"(option forwardfor|add-header X-Forwarded|proxy_add_x_forwarded_for|non_idempotent)", text);
        Assert.Contains("/health/ready", text, StringComparison.Ordinal);
    }

    /// <summary>Replaces the lines that the file marks as those to adapt.</summary>
    private static string Set(string text, Dictionary<string, string> lines)
    {
        foreach (var (name, line) in lines)
        {
            var marked = new Regex($@"(?m)^.*# set: {name}$");
            Assert.Single(marked.Matches(text));
            text = marked.Replace(text, line);
        }
        return text;
    }

    private static string Example(string name)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Actors.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("Not below the solution.");
        return Path.Combine(folder.FullName, "deploy", name);
    }

    private string Certificate()
    {
        using var key = RSA.Create(2048);
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(now.AddHours(-1), now.AddDays(1));
        var path = Path.Combine(_directory.FullName, "tls.pem");
        File.WriteAllText(path, $"{certificate.ExportCertificatePem()}\n{key.ExportPkcs8PrivateKeyPem()}\n");
        return path;
    }

    private static async Task<(int Exit, string Said)> Run(string command, string[] arguments, Dictionary<string, string> environment)
    {
        var start = new ProcessStartInfo(command, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["PATH"] += ":/usr/sbin:/usr/local/sbin";
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        // The search for the command itself uses this process's own path.
        if (File.Exists($"/usr/sbin/{command}"))
            start.FileName = $"/usr/sbin/{command}";
        using var process = Process.Start(start)!;
        var said = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, string.Concat(said));
    }

    [GeneratedRegex(@"(?m)\s*#.*$")]
    private static partial Regex Comment();
}
