namespace Web.Requests.Thread;

/// <summary>Who must act, as the viewer reads it.</summary>
public enum TurnSide
{
    /// <summary>« À vous »: the customer who looks.</summary>
    You = 1,
    /// <summary>« À nous »: the insurer.</summary>
    Us,
    /// <summary>« Au client »: for an adviser who looks.</summary>
    Customer,
}
