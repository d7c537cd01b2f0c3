namespace FashionNotebooks.Wardrobe.Photography;

/// <summary>Turns light into bytes the way a telephone does: exposure, white balance, blur, grain, vignette, tone.</summary>
internal sealed record Camera
{
    internal double Exposure { get; init; } = 1; // factor on the exposure that the meter chooses
    internal Rgb White { get; init; } = new(1, 1, 1); // gain of each channel
    internal double Blur { get; init; }
    internal double Grain { get; init; } // standard deviation of the grain, of a full scale of 1
    internal double Vignette { get; init; }
    internal double Contrast { get; init; }
    internal double Crop { get; init; } // share of the frame cut from each side, as a person does who uploads a photo again
    internal int Quality { get; init; } = 85; // JPEG quality, 1 to 100

    /// <summary>The photo as interleaved RGB bytes, <c>[size, size, 3]</c>.</summary>
    internal byte[] Expose(Canvas scene, SplitMix grain)
    {
        Canvas image = scene.Halved();
        if (Crop > 0)
            image = image.Cropped(Crop);
        for (double blur = Blur; blur > 0; blur--)
            image = image.Softened(Math.Min(blur, 1));
        double gain = Exposure * Elementary.Lerp(1, 0.27 / Math.Max(image.Luminance, 0.02), 0.55);
        byte[] bytes = new byte[image.Size * image.Size * 3];
        int at = 0;
        for (int y = 0; y < image.Size; y++)
        {
            for (int x = 0; x < image.Size; x++)
            {
                double u = ((x + 0.5) / image.Size) - 0.5, v = ((y + 0.5) / image.Size) - 0.5;
                Rgb light = image[x, y] * White * (gain * (1 - (Vignette * 2 * ((u * u) + (v * v)))));
                ulong noise = grain.Next();
                double shared = Spread(noise) * 0.7;
                bytes[at++] = Encode(light.R, shared + (0.7 * Spread(noise >> 16)));
                bytes[at++] = Encode(light.G, shared + (0.7 * Spread(noise >> 32)));
                bytes[at++] = Encode(light.B, shared + (0.7 * Spread(noise >> 48)));
            }
        }
        return bytes;
    }

    /// <summary>Two summed uniform bytes: a triangle of deviation 1.</summary>
    private static double Spread(ulong bits) => ((int)(bits & 255) + (int)((bits >> 8) & 255) - 255) / 104.5;

    private byte Encode(double light, double noise)
    {
        double soft = light * 1.25 / (1 + (0.25 * light));
        double screen = Math.Sqrt(Math.Clamp(soft, 0, 1)) + (Grain * noise);
        screen += Contrast * (screen - 0.5) * (1 - (4 * (screen - 0.5) * (screen - 0.5)));
        return (byte)Math.Clamp(Math.Floor((screen * 255) + 0.5), 0, 255);
    }
}
