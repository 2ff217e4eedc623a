using Microsoft.EntityFrameworkCore;

namespace Bench.Peers.Web;

/// <summary>The product's own tables through EF Core, as far as the peer's pages go.</summary>
internal sealed class PeerDatabase(DbContextOptions<PeerDatabase> options) : DbContext(options)
{
    public DbSet<PeerRequest> Requests => Set<PeerRequest>();

    public DbSet<PeerEntry> Entries => Set<PeerEntry>();

    public DbSet<PeerReader> Readers => Set<PeerReader>();

    public DbSet<PeerCompany> Companies => Set<PeerCompany>();

    public DbSet<PeerAccess> Access => Set<PeerAccess>();

    public DbSet<PeerUnread> Unread => Set<PeerUnread>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<PeerRequest>().ToTable("request_list").HasKey(r => r.Request);
        modelBuilder.Entity<PeerRequest>().Property(r => r.Version).IsConcurrencyToken();
        modelBuilder.Entity<PeerEntry>().ToTable("entry").HasKey(e => new { e.Request, e.Tick });
        modelBuilder.Entity<PeerReader>().ToTable("request_reader").HasKey(r => new { r.Request, r.Account });
        modelBuilder.Entity<PeerMark>().ToTable("read_mark").HasKey(m => new { m.Request, m.Account, m.Tick });
        modelBuilder.Entity<PeerSearch>().ToTable("search_text").HasKey(s => new { s.Request, s.Tick });
        modelBuilder.Entity<PeerJournal>().ToTable("journal").HasKey(j => new { j.Owner, j.Entry });
        modelBuilder.Entity<PeerOperation>().ToTable("operation").HasKey(o => o.Id);
        modelBuilder.Entity<PeerCompany>().ToTable("company_list").HasKey(c => c.Company);
        modelBuilder.Entity<PeerAccess>().ToView("company_access").HasNoKey();
        modelBuilder.Entity<PeerUnread>().ToTable("request_unread").HasKey(u => new { u.Request, u.Account });
        foreach (var property in modelBuilder.Model.GetEntityTypes().SelectMany(e => e.GetProperties()))
            property.SetColumnName(
                string.Concat(property.Name.Select((c, i) => char.IsUpper(c) && i > 0 ? $"_{char.ToLowerInvariant(c)}" : $"{char.ToLowerInvariant(c)}")));
    }
}
