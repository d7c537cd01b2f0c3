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

            // The circle has six sectors; in each, every channel stays at the value, at its lowest, or goes from one to the other.
            private static Tensor FromHsv(Tensor hue, Tensor saturation, Tensor value)
            {
                var sector = (hue * 6.0).floor();
                var share = (hue * 6.0) - sector;
                var low = (value * (1.0 - saturation)).clamp(0, 1);
                var falling = (value * (1.0 - (saturation * share))).clamp(0, 1);
                var rising = (value * (1.0 - (saturation * (1.0 - share)))).clamp(0, 1);
                var index = sector.to(ScalarType.Int64).remainder(6).unsqueeze(0);
                Tensor InSectors(params Tensor[] six) => stack(six).gather(0, index).squeeze(0);
                return stack(
                    [
                        InSectors(value, falling, low, low, rising, value),
                        InSectors(rising, value, value, falling, low, low),
                        InSectors(low, low, rising, value, value, falling),
                    ],
                    -3);
            }
        }
    }
}
