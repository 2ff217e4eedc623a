namespace Grains.Access;

/// <summary>Something was being read out at length, and its reader has lost the right to it: what was given must not look whole.</summary>
public sealed class AccessLostException() : Exception("The right to what is being read out is gone.");
