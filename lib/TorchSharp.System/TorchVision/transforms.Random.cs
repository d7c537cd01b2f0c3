using static TorchSharp.torch;

namespace TorchSharp;

public static partial class torchvision
{
    public static partial class transforms
    {
        /// <summary>Applies a transform with a probability.</summary>
        public static ITransform Randomize(ITransform transform, double p = 0.1) =>
            new Transform(image => Draw(0, 1) < p ? transform.call(image) : image);

        /// <summary>Applies all transforms, or none, with a probability.</summary>
        public static ITransform RandomApply(ITransform[] transforms, double p = 0.5) => Randomize(Compose(transforms), p);

        /// <summary>Applies one of the transforms.</summary>
        public static ITransform RandomChoice(params ITransform[] transforms) =>
            new Transform(image => transforms[(int)Draw(0, transforms.Length)].call(image));

        /// <summary>Mirrors left and right with a probability.</summary>
        public static ITransform RandomHorizontalFlip(double p = 0.5) => Randomize(HorizontalFlip(), p);

        /// <summary>Mirrors top and bottom with a probability.</summary>
        public static ITransform RandomVerticalFlip(double p = 0.5) => Randomize(VerticalFlip(), p);

        /// <summary>Turns grey with a probability.</summary>
        public static ITransform RandomGrayscale(double p = 0.1) => Randomize(Grayscale(3), p);

        /// <summary>Inverts with a probability.</summary>
        public static ITransform RandomInvert(double p = 0.5) => Randomize(Invert(), p);

        /// <summary>Turns by a random angle within ± degrees.</summary>
        public static ITransform RandomRotation(
            double degrees, InterpolationMode interpolation = InterpolationMode.Nearest, bool expand = false, (int, int)? center = null, IList<float>? fill = null) =>
            RandomRotation((-degrees, degrees), interpolation, expand, center, fill);

        /// <summary>Turns by a random angle within a range of degrees.</summary>
        public static ITransform RandomRotation(
            (double, double) degrees, InterpolationMode interpolation = InterpolationMode.Nearest, bool expand = false, (int, int)? center = null, IList<float>? fill = null) =>
            new Transform(image => functional.rotate(image, (float)Draw(degrees.Item1, degrees.Item2), interpolation, expand, center, fill));

        /// <summary>A random window, resized to a square.</summary>
        public static ITransform RandomResizedCrop(
            int size, double scaleMin = 0.08, double scaleMax = 1.0, double ratioMin = 0.75, double ratioMax = 1.3333333333333) =>
            RandomResizedCrop(size, size, scaleMin, scaleMax, ratioMin, ratioMax);

        /// <summary>A random window (Szegedy et al., 2015), resized to a height and a width.</summary>
        /// <param name="height">Height of the output.</param>
        /// <param name="width">Width of the output.</param>
        /// <param name="scaleMin">Smallest share of the area.</param>
        /// <param name="scaleMax">Largest share of the area.</param>
        /// <param name="ratioMin">Smallest width by height.</param>
        /// <param name="ratioMax">Largest width by height.</param>
        public static ITransform RandomResizedCrop(
            int height, int width, double scaleMin = 0.08, double scaleMax = 1.0, double ratioMin = 0.75, double ratioMax = 1.3333333333333) =>
            new Transform(image =>
            {
                var (top, left, h, w) = RandomWindow(image, (scaleMin, scaleMax), (ratioMin, ratioMax));
                return functional.resize(functional.crop(image, top, left, h, w), height, width, InterpolationMode.Bilinear);
            });

        /// <summary>Changes brightness, contrast, saturation and hue by random factors around 1 (hue: turns around 0).</summary>
        public static ITransform ColorJitter(float brightness = 0, float contrast = 0, float saturation = 0, float hue = 0) => ColorJitter(
            (Math.Max(0, 1 - brightness), 1 + brightness), (Math.Max(0, 1 - contrast), 1 + contrast), (Math.Max(0, 1 - saturation), 1 + saturation), (-hue, hue));

        /// <summary>Changes brightness, contrast, saturation and hue by random factors within ranges, in a random order.</summary>
        public static ITransform ColorJitter((float, float) brightness, (float, float) contrast, (float, float) saturation, (float, float) hue)
        {
            (bool Used, Func<Tensor, Tensor> Apply)[] steps =
            [
                (brightness != (1, 1), image => functional.adjust_brightness(image, Draw(brightness.Item1, brightness.Item2))),
                (contrast != (1, 1), image => functional.adjust_contrast(image, Draw(contrast.Item1, contrast.Item2))),
                (saturation != (1, 1), image => functional.adjust_saturation(image, Draw(saturation.Item1, saturation.Item2))),
                (hue != (0, 0), image => functional.adjust_hue(image, Draw(hue.Item1, hue.Item2))),
            ];
            return new Transform(image => randperm(steps.Length).data<long>().ToArray()
                .Where(step => steps[step].Used)
                .Aggregate(image, (current, step) => steps[step].Apply(current)));
        }

        private static (int Top, int Left, int Height, int Width) RandomWindow(Tensor image, (double Min, double Max) scale, (double Min, double Max) ratio)
        {
            var (height, width) = ((int)image.size(-2), (int)image.size(-1));
            for (var attempt = 0; attempt < 10; attempt++)
            {
                var area = height * width * Draw(scale.Min, scale.Max);
                var aspect = Math.Exp(Draw(Math.Log(ratio.Min), Math.Log(ratio.Max)));
                var (h, w) = ((int)Math.Round(Math.Sqrt(area / aspect)), (int)Math.Round(Math.Sqrt(area * aspect)));
                if (h > 0 && w > 0 && h <= height && w <= width)
                    return ((int)Draw(0, height - h + 1), (int)Draw(0, width - w + 1), h, w);
            }
            var side = Math.Min(height, width);
            return ((height - side) / 2, (width - side) / 2, side, side);
        }
    }
}
