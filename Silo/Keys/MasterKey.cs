using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Grains;
using Grains.Commits;

namespace Silo.Keys;

/// <summary>
/// The one key that wraps all others. Ciphertext: key id (4 bytes) · nonce (12) · tag (16) · AES-256-GCM of the clear text, with the
/// context as associated data. The first key of the file seals, every key of it opens: that is how it rotates. A line that begins with
/// <c>~</c> only opens: with several nodes, all of them must know a key before one of them seals with it.
/// </summary>
public sealed class MasterKey : ISealer
{
    private const int IdSize = 4;
    private const int NonceSize = 12;
    private const int TagSize = 16;
    private readonly IReadOnlyList<Key> _keys;
    private readonly Key _sealing;

    private MasterKey(IReadOnlyList<Key> keys, Key sealing) => (_keys, _sealing) = (keys, sealing);

    /// <summary>Reads a file of base64 keys of 32 bytes, one a line, the newest first.</summary>
    /// <exception cref="SettingRefusedException">The file is missing or holds no such key.</exception>
    public static MasterKey FromFile(string path)
    {
        if (!File.Exists(path))
            throw new SettingRefusedException($"MASTER_KEY_FILE names {path}, which does not exist. Make one with: head -c 32 /dev/urandom | base64 > {path}");
        return Parse(File.ReadAllLines(path));
    }

    /// <summary>The demo's key: made once beside its data, readable by its owner only.</summary>
    public static MasterKey ForDemo(string directory)
    {
        var path = Path.Combine(directory, "demo-master.key");
        if (!File.Exists(path))
        {
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            using var writer = new StreamWriter(path, options);
            writer.WriteLine(Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));
        }
        return FromFile(path);
    }

    public static MasterKey Parse(IEnumerable<string> lines)
    {
        (bool Seals, byte[] Key)[] read =
            [.. lines.Select(l => l.Trim()).Where(l => l.Length > 0).Select(l => (l[0] != '~', Convert.FromBase64String(l.TrimStart('~'))))];
        if (read.Length == 0 || read.Any(k => k.Key.Length != 32))
            throw new SettingRefusedException("A master key file holds one base64 key of 32 bytes a line.");
        if (!read[^1].Seals)
            throw new SettingRefusedException("The last line of a master key file is the oldest key; a key that only opens (~) stands above it.");
        Key[] keys = [.. read.Select(k => new Key(k.Key))];
        return new MasterKey(keys, keys[Array.FindIndex(read, k => k.Seals)]);
    }

    public byte[] Seal(ReadOnlySpan<byte> clear, string context)
    {
        var output = new byte[IdSize + NonceSize + TagSize + clear.Length];
        BinaryPrimitives.WriteUInt32BigEndian(output, _sealing.Id);
        var nonce = output.AsSpan(IdSize, NonceSize);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(_sealing.Seal, TagSize);
        aes.Encrypt(nonce, clear, output.AsSpan(IdSize + NonceSize + TagSize), output.AsSpan(IdSize + NonceSize, TagSize), Encoding.UTF8.GetBytes(context));
        return output;
    }

    public byte[] Open(ReadOnlySpan<byte> cipher, string context)
    {
        if (cipher.Length < IdSize + NonceSize + TagSize)
            throw new CryptographicException("Too short to be a sealed value.");
        var id = BinaryPrimitives.ReadUInt32BigEndian(cipher);
        var key = _keys.FirstOrDefault(k => k.Id == id) ?? throw new CryptographicException("Sealed under a key that the master key file no longer holds.");
        var clear = new byte[cipher.Length - IdSize - NonceSize - TagSize];
        using var aes = new AesGcm(key.Seal, TagSize);
        aes.Decrypt(cipher.Slice(IdSize, NonceSize), cipher[(IdSize + NonceSize + TagSize)..], cipher.Slice(IdSize + NonceSize, TagSize), clear,
            Encoding.UTF8.GetBytes(context));
        return clear;
    }

    /// <summary>Under the oldest key, so that hashes stay comparable when a newer key is put first.</summary>
    public byte[] Mac(ReadOnlySpan<byte> value, string context)
    {
        using var mac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, _keys[^1].Hash);
        mac.AppendData(Encoding.UTF8.GetBytes(context));
        mac.AppendData([0]);
        mac.AppendData(value);
        return mac.GetHashAndReset();
    }

    private sealed class Key
    {
        public Key(byte[] master)
        {
            Seal = HKDF.DeriveKey(HashAlgorithmName.SHA256, master, 32, info: "guichet seal"u8.ToArray());
            Hash = HKDF.DeriveKey(HashAlgorithmName.SHA256, master, 32, info: "guichet mac"u8.ToArray());
            Id = BinaryPrimitives.ReadUInt32BigEndian(HKDF.DeriveKey(HashAlgorithmName.SHA256, master, 4, info: "guichet id"u8.ToArray()));
        }

        public uint Id { get; }

        public byte[] Seal { get; }

        public byte[] Hash { get; }
    }
}
