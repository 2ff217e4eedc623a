namespace Grains.Contracts;

/// <summary>Why a record of the core system is refused. Their names in capitals are codes that operators know.</summary>
public enum ContractFault
{
    /// <summary>A member or a value that is unknown, or missing.</summary>
    Format = 1,
    Siren,
    Siret,
    SiretAutreSiren,
    ContratInconnu,
    PopulationAmbigue,
    PartEmployeur,
    Dates,
    Nir,
    CarteInconnue,
    Doublon,
}

/// <summary>What is worth a second look, and loaded all the same.</summary>
public enum ContractWarning
{
    /// <summary>The employer pays less than 1.50 % of T1 for managers (ANI of 17 November 2017, art. 1).</summary>
    Cadres150 = 1,
    /// <summary>The same title stands under another company, with another number.</summary>
    TitreAutreSociete,
    /// <summary>One employee may be of two populations.</summary>
    PopulationsCommunes,
    /// <summary>The daily hospital charge is not paid in full.</summary>
    ForfaitJournalier,
    /// <summary>Less than the social security's own tariff.</summary>
    SousTarif,
    /// <summary>Doctors outside Optam: above 200 %, or too near those within.</summary>
    HorsOptam,
}
