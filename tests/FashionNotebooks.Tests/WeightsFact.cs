namespace FashionNotebooks.Tests;

/// <summary>A test that needs the pretrained weights: the folder in FASHION_WEIGHTS.</summary>
public sealed class WeightsFact : FactAttribute
{
    /// <summary>Skips the test when the weights are not there.</summary>
    public WeightsFact()
    {
        if (!File.Exists(At("mobilenet_v1_0.25_128.safetensors")))
            Skip = "set FASHION_WEIGHTS to the folder of the pretrained weights";
    }

    /// <summary>A file of the folder.</summary>
    public static string At(string name) => Path.Combine(Environment.GetEnvironmentVariable("FASHION_WEIGHTS") ?? "", name);
}
