namespace Orleans.Concurrency;

/// <summary>The caller does not wait and learns nothing of a failure, which is logged.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OneWayAttribute : Attribute;

/// <summary>A promise that the method changes nothing. Such turns may start between two continuations of one another, and none beside a
/// turn without the promise. Under Orleans such a turn may start beside the last of several that read.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ReadOnlyAttribute : Attribute;

/// <summary>The method may start between two continuations of a running turn; still never at the same instant.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AlwaysInterleaveAttribute : Attribute;
