using static TorchSharp.torch;

namespace TorchSharp;

public static partial class torchvision
{
    public static partial class transforms
    {
        public static partial class functional
        {
            /// <summary>Converts the type and scales: integers go to their largest value, floats from 0 to 1.</summary>
            public static Tensor convert_image_dtype(Tensor image, ScalarType dtype = ScalarType.Float32)
            {
                if (image.dtype == dtype)
                    return image.alias();
                using var scope = NewDisposeScope();
                var toFloat = is_floating_point(dtype);
                var result = (image.is_floating_point(), toFloat) switch
                {
                    (true, true) => image.to(dtype),
                    (true, false) => (image * (Largest(dtype) + 1 - 1e-3)).to(dtype),
                    (false, true) => image.to(dtype) / Largest(image.dtype),
                    _ => throw new ArgumentException($"images are converted between integers and floats, not from {image.dtype} to {dtype}."),
                };
                return result.MoveToOuterDisposeScope();
            }

            /// <summary>Subtracts a mean and divides by a standard deviation, per channel of float images.</summary>
            public static Tensor normalize(Tensor input, double[] means, double[] stdevs, ScalarType dtype = ScalarType.Float32)
            {
                if (!input.is_floating_point())
                    throw new ArgumentException($"normalize: the image must be of floats, not {input.dtype}; use ConvertImageDtype first.");
                if (means.Length != stdevs.Length || (means.Length != 1 && means.Length != input.size(-3)))
                    throw new ArgumentException($"normalize: {means.Length} means and {stdevs.Length} deviations for {input.size(-3)} channels.");
                if (stdevs.Any(deviation => deviation == 0))
                    throw new ArgumentException("normalize: a standard deviation is zero.");
                using var scope = NewDisposeScope();
                var mean = tensor(means).to(dtype).reshape(-1, 1, 1);
                var deviation = tensor(stdevs).to(dtype).reshape(-1, 1, 1);
                return ((input - mean) / deviation).MoveToOuterDisposeScope();
            }

            /// <summary>Weighs red, green and blue to grey, in one channel or three equal ones.</summary>
            public static Tensor rgb_to_grayscale(Tensor input, int num_output_channels = 1)
            {
                if (num_output_channels is not (1 or 3))
                    throw new ArgumentException($"grey has 1 or 3 channels, not {num_output_channels}.");
                using var scope = NewDisposeScope();
                var (red, green, blue) = Channels(input);
                var grey = ((0.2989 * red) + (0.587 * green) + (0.114 * blue)).to(input.dtype).unsqueeze(-3);
                return (num_output_channels == 3 ? cat([grey, grey, grey], -3) : grey).MoveToOuterDisposeScope();
            }

            /// <summary>Light to dark and dark to light.</summary>
            public static Tensor invert(Tensor input)
            {
                using var scope = NewDisposeScope();
                return (Largest(input.dtype) - input).to(input.dtype).MoveToOuterDisposeScope();
            }

            /// <summary>Multiplies the brightness; 0 is black, 1 the image itself.</summary>
            public static Tensor adjust_brightness(Tensor img, double brightness_factor) => Scoped(() =>
                Blend(img, zeros_like(img), NotNegative(brightness_factor)));

            /// <summary>Stretches values around the mean grey; 0 is grey, 1 the image itself.</summary>
            public static Tensor adjust_contrast(Tensor img, double contrast_factor) => Scoped(() =>
            {
                var grey = img.size(-3) == 3 ? rgb_to_grayscale(img) : img;
                return Blend(img, grey.to(FloatOf(img)).mean([-3, -2, -1], keepdim: true), NotNegative(contrast_factor));
            });

            /// <summary>Mixes with grey (below 1) or away from it (above 1).</summary>
            public static Tensor adjust_saturation(Tensor img, double saturation_factor) => Scoped(() =>
                img.size(-3) == 1 ? img.alias() : Blend(img, rgb_to_grayscale(img), NotNegative(saturation_factor)));

            /// <summary>Values to a power, as shares of the largest value.</summary>
            public static Tensor adjust_gamma(Tensor img, double gamma, double gain = 1) => Scoped(() =>
            {
                var share = img.is_floating_point() ? img : convert_image_dtype(img);
                return convert_image_dtype((gain * share.pow(NotNegative(gamma))).clamp(0, 1), img.dtype);
            });

            private static Tensor Blend(Tensor img, Tensor other, double ratio) =>
                ((ratio * img) + ((1 - ratio) * other)).clamp(0, Largest(img.dtype)).to(img.dtype);

            private static Tensor Scoped(Func<Tensor> compute)
            {
                using var scope = NewDisposeScope();
                return compute().MoveToOuterDisposeScope();
            }

            private static (Tensor Red, Tensor Green, Tensor Blue) Channels(Tensor input) => input.dim() >= 3 && input.size(-3) == 3
                ? (input.select(-3, 0), input.select(-3, 1), input.select(-3, 2))
                : throw new ArgumentException($"an image of three channels is needed, not [{string.Join(", ", input.shape)}].");

            private static double Largest(ScalarType type) => type switch
            {
                ScalarType.Byte => byte.MaxValue,
                ScalarType.Int8 => sbyte.MaxValue,
                ScalarType.Int16 => short.MaxValue,
                ScalarType.Int32 => int.MaxValue,
                ScalarType.Int64 => long.MaxValue,
                _ => 1,
            };

            private static ScalarType FloatOf(Tensor img) => img.is_floating_point() ? img.dtype : ScalarType.Float32;

            private static double NotNegative(double factor) =>
                factor >= 0 ? factor : throw new ArgumentOutOfRangeException(nameof(factor), $"the factor must not be negative, not {factor}.");
        }
    }
}
