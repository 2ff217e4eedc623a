using System.ComponentModel;
using System.Reflection;

namespace Actors.Engine;

/// <summary>One method of a grain interface with what its attributes say; made once by generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class GrainMethod(Type contract, string name, Type[] parameters, GrainMethodOptions options, long timeoutTicks = 0)
{
    public Type Contract { get; } = contract;

    public string Name { get; } = name;

    internal bool OneWay => (options & GrainMethodOptions.OneWay) != 0;

    internal bool ReadOnly => (options & GrainMethodOptions.ReadOnly) != 0;

    internal bool Interleaves => (options & GrainMethodOptions.AlwaysInterleave) != 0;

    internal TimeSpan? Timeout => timeoutTicks > 0 ? new TimeSpan(timeoutTicks) : null;

    internal MethodInfo ContractMethod => Contract.GetMethod(Name, parameters)
        ?? throw new MissingMethodException(Contract.FullName, Name);

    internal MethodInfo ImplementationOn(Type grainClass)
    {
        var map = grainClass.GetInterfaceMap(Contract);
        return map.TargetMethods[Array.IndexOf(map.InterfaceMethods, ContractMethod)];
    }
}

[Flags]
[EditorBrowsable(EditorBrowsableState.Never)]
public enum GrainMethodOptions
{
    None = 0,
    OneWay = 1,
    ReadOnly = 2,
    AlwaysInterleave = 4,
}
