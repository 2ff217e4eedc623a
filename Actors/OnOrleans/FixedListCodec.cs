using System.Collections;
using Orleans.Serialization.Buffers;
using Orleans.Serialization.Cloning;
using Orleans.Serialization.Codecs;
using Orleans.Serialization.Serializers;
using Orleans.Serialization.WireProtocol;

namespace Actors;

/// <summary>
/// What <c>[a, b]</c> becomes where a read-only list is asked for: a class that only the compiler knows how to make. It cannot be changed, so
/// it needs no copy, and it travels as the array it wraps.
/// </summary>
internal sealed class FixedListCodec : IGeneralizedCodec, IGeneralizedCopier
{
    public bool IsSupportedType(Type type) => type.IsConstructedGenericType && type.Name.StartsWith("<>z__ReadOnly", StringComparison.Ordinal);

    public object? DeepCopy(object? input, CopyContext context) => input;

    public void WriteField<TBufferWriter>(ref Writer<TBufferWriter> writer, uint fieldIdDelta, Type? expectedType, object? value)
        where TBufferWriter : System.Buffers.IBufferWriter<byte>
    {
        var list = (ICollection)value!;
        var array = Array.CreateInstance(value!.GetType().GetGenericArguments()[0], list.Count);
        list.CopyTo(array, 0);
        writer.Session.CodecProvider.GetCodec(array.GetType()).WriteField(ref writer, fieldIdDelta, expectedType!, array);
    }

    public object? ReadValue<TInput>(ref Reader<TInput> reader, Field field) => throw new NotSupportedException("It travels as an array.");
}
