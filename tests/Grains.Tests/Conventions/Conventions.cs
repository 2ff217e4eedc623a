using System.Reflection;
using System.Runtime.CompilerServices;

namespace Grains.Tests.Conventions;

internal static class Conventions
{
    /// <summary>No setter, or one for initializers only.</summary>
    public static bool IsFixed(PropertyInfo property) =>
        property.SetMethod is not { } set || set.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit));
}
