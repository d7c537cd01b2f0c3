using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>One step of Adam on lists, in the order of PyTorch's arithmetic, so that the results are its own to the last digits.</summary>
internal static class AdamMath
{
    internal readonly record struct Rates(double LearningRate, double Beta1, double Beta2, double Epsilon);

    internal readonly record struct Moments(Tensor[] Mean, Tensor[] Square, Tensor[]? Largest);

    internal static void Step(Tensor[] parameters, Tensor[] gradients, Moments moments, long step, Rates rates)
    {
        Foreach.Multiply(moments.Mean, rates.Beta1);
        Foreach.Add(moments.Mean, gradients, 1 - rates.Beta1);
        Foreach.Multiply(moments.Square, rates.Beta2);
        Foreach.AddProduct(moments.Square, gradients, gradients, 1 - rates.Beta2);
        if (moments.Largest is { } largest)
            Foreach.Maximum(largest, moments.Square);

        var denominator = Foreach.SquareRoot(moments.Largest ?? moments.Square);
        Foreach.Divide(denominator, Math.Sqrt(1 - Math.Pow(rates.Beta2, step)));
        Foreach.Add(denominator, rates.Epsilon);
        Foreach.AddQuotient(parameters, moments.Mean, denominator, -rates.LearningRate / (1 - Math.Pow(rates.Beta1, step)));
        Foreach.Free(denominator);
    }
}
