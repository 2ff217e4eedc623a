using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Actors.Engine;

/// <summary>Where the generated proxies of an assembly announce themselves when it is loaded.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ProxyRegistry
{
    public static void Add<TContract>(Func<GrainTarget, TContract> create) where TContract : class => Proxy<TContract>.Create = create;

    internal static TContract Create<TContract>(GrainTarget target) => (Proxy<TContract>.Create ?? Load<TContract>())(target);

    private static Func<GrainTarget, TContract> Load<TContract>()
    {
        // Naming a type does not run its assembly's initializer; this does, once.
        RuntimeHelpers.RunModuleConstructor(typeof(TContract).Module.ModuleHandle);
        return Proxy<TContract>.Create ?? throw new InvalidOperationException(
            $"{typeof(TContract)} has no proxy: its project must reference Actors.Generator as an analyzer.");
    }

    private static class Proxy<TContract>
    {
        public static Func<GrainTarget, TContract>? Create;
    }
}
