namespace Grains.Contracts;

/// <summary>From one day to another, both included; an end that is missing is open.</summary>
public readonly record struct Period(DateOnly? From, DateOnly? To)
{
    public bool Holds(DateOnly day) => (From is null || From <= day) && (To is null || day <= To);

    public bool IsForward => From is null || To is null || From <= To;
}
