using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Web.Security;
using Web.Tests.Fixtures;

namespace Web.Tests.Security;

/// <summary>Which fields are bound as one line, and which as they were sent.</summary>
public sealed partial class SingleLineTests
{
    [Fact]
    public void Passwords_and_texts_of_several_lines_are_bound_as_they_were_sent_and_nothing_else()
    {
        var whole = Views.All().SelectMany(v => Passwords().Matches(v.Text).Concat(Areas().Matches(v.Text))).Select(m => m.Groups[1].Value).ToHashSet();
        var handlers = typeof(SingleLineBinder).Assembly.GetTypes().Where(t => t.IsAssignableTo(typeof(PageModel)))
            .SelectMany(t => t.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
                .Where(m => m.Name.StartsWith("On", StringComparison.Ordinal));
        var bound = handlers.SelectMany(m => m.GetParameters()).Where(p => p.ParameterType == typeof(string)).ToList();

        Assert.Contains("password", whole);
        Assert.Contains("text", whole);
        Assert.All(bound, p => Assert.True(
            whole.Contains(p.Name!) == p.GetCustomAttributes<VerbatimAttribute>().Any(), $"{p.Member.DeclaringType!.Name}.{p.Member.Name}: {p.Name}"));
    }

    [GeneratedRegex("<input[^>]*name=\"(\\w+)\"[^>]*type=\"password\"")]
    private static partial Regex Passwords();

    [GeneratedRegex("<textarea[^>]*name=\"(\\w+)\"")]
    private static partial Regex Areas();
}
