namespace Grains.Contracts;

/// <summary>What a company's cover is of. Contracts are of the first two; the others follow from the company and its contracts.</summary>
public enum Universe
{
    Health = 1,
    Provident = 2,
    Retirement = 3,
    Affiliation = 4,
}
