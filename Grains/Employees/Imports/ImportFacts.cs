using Grains.Contracts;

namespace Grains.Employees.Imports;

/// <summary>What lines are judged by: of one company, as whose right it goes by sees it.</summary>
/// <param name="Contracts">Those that are open, and name options.</param>
public sealed record ImportFacts(string Company, IReadOnlyList<string> Sirets, IReadOnlyList<Contract> Contracts, DateOnly Today);
