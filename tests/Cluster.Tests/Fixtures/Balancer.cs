using System.Diagnostics;

namespace Cluster.Tests.Fixtures;

public enum BalancerKind
{
    HAProxy,
    Nginx,
}

/// <summary>A real load balancer in front of the nodes, no sticky sessions.</summary>
public sealed class Balancer : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("guichet-balancer-").FullName;
    private readonly int _port = Node.FreePort();
    private Process? _process;

    public Uri Address => new($"http://localhost:{_port}");

    public static async Task<Balancer> Start(BalancerKind kind, IReadOnlyList<int> nodes)
    {
        var balancer = new Balancer();
        await balancer.Run(kind, nodes);
        return balancer;
    }

    public void Dispose()
    {
        _process?.Kill(entireProcessTree: true);
        _process?.WaitForExit();
        _process?.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    private async Task Run(BalancerKind kind, IReadOnlyList<int> nodes)
    {
        var file = Path.Combine(_directory, "balancer.conf");
        await File.WriteAllTextAsync(file, kind is BalancerKind.HAProxy ? HAProxy(nodes) : Nginx(nodes));
        _process = Process.Start(kind is BalancerKind.HAProxy
            ? new ProcessStartInfo("/usr/sbin/haproxy", ["-db", "-q", "-f", file])
            : new ProcessStartInfo("/usr/sbin/nginx", ["-p", _directory, "-e", Path.Combine(_directory, "error.log"), "-c", file]))!;
        using var client = new HttpClient { BaseAddress = Address };
        await Eventually.True(async () =>
        {
            try
            {
                return (await client.GetAsync("/health/ready")).IsSuccessStatusCode;
            }
            catch (HttpRequestException)
            {
                return _process.HasExited ? throw new InvalidOperationException($"{kind} ended with {_process.ExitCode}.") : false;
            }
        });
    }

    private string HAProxy(IReadOnlyList<int> nodes) => $"""
        defaults
          mode http
          timeout connect 1s
          timeout client 60s
          timeout server 60s
          timeout tunnel 1h
          retries 3
          option redispatch 1
        frontend portal
          bind 127.0.0.1:{_port}
          default_backend nodes
        backend nodes
          balance roundrobin
          option httpchk GET /health/ready
          default-server check inter 500ms fall 1 rise 1 on-marked-down shutdown-sessions
        {string.Join('\n', nodes.Select((port, i) => $"  server node{i} 127.0.0.1:{port}"))}

        """;

    private string Nginx(IReadOnlyList<int> nodes) => $$"""
        daemon off;
        pid {{_directory}}/pid;
        events {}
        http {
          access_log off;
          client_body_temp_path {{_directory}}/body;
          proxy_temp_path {{_directory}}/proxy;
          fastcgi_temp_path {{_directory}}/fastcgi;
          uwsgi_temp_path {{_directory}}/uwsgi;
          scgi_temp_path {{_directory}}/scgi;
          map $http_upgrade $connection_upgrade { default upgrade; '' ''; }
          upstream nodes {
            {{string.Join(' ', nodes.Select(port => $"server 127.0.0.1:{port} max_fails=1 fail_timeout=1s;"))}}
          }
          server {
            listen 127.0.0.1:{{_port}};
            location / {
              proxy_pass http://nodes;
              proxy_http_version 1.1;
              proxy_set_header Host $http_host;
              proxy_set_header Upgrade $http_upgrade;
              proxy_set_header Connection $connection_upgrade;
              proxy_connect_timeout 1s;
              proxy_read_timeout 1h;
            }
          }
        }

        """;
}
