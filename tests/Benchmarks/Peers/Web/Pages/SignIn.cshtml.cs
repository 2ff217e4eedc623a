using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Bench.Peers.Web.Pages;

public sealed class SignInModel : PageModel;
