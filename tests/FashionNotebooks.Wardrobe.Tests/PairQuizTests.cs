
namespace FashionNotebooks.Wardrobe.Tests;

public sealed class PairQuizTests
{
    private static readonly SampleWardrobe Wardrobe = new(new WardrobeSettings { Twins = true, PerClass = 200 });

    [Fact]
    public void Half_are_twins_of_every_kind_and_the_key_is_right()
    {
        PairQuiz quiz = PairQuiz.Of(Wardrobe, 24);
        Assert.Equal(12, quiz.Pairs.Count(pair => pair.Same));
        Assert.All(quiz.Pairs.Where(pair => !pair.Same), pair => Assert.Equal(PairDifficulty.NearTwin, pair.Difficulty));
        Assert.Equal(Enum.GetValues<TwinDetail>(), quiz.Pairs.Where(pair => !pair.Same).Select(pair => pair.B.Garment.Detail!.Value)
            .Distinct().Order());
        string[] lines = quiz.Key.TrimEnd().Split('\n');
        Assert.Equal(25, lines.Length);
        Assert.All(lines.Skip(1).Zip(quiz.Pairs), row => Assert.Equal(row.Second.Same ? "1" : "0", row.First.Split(',')[1]));
        Assert.Equal(quiz.Key, PairQuiz.Of(new SampleWardrobe(Wardrobe.Settings), 24).Key);
    }

    [Fact]
    public void A_small_wardrobe_is_one_clear_line() =>
        Assert.DoesNotContain('\n', Assert.Throws<InputException>(() =>
            PairQuiz.Of(new SampleWardrobe(new WardrobeSettings { Twins = true, PerClass = 12 }), 40)).Message);
}
