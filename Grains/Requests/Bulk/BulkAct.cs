namespace Grains.Requests.Bulk;

/// <summary>What advisers do with many requests at once.</summary>
public enum BulkAct
{
    TakeCharge = 1,
    Transfer = 2,
    Close = 3,
}
