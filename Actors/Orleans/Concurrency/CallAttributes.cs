namespace Orleans.Concurrency;

/// <summary>The caller does not wait and learns nothing of a failure, which is logged.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OneWayAttribute : Attribute;

/// <summary>A promise that the method changes nothing. Orleans may run such turns side by side; the embedded engine
/// still runs one at a time.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ReadOnlyAttribute : Attribute;

/// <summary>The method may start between two continuations of a running turn; still never at the same instant.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AlwaysInterleaveAttribute : Attribute;
