namespace FashionNotebooks.Inference;

/// <summary>Weights and biases of convolutions as whole numbers, with a step for each output channel.</summary>
internal static class Int8Codes
{
    // Seven of the eight bits. Processors without VNNI add two products of a code and a byte in 16 bits, and 2 × 255 × 64 is the most
    // that fits: larger codes would give other answers there.
    private const int LargestCode = 64;

    /// <summary>Codes from -64 to 64: 0 stays 0, and the largest number of a channel has the largest code.</summary>
    /// <param name="weight"><c>[out, …]</c>.</param>
    /// <param name="channels">Output channels.</param>
    /// <returns>The codes in the same order, and the step of each channel.</returns>
    internal static (sbyte[] Codes, float[] Scales) OfWeight(ReadOnlySpan<float> weight, int channels)
    {
        int size = weight.Length / channels;
        float[] scales = new float[channels];
        sbyte[] codes = new sbyte[weight.Length];
        for (int channel = 0; channel < channels; channel++)
        {
            float largest = 0;
            foreach (float value in weight.Slice(channel * size, size))
                largest = Math.Max(largest, Math.Abs(value));
            scales[channel] = largest > 0 ? largest / LargestCode : 1;
            for (int i = channel * size; i < (channel + 1) * size; i++)
                codes[i] = (sbyte)MathF.Round(weight[i] / scales[channel]);
        }
        return (codes, scales);
    }

    /// <summary>By how much the codes of a weight are too small, summed over the places of the window: [out, in].</summary>
    internal static double[,] Errors(ReadOnlySpan<float> weight, sbyte[] codes, float[] scales, int inputs)
    {
        int places = weight.Length / scales.Length / inputs;
        var errors = new double[scales.Length, inputs];
        for (int i = 0; i < weight.Length; i++)
            errors[i / places / inputs, i / places % inputs] += weight[i] - ((double)codes[i] * scales[i / places / inputs]);
        return errors;
    }

    /// <summary>A bias in the steps of the sums that it is added to.</summary>
    /// <param name="bias">One of each channel.</param>
    /// <param name="scales">The step of each channel's sums.</param>
    /// <param name="lost">What to add to each channel first.</param>
    internal static int[] OfBias(ReadOnlySpan<float> bias, float[] scales, float[] lost)
    {
        int[] codes = new int[bias.Length];
        for (int i = 0; i < codes.Length; i++)
            codes[i] = (int)Math.Clamp(Math.Round((bias[i] + (double)lost[i]) / scales[i]), int.MinValue, int.MaxValue);
        return codes;
    }
}
