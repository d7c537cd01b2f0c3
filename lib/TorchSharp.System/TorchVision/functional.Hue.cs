using static TorchSharp.torch;

namespace TorchSharp;

public static partial class torchvision
{
    public static partial class transforms
    {
        public static partial class functional
        {
            /// <summary>Turns the hue.</summary>
            /// <param name="img">Images of three channels.</param>
            /// <param name="hue_factor">−0.5 to 0.5 of the circle, or degrees.</param>
            /// <param name="degrees">True takes the factor in degrees, −180 to 180.</param>
            public static Tensor adjust_hue(Tensor img, double hue_factor, bool degrees = false) => Scoped(() =>
            {
                var turn = degrees ? hue_factor / 360 : hue_factor;
                if (turn is < -0.5 or > 0.5)
                    throw new ArgumentOutOfRangeException(nameof(hue_factor), $"the hue turns by at most half the circle, not {turn}.");
                var (hue, saturation, value) = ToHsv(img.is_floating_point() ? img : convert_image_dtype(img));
                return convert_image_dtype(FromHsv((hue + turn).remainder(1.0), saturation, value), img.dtype);
            });

            private static (Tensor Hue, Tensor Saturation, Tensor Value) ToHsv(Tensor img)
            {
                var (red, green, blue) = Channels(img);
                var value = maximum(maximum(red, green), blue);
                var range = value - minimum(minimum(red, green), blue);
                var grey = range.eq(0);
                var divisor = where(grey, ones_like(range), range);
                var (r, g, b) = ((value - red) / divisor, (value - green) / divisor, (value - blue) / divisor);
                var hue = where(value.eq(red), b - g, where(value.eq(green), 2.0 + r - b, 4.0 + g - r)) / 6.0;
                var saturation = range / where(value.eq(0), ones_like(value), value);
                return (where(grey, zeros_like(hue), (hue + 1.0).remainder(1.0)), saturation, value);
            }

            // Each channel is the value, less a share that depends on how far the hue is from the channel's own.
            private static Tensor FromHsv(Tensor hue, Tensor saturation, Tensor value)
            {
                Tensor Channel(double offset)
                {
                    var place = ((hue * 6.0) + offset).remainder(6.0);
                    return value - (value * saturation * minimum(place, 4.0 - place).clamp(0, 1));
                }
                return stack([Channel(5), Channel(3), Channel(1)], -3);
            }
        }
    }
}
