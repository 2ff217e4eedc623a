using Grains;
using Grains.Commits;

namespace Silo.Keys;

/// <summary>The master key of this node: <c>MASTER_KEY_FILE</c>'s, or in a demo the one that its store keeps.</summary>
/// <param name="demo">Makes it once for the store, and reads it.</param>
internal sealed class NodeKey(NodeSettings node, Func<CancellationToken, Task<MasterKey>> demo) : ISealer, IOpenAtStart
{
    private MasterKey? _key;

    private MasterKey Key => _key ?? throw new InvalidOperationException("The master key is not open yet.");

    public async Task Open(CancellationToken cancel) => _key =
        node.MasterKeyFile is { Length: > 0 } file ? MasterKey.FromFile(file)
        : node.Demo ? await demo(cancel)
        : throw new SettingRefusedException("Without DEMO=1 a master key is needed: head -c 32 /dev/urandom | base64 > key, then MASTER_KEY_FILE=key.");

    public byte[] Seal(ReadOnlySpan<byte> clear, string context) => Key.Seal(clear, context);

    public byte[] Open(ReadOnlySpan<byte> cipher, string context) => Key.Open(cipher, context);

    public byte[] Mac(ReadOnlySpan<byte> value, string context) => Key.Mac(value, context);
}
