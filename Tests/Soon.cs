using System.Diagnostics;
using System.Runtime.CompilerServices;
using Xunit;

namespace Vitrine.Tests;

/// <summary>Waits for what must come to pass, no longer than it takes, with a deadline that only a failure reaches.</summary>
internal static class Soon
{
    public static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);

    public static Task True(Func<bool> condition, [CallerArgumentExpression(nameof(condition))] string what = "") =>
        Answered(() => Task.FromResult(condition()), what);

    public static async Task Answered(
        Func<Task<bool>> condition,
        [CallerArgumentExpression(nameof(condition))] string what = ""
    )
    {
        var begun = Stopwatch.GetTimestamp();
        while (!await condition())
        {
            Assert.True(Stopwatch.GetElapsedTime(begun) < Deadline, $"Not so within {Deadline}: {what}");
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }
    }

    public static Task Done(Task task) => task.WaitAsync(Deadline, TestContext.Current.CancellationToken);

    public static Task<T> Done<T>(Task<T> task) => task.WaitAsync(Deadline, TestContext.Current.CancellationToken);
}
