using System.Runtime.InteropServices;
using FashionNotebooks.Checkpoints;

namespace FashionNotebooks.Export;

/// <summary>Weights and biases of convolutions as whole numbers, with a step for each output channel.</summary>
internal static class Int8Codes
{
    // Seven of the eight bits. Processors without VNNI add two products of a code and a byte in 16 bits, and 2 × 255 × 64 is the most
    // that fits: larger codes would give other answers there.
    private const int LargestCode = 64;

    /// <summary>Codes from -64 to 64: 0 stays 0, and the largest number of a channel has the largest code.</summary>
    /// <param name="weight">float32 <c>[out, …]</c>.</param>
    /// <returns>int8 of the same shape, and the step of each channel.</returns>
    internal static (TensorEntry Codes, float[] Scales) OfWeight(TensorEntry weight)
    {
        ReadOnlySpan<float> values = MemoryMarshal.Cast<byte, float>(weight.Bytes.Span);
        int channels = (int)weight.Shape[0], size = values.Length / channels;
        float[] scales = new float[channels];
        sbyte[] codes = new sbyte[values.Length];
        for (int channel = 0; channel < channels; channel++)
        {
            float largest = 0;
            foreach (float value in values.Slice(channel * size, size))
                largest = Math.Max(largest, Math.Abs(value));
            scales[channel] = largest > 0 ? largest / LargestCode : 1;
            for (int i = channel * size; i < (channel + 1) * size; i++)
                codes[i] = (sbyte)MathF.Round(values[i] / scales[channel]);
        }
        return (new TensorEntry(weight.Name, ElementType.I8, weight.Shape, MemoryMarshal.AsBytes<sbyte>(codes).ToArray()), scales);
    }

    /// <summary>By how much the codes of a weight are too small, summed over the places of the window: [out, in].</summary>
    internal static double[,] Errors(TensorEntry weight, TensorEntry codes, float[] scales)
    {
        ReadOnlySpan<float> values = MemoryMarshal.Cast<byte, float>(weight.Bytes.Span);
        ReadOnlySpan<sbyte> coded = MemoryMarshal.Cast<byte, sbyte>(codes.Bytes.Span);
        int channels = (int)weight.Shape[0], inputs = (int)weight.Shape[1], places = values.Length / channels / inputs;
        var errors = new double[channels, inputs];
        for (int i = 0; i < values.Length; i++)
            errors[i / places / inputs, i / places % inputs] += values[i] - (double)coded[i] * scales[i / places / inputs];
        return errors;
    }

    /// <summary>A bias in the steps of the sums that it is added to.</summary>
    /// <param name="bias">float32 <c>[out]</c>.</param>
    /// <param name="scales">The step of each channel's sums.</param>
    /// <param name="lost">What to add to each channel first.</param>
    /// <returns>int32 <c>[out]</c>.</returns>
    internal static TensorEntry OfBias(TensorEntry bias, float[] scales, float[] lost)
    {
        ReadOnlySpan<float> values = MemoryMarshal.Cast<byte, float>(bias.Bytes.Span);
        int[] codes = new int[values.Length];
        for (int i = 0; i < codes.Length; i++)
            codes[i] = (int)Math.Clamp(Math.Round((values[i] + (double)lost[i]) / scales[i]), int.MinValue, int.MaxValue);
        return new TensorEntry(bias.Name, ElementType.I32, bias.Shape, MemoryMarshal.AsBytes<int>(codes).ToArray());
    }
}
