using FashionNotebooks.Training.Losses;
using TorchSharp;
using static TorchSharp.torch;

namespace FashionNotebooks.Tests.Training.Losses;

/// <summary>The loss against nested loops, its gradient against differences, and what it must not see.</summary>
public class SimilarityDistillationLossTests
{
    private const double Temperature = 0.2;

    [Theory]
    [InlineData(1, 2, 5)]
    [InlineData(2, 7, 3)]
    [InlineData(3, 12, 16)]
    public void ItEqualsTheLoops(int seed, int photos, int length)
    {
        using var scope = NewDisposeScope();
        random.manual_seed(seed);
        Tensor student = randn([photos, length], ScalarType.Float64), teacher = randn([photos, 4], ScalarType.Float64);
        using var loss = new SimilarityDistillationLoss(Temperature);
        Assert.Equal(Loops(Rows(student), Rows(teacher)), loss.call(student, teacher).item<double>(), 9);
    }

    [Fact]
    public void ItsGradientIsTheSlopeAndTheTeacherHasNone()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(4);
        Tensor student = randn([6, 3], ScalarType.Float64).requires_grad_(), teacher = randn([6, 5], ScalarType.Float64).requires_grad_();
        using var loss = new SimilarityDistillationLoss(Temperature);
        loss.call(student, teacher).backward();
        Assert.Null(teacher.grad);
        double[][] rows = Rows(student), wanted = Rows(teacher);
        const double step = 1e-5;
        for (int i = 0; i < 6; i++)
        {
            for (int d = 0; d < 3; d++)
            {
                double Moved(double by)
                {
                    double[][] moved = [.. rows.Select(row => row.ToArray())];
                    moved[i][d] += by;
                    return Loops(moved, wanted);
                }
                Assert.Equal((Moved(step) - Moved(-step)) / (2 * step), student.grad![i, d].item<double>(), 6);
            }
        }
    }

    [Fact]
    public void AgreementIsZeroWhateverTheLengthAndDirection()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(5);
        Tensor teacher = randn([9, 4], ScalarType.Float64), turned = linalg.qr(randn([4, 4], ScalarType.Float64)).Q;
        using var loss = new SimilarityDistillationLoss(Temperature);
        Assert.Equal(0, loss.call(cat([teacher.mm(turned).mul(3), zeros([9, 2], ScalarType.Float64)], 1), teacher).item<double>(), 9);
        Assert.True(loss.call(randn([9, 4], ScalarType.Float64), teacher).item<double>() > 0.01);
    }

    private static double[][] Rows(Tensor t) => [.. TrainingFixture.Doubles(t).Chunk((int)t.shape[1])];

    private static double Loops(double[][] student, double[][] teacher)
    {
        double sum = 0;
        for (int i = 0; i < student.Length; i++)
        {
            double[] wanted = Spread(teacher, i), given = Spread(student, i);
            sum += wanted.Zip(given, (p, q) => p * Math.Log(p / q)).Sum();
        }
        return sum / student.Length;
    }

    private static double[] Spread(double[][] rows, int photo)
    {
        double[] scores = [.. rows.Where((_, j) => j != photo).Select(row => Math.Exp(Cosine(rows[photo], row) / Temperature))];
        return [.. scores.Select(score => score / scores.Sum())];
    }

    private static double Cosine(double[] a, double[] b) =>
        a.Zip(b, (x, y) => x * y).Sum() / Math.Sqrt(a.Sum(x => x * x) * b.Sum(x => x * x));
}
