using Grains;
using Grains.Accounts;
using Grains.Interfaces;
using Grains.Interfaces.Accounts;
using Microsoft.Extensions.Configuration;
using Silo.Messaging;

namespace Silo.Portals;

/// <summary>Each portal's policy: its preset, what all portals of this deployment share (<c>Policy</c>), then its own.</summary>
internal static class PolicySettings
{
    /// <exception cref="SettingRefusedException">A policy that cannot be read, that no portal may start with, or slugs that name no one portal.</exception>
    public static PolicyBook Read(IConfiguration settings, bool demo, SmsOptions sms)
    {
        var common = settings.GetSection("Policy");
        var hasSms = demo || sms.IsConfigured;
        var presets = new ConfigurationBuilder().AddJsonStream(typeof(PolicySettings).Assembly.GetManifestResourceStream("presets.json")!).Build();
        CheckSlugs([.. settings.GetSection("Portals").GetChildren().Select(p => p["Slug"] ?? "")]);
        var portals = settings.GetSection("Portals").GetChildren()
            .ToDictionary(p => p["Slug"] ?? "", p => Bind(hasSms, presets.GetSection(p["Preset"] ?? p["Slug"] ?? ""), common, p.GetSection("Policy")));
        portals[Caller.StaffPortal] = Bind(hasSms, common, settings.GetSection("StaffPolicy"));
        var book = new PolicyBook(portals, Bind(hasSms, common));
        if (!demo && book.All.Any(p => p.PasswordIterations < 220_000))
            throw new SettingRefusedException("Policy:PasswordIterations below 220000 is for demos and tests only.");
        if (book.Findings.FirstOrDefault(f => f.Finding.Severity is FindingSeverity.Blocking) is { Finding: { } finding } blocked)
            throw new SettingRefusedException($"{blocked.Portal}: {finding.Sentence} ({finding.Source})");
        return book;
    }

    // An address in any spelling leads to the portal (the web's PortalAddresses): only one may be meant.
    private static void CheckSlugs(IReadOnlyList<string> slugs)
    {
        if (slugs.FirstOrDefault(slug =>
            slug.Length == 0 || slug == Caller.StaffPortal || slug.Any(c => !char.IsAsciiLetterLower(c) && !char.IsAsciiDigit(c) && c != '-')) is { } wrong)
            throw new SettingRefusedException(
                $"A portal's Slug is its address: small letters, digits and hyphens, and not '{Caller.StaffPortal}'. This is none: '{wrong}'.");
        if (slugs.GroupBy(slug => slug).FirstOrDefault(same => same.Count() > 1) is { Key: var twice })
            throw new SettingRefusedException($"Two portals have the Slug '{twice}'.");
    }

    private static Policy Bind(bool hasSms, params ReadOnlySpan<IConfiguration> sections)
    {
        var policy = new Policy();
        try
        {
            foreach (var section in sections)
                section.Bind(policy);
        }
        catch (InvalidOperationException e)
        {
            throw new SettingRefusedException(e.Message, e);
        }
        // Nobody is offered what nothing would send.
        return policy with { CodeChannels = string.Join(',', policy.Channels().Where(c => hasSms || c is CodeChannel.Email)) };
    }
}
