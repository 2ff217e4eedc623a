using Grains.Commits;

namespace Grains.Statistics;

/// <summary>A step of a request's life, written by the commit that makes it; never changed. Nothing in it tells of a person.</summary>
/// <param name="Step">Orders a request's steps; not without gaps.</param>
/// <param name="Team">After the step.</param>
[Row("request_step", key: 2)]
public sealed record RequestStepRow(string Request, long Step, StepKind Kind, string Portal, string Team, string Form, DateTimeOffset At) : Row;
