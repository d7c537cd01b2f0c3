using static TorchSharp.torch;

namespace TorchSharp;

public static partial class torchvision
{
    public static partial class transforms
    {
        /// <summary>The transforms as functions of images <c>[…, C, H, W]</c>.</summary>
        public static partial class functional
        {
            /// <summary>Channels, height and width.</summary>
            public static (long, long, long) get_dimensions(Tensor img) =>
                (img.dim() == 2 ? 1 : img.size(-3), img.size(-2), img.size(-1));

            /// <summary>Resizes to a height and a width by the nearest pixel.</summary>
            public static Tensor resize(Tensor input, int height, int width) => resize(input, height, width, InterpolationMode.Nearest);

            /// <summary>Resizes to a height and a width by the nearest pixel.</summary>
            public static Tensor resize(Tensor input, int height, int width, int? maxSize = null) =>
                resize(input, height, width, InterpolationMode.Nearest, maxSize);

            /// <summary>Resizes to a height and a width; with one of them −1 the other is the length of the shorter side.</summary>
            public static Tensor resize(
                Tensor input, int height, int width, InterpolationMode interpolation = InterpolationMode.Nearest, int? maxSize = null, bool antialias = false)
            {
                var size = height == -1 || width == -1 ? ShorterSide(input, Math.Max(height, width), maxSize) : [height, width];
                return InFloat(input, needed: interpolation != InterpolationMode.Nearest, images =>
                    nn.functional.interpolate(images, size, mode: interpolation, antialias: antialias));
            }

            /// <summary>Cuts a window out; what lies outside of the image is zero.</summary>
            public static Tensor crop(Tensor input, int top, int left, int height, int width)
            {
                var (_, h, w) = get_dimensions(input);
                long[] outside = [Math.Max(0, -left), Math.Max(0, left + width - w), Math.Max(0, -top), Math.Max(0, top + height - h)];
                using var scope = NewDisposeScope();
                var inside = outside.Any(border => border > 0) ? nn.functional.pad(input, outside) : input;
                return inside.narrow(-2, top + outside[2], height).narrow(-1, left + outside[0], width).MoveToOuterDisposeScope();
            }

            /// <summary>Cuts a square out.</summary>
            public static Tensor crop(Tensor input, int top, int left, int size) => crop(input, top, left, size, size);

            /// <summary>Cuts a square out of the middle.</summary>
            public static Tensor center_crop(Tensor input, int size) => center_crop(input, size, size);

            /// <summary>Cuts a window out of the middle.</summary>
            public static Tensor center_crop(Tensor input, int height, int width)
            {
                var (_, h, w) = get_dimensions(input);
                return crop(input, (int)Math.Round((h - height) / 2.0), (int)Math.Round((w - width) / 2.0), height, width);
            }

            /// <summary>Cuts a window out and resizes it.</summary>
            public static Tensor resized_crop(Tensor input, int top, int left, int height, int width, int newHeight, int newWidth)
            {
                using var window = crop(input, top, left, height, width);
                return resize(window, newHeight, newWidth);
            }

            /// <summary>Adds a border: left, right, top, bottom; or one number for all.</summary>
            public static Tensor pad(Tensor input, long[] padding, double fill = 0, PaddingModes padding_mode = PaddingModes.Constant) =>
                nn.functional.pad(input, padding is [var all] ? [all, all, all, all] : padding, padding_mode, fill);

            /// <summary>Adds the same border on all sides.</summary>
            public static Tensor pad(Tensor input, long padding, double fill = 0, PaddingModes padding_mode = PaddingModes.Constant) =>
                pad(input, [padding], fill, padding_mode);

            /// <summary>Mirrors left and right.</summary>
            public static Tensor hflip(Tensor input) => input.flip(-1);

            /// <summary>Mirrors top and bottom.</summary>
            public static Tensor vflip(Tensor input) => input.flip(-2);

            /// <summary>Turns counter-clockwise by degrees around the centre, or around a pixel (x, y).</summary>
            /// <param name="img">Images.</param>
            /// <param name="angle">Degrees.</param>
            /// <param name="interpolation">Nearest or bilinear.</param>
            /// <param name="expand">True grows the image so that nothing is cut off.</param>
            /// <param name="center">The pixel to turn around; with <paramref name="expand"/> always the centre.</param>
            /// <param name="fill">One value, or one per channel, for what comes from outside; 0 by default.</param>
            public static Tensor rotate(
                Tensor img, float angle, InterpolationMode interpolation = InterpolationMode.Nearest, bool expand = false, (int, int)? center = null, IList<float>? fill = null)
            {
                using var scope = NewDisposeScope();
                var (_, height, width) = get_dimensions(img);
                var (x, y) = center is { } pixel && !expand ? (pixel.Item1 - (width * 0.5), pixel.Item2 - (height * 0.5)) : (0, 0);
                var map = AffineMap.Rotation(-angle * Math.PI / 180, x, y);
                var (newHeight, newWidth) = expand ? map.Bounds(height, width) : (height, width);
                return map.Sample(img, newHeight, newWidth, interpolation, fill).MoveToOuterDisposeScope();
            }

            /// <summary>Runs a function on float images <c>[N, C, H, W]</c> and gives back the shape and type that came in.</summary>
            internal static Tensor InFloat(Tensor input, bool needed, Func<Tensor, Tensor> apply)
            {
                using var scope = NewDisposeScope();
                var type = input.dtype;
                var convert = needed && !input.is_floating_point();
                var images = input.dim() == 4 ? input : input.reshape([-1, .. ThreeSizes(input)]);
                var output = apply(convert ? images.to(ScalarType.Float32) : images);
                if (convert)
                    output = output.round().clamp(0, type == ScalarType.Byte ? 255 : double.MaxValue).to(type);
                long[] shape = [.. input.shape[..^2], output.size(-2), output.size(-1)];
                return output.reshape(shape).MoveToOuterDisposeScope();
            }

            private static long[] ThreeSizes(Tensor input)
            {
                var (channels, height, width) = get_dimensions(input);
                return [channels, height, width];
            }

            private static long[] ShorterSide(Tensor input, int side, int? longest)
            {
                var (_, height, width) = get_dimensions(input);
                long other = (long)side * Math.Max(height, width) / Math.Min(height, width);
                if (longest is { } limit && other > limit)
                    (side, other) = ((int)((long)side * limit / other), limit);
                return height <= width ? [side, other] : [other, side];
            }
        }
    }
}
