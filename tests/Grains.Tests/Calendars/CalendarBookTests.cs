using System.Reflection;
using Grains.Calendars;
using Grains.Commits;

namespace Grains.Tests.Calendars;

public sealed class CalendarBookTests
{
    [Fact]
    public async Task Hours_of_a_page_are_the_product_s_while_the_store_does_not_answer()
    {
        var book = new CalendarBook(DispatchProxy.Create<IStateStore, DeafStore>(), TimeProvider.System);

        Assert.Same(BusinessCalendar.Default, await book.Printed("assures"));
        await Assert.ThrowsAsync<TimeoutException>(async () => await book.Find("assures"));
    }

    /// <summary>Answers nothing.</summary>
    public class DeafStore : DispatchProxy
    {
        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => throw new TimeoutException();
    }
}
