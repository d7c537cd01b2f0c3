using FashionNotebooks.Course;

namespace FashionNotebooks.Tests.Course;

public class ExerciseTests
{
    [Fact]
    public void NoAnswerIsNotSolvedYet()
    {
        double? number = null;
        Func<int, int>? function = null;
        Assert.Equal("Exercise 1.1: not solved yet.", Exercise.Check("1.1", number, (a => a > 1, "hint")));
        Assert.Equal("Exercise 1.2: not solved yet.", Exercise.Check("1.2", function, (f => f(1) == 2, "hint")));
    }

    [Fact]
    public void FirstBrokenRuleGivesItsHint()
    {
        double? number = 3;
        Assert.Equal("Exercise 1.1: not right yet. larger", Exercise.Check("1.1", number, (a => a > 1, "positive"),
            (a => a > 5, "larger"), (a => a > 7, "much larger")));
    }

    [Fact]
    public void AnswerThatHoldsIsSolved()
    {
        Func<int, int> twice = n => 2 * n;
        Assert.Equal("Exercise 2.1: solved.", Exercise.Check("2.1", twice, (f => f(1) == 2, "one"), (f => f(0) == 0, "zero")));
    }

    [Fact]
    public void AnswerThatThrowsIsSaidWithTheHint()
    {
        Func<int, int> broken = _ => throw new InvalidOperationException("oh");
        Assert.Equal("Exercise 2.1: not right yet. Your answer failed with InvalidOperationException: oh Use n.",
            Exercise.Check("2.1", broken, (f => f(1) == 2, "Use n.")));
    }

    [Fact]
    public void StopIsNotAWrongAnswer()
    {
        Func<int, int> stopped = _ => throw new OperationCanceledException();
        Assert.Throws<OperationCanceledException>(() => Exercise.Check("2.1", stopped, (f => f(1) == 2, "")));
    }
}
