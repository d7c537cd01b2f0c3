using static TorchSharp.torch;

namespace TorchSharp;

public static partial class torchvision
{
    /// <summary>Transforms of images <c>[…, C, H, W]</c>. Random ones draw from the global generator, one draw for a whole batch.</summary>
    public static partial class transforms
    {
        /// <summary>Transforms one after the other.</summary>
        public static ITransform Compose(params ITransform[] transforms) => new Transform(input =>
            transforms.Aggregate(input, (image, transform) => transform.call(image)));

        /// <summary>A function as a transform.</summary>
        public static ITransform Lambda(Func<Tensor, Tensor> lambda) => new Transform(lambda);

        /// <summary>Resizes so that the shorter side has this length.</summary>
        public static ITransform Resize(int size) => Resize(size, InterpolationMode.Nearest);

        /// <summary>Resizes so that the shorter side has this length, the longer one at most <paramref name="maxSize"/>.</summary>
        public static ITransform Resize(int size, int? maxSize = null) => Resize(size, InterpolationMode.Nearest, maxSize);

        /// <summary>Resizes so that the shorter side has this length. The default is nearest; torchvision's own is bilinear.</summary>
        public static ITransform Resize(int size, InterpolationMode interpolation = InterpolationMode.Nearest, int? maxSize = null, bool antialias = false) =>
            new Transform(image => functional.resize(image, size, -1, interpolation, maxSize, antialias));

        /// <summary>Resizes to a height and a width.</summary>
        public static ITransform Resize(int height, int width) => Resize(height, width, InterpolationMode.Nearest);

        /// <summary>Resizes to a height and a width.</summary>
        public static ITransform Resize(int height, int width, int? maxSize = null) => Resize(height, width, InterpolationMode.Nearest, maxSize);

        /// <summary>Resizes to a height and a width. The default is nearest; torchvision's own is bilinear.</summary>
        public static ITransform Resize(
            int height, int width, InterpolationMode interpolation = InterpolationMode.Nearest, int? maxSize = null, bool antialias = false) =>
            new Transform(image => functional.resize(image, height, width, interpolation, maxSize, antialias));

        /// <summary>Subtracts a mean and divides by a standard deviation, per channel.</summary>
        public static ITransform Normalize(double[] means, double[] stdevs, ScalarType dtype = ScalarType.Float32, Device? device = null) =>
            new Transform(image => functional.normalize(image, means, stdevs, dtype));

        /// <summary>Converts the type and scales: uint8 is 0 to 255, floats are 0 to 1.</summary>
        public static ITransform ConvertImageDtype(ScalarType dtype) => new Transform(image => functional.convert_image_dtype(image, dtype));

        /// <summary>Cuts a window out.</summary>
        public static ITransform Crop(int top, int left, int height, int width) => new Transform(image => functional.crop(image, top, left, height, width));

        /// <summary>Cuts a square out of the middle.</summary>
        public static ITransform CenterCrop(int size) => CenterCrop(size, size);

        /// <summary>Cuts a window out of the middle.</summary>
        public static ITransform CenterCrop(int height, int width) => new Transform(image => functional.center_crop(image, height, width));

        /// <summary>Adds a border.</summary>
        public static ITransform Pad(long[] padding, PaddingModes mode = PaddingModes.Constant, double fill = 0) =>
            new Transform(image => functional.pad(image, padding, fill, mode));

        /// <summary>Mirrors left and right.</summary>
        public static ITransform HorizontalFlip() => new Transform(functional.hflip);

        /// <summary>Mirrors top and bottom.</summary>
        public static ITransform VerticalFlip() => new Transform(functional.vflip);

        /// <summary>Turns counter-clockwise by degrees.</summary>
        public static ITransform Rotate(
            float angle, InterpolationMode interpolation = InterpolationMode.Nearest, bool expand = false, (int, int)? center = null, IList<float>? fill = null) =>
            new Transform(image => functional.rotate(image, angle, interpolation, expand, center, fill));

        /// <summary>Weighs red, green and blue to grey.</summary>
        public static ITransform Grayscale(int outputChannels = 1) => new Transform(image => functional.rgb_to_grayscale(image, outputChannels));

        /// <summary>Light to dark and dark to light.</summary>
        public static ITransform Invert() => new Transform(functional.invert);

        /// <summary>Blurs with a Gaussian of fixed width.</summary>
        public static ITransform GaussianBlur(long kernel_size, float sigma) => new Transform(image => functional.gaussian_blur(image, kernel_size, sigma));

        /// <summary>Blurs with a Gaussian of a random width.</summary>
        public static ITransform GaussianBlur(long kernel_size, float min = 0.1f, float max = 2f) =>
            new Transform(image => functional.gaussian_blur(image, kernel_size, (float)Draw(min, max)));

        /// <summary>Multiplies the brightness.</summary>
        public static ITransform AdjustBrightness(double brightness_factor) => new Transform(image => functional.adjust_brightness(image, brightness_factor));

        /// <summary>Stretches values around the mean grey.</summary>
        public static ITransform AdjustContrast(double contrast_factor) => new Transform(image => functional.adjust_contrast(image, contrast_factor));

        /// <summary>Mixes with grey (below 1) or away from it (above 1).</summary>
        public static ITransform AdjustSaturation(double saturation_factor) => new Transform(image => functional.adjust_saturation(image, saturation_factor));

        /// <summary>Turns the hue, by −0.5 to 0.5 of the circle.</summary>
        public static ITransform AdjustHue(double hue_factor) => new Transform(image => functional.adjust_hue(image, hue_factor));

        /// <summary>Values to a power.</summary>
        public static ITransform AdjustGamma(double gamma, double gain = 1) => new Transform(image => functional.adjust_gamma(image, gamma, gain));

        private static double Draw(double low, double high)
        {
            using var draw = rand(1);
            return low + ((high - low) * draw.ToDouble());
        }
    }
}
