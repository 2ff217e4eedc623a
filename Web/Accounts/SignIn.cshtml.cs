using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Web.Accounts;

public sealed class SignInModel : PageModel
{
    public SignInView Door { get; internal set; } = null!;

    public IActionResult OnGet() => Page();
}
