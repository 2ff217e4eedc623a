namespace Grains.Interfaces.Employees.Departures;

/// <summary>Whether cover goes on after the contract of employment (art. L. 911-8 of the Code de la sécurité sociale).</summary>
public enum PortabilityAnswer
{
    Yes = 1,
    No,
    /// <summary>Only if the leaver shows that unemployment benefit is paid: no right until then, and from the first day once it is shown.</summary>
    ToProve,
}

/// <summary>What decides it.</summary>
public enum DepartureGround
{
    /// <summary>The end gives a right to unemployment insurance.</summary>
    OpensBenefit = 1,
    /// <summary>It may: a legitimate resignation, a contract that a court ends.</summary>
    MayOpenBenefit,
    /// <summary>Faute lourde, the one fault that takes it away.</summary>
    GrossFault,
    Retirement,
    Death,
    /// <summary>No cover was held on the last day: there is nothing to port.</summary>
    NotCovered,
}

public enum DepartureEvidence
{
    /// <summary>Registration with the unemployment service, or its notice of benefit.</summary>
    BenefitNotice = 1,
    /// <summary>Statements of payment, as long as the cover goes on.</summary>
    BenefitStatements,
}

public enum DepartureBasis
{
    /// <summary>Code de la sécurité sociale, art. L. 911-8.</summary>
    Portability = 1,
    /// <summary>Loi Évin, art. 4: an individual contract is offered to who retires, and to the dependants of who dies.</summary>
    EvinFour,
}
