namespace Web.Accounts.Recovery;

/// <summary>The list one chooses from; accounts keep the number, so the order never changes.</summary>
public static class SecretQuestions
{
    private static readonly string[] All =
    [
        AccessTexts.Question0, AccessTexts.Question1, AccessTexts.Question2, AccessTexts.Question3, AccessTexts.Question4, AccessTexts.Question5,
        AccessTexts.Question6, AccessTexts.Question7, AccessTexts.Question8, AccessTexts.Question9, AccessTexts.Question10, AccessTexts.Question11,
    ];

    public static int Count => All.Length;

    public static string Text(int number) => All[number];
}
