using System.Security.Cryptography;
using System.Text;
using Grains;
using Silo.Keys;

namespace Grains.Tests.Keys;

public sealed class MasterKeyTests
{
    private static readonly string Old = Convert.ToBase64String(Enumerable.Repeat((byte)1, 32).ToArray());
    private static readonly string New = Convert.ToBase64String(Enumerable.Repeat((byte)2, 32).ToArray());
    private static readonly byte[] Clear = Encoding.UTF8.GetBytes("Le code est 483920.");

    [Fact]
    public void Sealed_value_opens_under_its_context_only()
    {
        var key = MasterKey.Parse([Old]);
        var cipher = key.Seal(Clear, "job/1");

        Assert.Equal(Clear, key.Open(cipher, "job/1"));
        Assert.ThrowsAny<CryptographicException>(() => key.Open(cipher, "job/2"));
    }

    [Fact]
    public void Rotated_key_file_opens_what_the_old_key_sealed_and_seals_anew()
    {
        var before = MasterKey.Parse([Old]).Seal(Clear, "c");
        var rotated = MasterKey.Parse([New, Old]);

        Assert.Equal(Clear, rotated.Open(before, "c"));
        Assert.Equal(Clear, MasterKey.Parse([New]).Open(rotated.Seal(Clear, "c"), "c"));
        Assert.ThrowsAny<CryptographicException>(() => MasterKey.Parse([New]).Open(before, "c"));
    }

    [Fact]
    public void Key_that_only_opens_seals_nothing_and_opens_what_another_node_sealed()
    {
        var rotated = MasterKey.Parse([New, Old]);
        var waiting = MasterKey.Parse([$"~{New}", Old]);

        Assert.Equal(Clear, waiting.Open(rotated.Seal(Clear, "c"), "c"));
        Assert.Equal(Clear, MasterKey.Parse([Old]).Open(waiting.Seal(Clear, "c"), "c"));
        Assert.Equal(rotated.Mac(Clear, "c"), waiting.Mac(Clear, "c"));
    }

    [Fact]
    public void File_whose_oldest_key_does_not_seal_is_refused() => Assert.Throws<SettingRefusedException>(() => MasterKey.Parse([Old, $"~{New}"]));

    [Fact]
    public void Hashes_stay_comparable_when_a_newer_key_is_put_first() =>
        Assert.Equal(MasterKey.Parse([Old]).Mac(Clear, "c"), MasterKey.Parse([New, Old]).Mac(Clear, "c"));

    [Fact]
    public void Hashes_of_two_contexts_differ_even_when_joined_they_read_alike()
    {
        var key = MasterKey.Parse([Old]);

        Assert.NotEqual(key.Mac("bc"u8, "a"), key.Mac("c"u8, "ab"));
    }

    [Fact]
    public void Any_flipped_byte_is_refused()
    {
        var key = MasterKey.Parse([Old]);
        var cipher = key.Seal(Clear, "c");

        for (var i = 0; i < cipher.Length; i++)
        {
            var flipped = cipher.ToArray();
            flipped[i] ^= 1;
            Assert.ThrowsAny<CryptographicException>(() => key.Open(flipped, "c"));
        }
        Assert.ThrowsAny<CryptographicException>(() => key.Open(cipher.AsSpan(..^1), "c"));
        Assert.ThrowsAny<CryptographicException>(() => key.Open([], "c"));
    }

    [Fact]
    public void Same_value_is_never_sealed_to_the_same_bytes()
    {
        var key = MasterKey.Parse([Old]);

        Assert.Equal(1000, Enumerable.Range(0, 1000).Select(_ => Convert.ToHexString(key.Seal(Clear, "c"))).Distinct().Count());
    }

    [Theory]
    [InlineData()]
    [InlineData("")]
    [InlineData("AAAA")]
    public void File_without_a_key_of_32_bytes_is_refused(params string[] lines) => Assert.Throws<SettingRefusedException>(() => MasterKey.Parse(lines));

    [Fact]
    public void Demo_s_key_is_made_once_for_its_owner_s_eyes()
    {
        var directory = Directory.CreateTempSubdirectory("guichet-key-");
        var cipher = MasterKey.ForDemo(directory.FullName).Seal(Clear, "c");

        Assert.Equal(Clear, MasterKey.ForDemo(directory.FullName).Open(cipher, "c"));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(directory.FullName, "demo-master.key")));
        directory.Delete(recursive: true);
    }
}
