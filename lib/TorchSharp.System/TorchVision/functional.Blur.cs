using static TorchSharp.torch;

namespace TorchSharp;

public static partial class torchvision
{
    public static partial class transforms
    {
        public static partial class functional
        {
            /// <summary>Blurs with a Gaussian; the border is mirrored.</summary>
            public static Tensor gaussian_blur(Tensor input, long kernel_size, float sigma) => gaussian_blur(input, kernel_size, kernel_size, sigma, sigma);

            /// <summary>Blurs with a Gaussian; lists give width and height.</summary>
            public static Tensor gaussian_blur(Tensor input, IList<long> kernelSize, IList<float> sigma) =>
                gaussian_blur(input, kernelSize[^1], kernelSize[0], sigma[0], sigma[^1]);

            /// <summary>Blurs with a Gaussian; the border is mirrored.</summary>
            /// <param name="input">Images.</param>
            /// <param name="kernelHeight">Height of the kernel, odd.</param>
            /// <param name="kernelWidth">Width of the kernel, odd.</param>
            /// <param name="sigma_x">Standard deviation in pixels, across.</param>
            /// <param name="sigma_y">Standard deviation in pixels, down.</param>
            public static Tensor gaussian_blur(Tensor input, long kernelHeight, long kernelWidth, float sigma_x, float sigma_y)
            {
                if (kernelHeight % 2 != 1 || kernelWidth % 2 != 1 || kernelHeight < 1 || kernelWidth < 1)
                    throw new ArgumentException($"gaussian_blur: the kernel's sides must be odd and positive, not {kernelHeight} and {kernelWidth}.");
                if (sigma_x <= 0 || sigma_y <= 0)
                    throw new ArgumentException($"gaussian_blur: the standard deviation must be positive, not {sigma_x} and {sigma_y}.");
                return InFloat(input, needed: true, images =>
                {
                    var kernel = outer(Gaussian(kernelHeight, sigma_y), Gaussian(kernelWidth, sigma_x)).to(images.dtype);
                    var channels = images.size(1);
                    var (y, x) = (kernelHeight / 2, kernelWidth / 2);
                    var padded = nn.functional.pad(images, (x, x, y, y), PaddingModes.Reflect);
                    return nn.functional.conv2d(padded, kernel.expand(channels, 1, kernelHeight, kernelWidth), groups: channels);
                });
            }

            private static Tensor Gaussian(long size, float sigma)
            {
                var half = (size - 1) * 0.5;
                var weights = Enumerable.Range(0, (int)size).Select(place => Math.Exp(-0.5 * Math.Pow((place - half) / sigma, 2))).ToArray();
                return tensor(weights.Select(weight => (float)(weight / weights.Sum())).ToArray());
            }
        }
    }
}
