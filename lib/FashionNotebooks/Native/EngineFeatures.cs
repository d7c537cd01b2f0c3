using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;
#if TORCH_SYSTEM
using FashionNotebooks.Engine;
#endif

namespace FashionNotebooks.Native;

/// <summary>
/// The one place that knows what the system's libtorch can do beyond TorchSharp's API. Under the TorchSharp packages
/// every feature degrades to the plain path, with equal results up to rounding.
/// </summary>
public static class EngineFeatures
{
#if TORCH_SYSTEM
    /// <summary>True if images and weights can take the channels-last layout.</summary>
    public static bool HasChannelsLast => true;

    /// <summary>True if bfloat16 autocast works.</summary>
    public static bool HasAutocast => true;

    /// <summary>Bytes of native memory that live tensors own; 0 where it is not counted.</summary>
    public static long LiveBytes => EngineState.LiveBytes;

    /// <summary>Lets operations that the calling thread starts use this thread only: work beside the training must not take its threads.</summary>
    public static void OneThreadHere() => EngineState.OneThreadHere();

    /// <summary>The images [N, C, H, W] in the layout that convolutions like best.</summary>
    public static Tensor ChannelsLast(Tensor images) => Engine.ChannelsLast.Of(images);

    /// <summary>Gives the parameters of a model that layout, in place.</summary>
    public static void ChannelsLast(IEnumerable<Tensor> parameters) => Engine.ChannelsLast.Convert(parameters);

    /// <summary>Runs convolutions and products in bfloat16 until disposed; cast logits to float32 before the loss.</summary>
    public static IDisposable Autocast() => Engine.Autocast.BFloat16();

    /// <summary>
    /// Packs a convolution for inference, with its activation as a clamp; null if this cannot be done.
    /// Dispose <see cref="PackedConvolution"/> when the model goes.
    /// </summary>
    public static PackedConvolution? PackConvolution(Tensor weight, Tensor? bias, (long, long) stride, (long, long) padding, (long, long) dilation, long groups, double? min, double? max)
    {
        if (weight.device_type != DeviceType.CPU)
            return null;
        try
        {
            var packed = new PackedConv2d(weight, bias, stride, padding, dilation, groups, min, max);
            return new PackedConvolution(packed.Run, packed);
        }
        catch (ExternalException)
        {
            return null;
        }
    }
#else
    public static bool HasChannelsLast => false;

    public static bool HasAutocast => false;

    public static long LiveBytes => 0;

    public static void OneThreadHere()
    {
    }

    public static Tensor ChannelsLast(Tensor images) => images;

    public static void ChannelsLast(IEnumerable<Tensor> parameters)
    {
    }

    public static IDisposable Autocast() => enable_grad(is_grad_enabled());

    public static PackedConvolution? PackConvolution(Tensor weight, Tensor? bias, (long, long) stride, (long, long) padding, (long, long) dilation, long groups, double? min, double? max) => null;
#endif

    /// <summary>Sets how many threads one operation may use.</summary>
    public static void SetThreads(int threads)
    {
        if (threads < 1)
            throw new InputException($"--threads {threads}: at least 1 thread is needed");
        set_num_threads(threads);
    }
}
