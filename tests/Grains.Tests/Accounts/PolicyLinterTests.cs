using Grains;
using Grains.Accounts;
using Grains.Accounts.SignIn;
using Grains.Tests.Fixtures;
using Tests.Fixtures;
using static Grains.Accounts.FindingSeverity;

namespace Grains.Tests.Accounts;

public sealed class PolicyLinterTests
{
    private static readonly string[] Slugs = ["entreprise", "particulier", "representant", "employeur", "multi-siren"];

    [Theory]
    [InlineData(12, 0, 79)]
    [InlineData(12, 3, 71)]
    [InlineData(12, 4, 80)]
    [InlineData(14, 3, 83)]
    [InlineData(8, 0, 53)]
    [InlineData(7, 3, 42)]
    public void Entropy_as_CNIL_counts_it(int length, int classes, int bits) => Assert.Equal(bits, PolicyLinter.Entropy(length, classes));

    [Theory]
    [InlineData("entreprise", "Info password-restricted, Warning taken-email-revealed")]
    [InlineData("particulier", "Info password-restricted, Warning password-maximum, Info password-classes")]
    [InlineData("representant", "Info password-restricted, Warning activation-link")]
    [InlineData("employeur", "Info password-restricted")]
    [InlineData("multi-siren", "Info password-restricted, Severe secret-questions-alone")]
    public async Task Each_preset_has_these_findings(string slug, string expected)
    {
        await using var host = new GrainHost(Portals());

        Assert.Equal(expected, Codes(PolicyLinter.Check(host.Get<PolicyBook>().For(slug))));
    }

    public static TheoryData<Policy, FindingSeverity, string> Changes() => new()
    {
        { new Policy { LockoutFailures = 0, CodeChannels = "" }, Blocking, "password-alone" },
        { new Policy { PasswordMin = 7 }, Blocking, "password-weak" },
        { new Policy { LockoutFailures = 0 }, Severe, "lockout-off" },
        { new Policy { LockoutFailures = 11 }, Warning, "lockout-late" },
        { new Policy { CodeChannels = "" }, Warning, "code-off" },
        { new Policy { ResetLinkLife = TimeSpan.FromHours(25) }, Severe, "reset-link" },
        { new Policy { ActivationLinkLife = TimeSpan.FromHours(25) }, Warning, "activation-link" },
        { new Policy { SessionIdle = TimeSpan.FromMinutes(31) }, Warning, "session-idle" },
        { new Policy { SessionLife = TimeSpan.FromHours(13) }, Warning, "session-life" },
        { new Policy { SecretQuestions = SecretQuestionRule.WithCode }, Warning, "secret-questions" },
        { new Policy { PasswordMax = 63 }, Warning, "password-maximum" },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public void Each_weakness_is_found(Policy policy, FindingSeverity severity, string code)
    {
        var finding = Assert.Single(PolicyLinter.Check(policy), f => f.Code == code);

        Assert.Equal(severity, finding.Severity);
        Assert.EndsWith(".", finding.Sentence);
        Assert.NotEmpty(finding.Source);
        Assert.Equal([], FrenchTypography.Faults(finding.Sentence));
    }

    [Fact]
    public void Fourteen_characters_may_stand_alone()
    {
        var findings = PolicyLinter.Check(new Policy { LockoutFailures = 0, CodeChannels = "", PasswordMin = 14, PasswordClasses = 3 });

        Assert.DoesNotContain(findings, f => f.Severity is Blocking);
    }

    [Fact]
    public void Portal_without_lockout_and_codes_does_not_start()
    {
        var settings = Portals();
        settings["Portals:3:Policy:LockoutFailures"] = "0";
        settings["Portals:3:Policy:CodeChannels"] = "";

        var refused = Assert.Throws<SettingRefusedException>(() => new GrainHost(settings));

        Assert.StartsWith("employeur: Ni blocage ni code", refused.Message);
    }

    [Fact]
    public void Counter_whose_lockout_is_off_never_locks_and_stays_small()
    {
        var off = new Policy { LockoutFailures = 0 };
        var now = new DateTimeOffset(2026, 11, 24, 9, 0, 0, TimeSpan.Zero);
        var counter = FailureCounter.Zero;
        for (var i = 0; i < 100; i++)
        {
            var opened = counter.Open($"t{i}", "f", now, off);
            Assert.Equal(Opening.Counted, opened.Value);
            Assert.NotNull(opened.Next!.Pending($"t{i}"));
            counter = opened.Next.Fail($"t{i}", now, off);
        }

        Assert.Empty(counter.Tries);
        Assert.False(counter.At(now, off).IsLocked);
        for (var i = 0; i < 20; i++)
            counter = counter.Open($"u{i}", "f", now, off).Next!;
        Assert.Equal(Opening.Wait, counter.Open("one too many", "f", now, off).Value);
    }

    private static string Codes(IEnumerable<PolicyFinding> findings) => string.Join(", ", findings.Select(f => $"{f.Severity} {f.Code}"));

    private static Dictionary<string, string> Portals() =>
        Slugs.SelectMany((slug, n) => new[] { ($"Portals:{n}:Slug", slug), ($"Portals:{n}:Name", slug) }).ToDictionary(p => p.Item1, p => p.Item2);
}
