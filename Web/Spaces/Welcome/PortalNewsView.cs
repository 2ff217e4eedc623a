using Grains.Portals;
using Web.Shared;

namespace Web.Spaces.Welcome;

/// <summary>What a portal tells, on the home.</summary>
public sealed record PortalNewsView(string Portal, PortalNews News, DateTimeOffset Now)
{
    /// <summary>Where a part is marked as seen.</summary>
    public string Seen => QueryText.Of($"/{Portal}/accueil", ("handler", "vu"));

    /// <summary>What is new waits until the presentation was seen: one thing at a time, and it tells of all.</summary>
    public IReadOnlyList<AnnouncementView> Unread => News.Onboarding?.PresentedAt is null ? [] : News.Unread;

    public long NewestMs => Unread.Count == 0 ? 0 : Unread.Max(n => n.FromAt).ToUnixTimeMilliseconds();
}
