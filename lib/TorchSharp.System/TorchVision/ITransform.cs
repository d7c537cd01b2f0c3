namespace TorchSharp;

public static partial class torchvision
{
    /// <summary>A step of image processing: images <c>[…, C, H, W]</c> in, images out.</summary>
    public interface ITransform : torch.nn.IModule<torch.Tensor, torch.Tensor>
    {
    }

    /// <summary>A transform that is one function.</summary>
    private sealed class Transform(Func<torch.Tensor, torch.Tensor> apply) : ITransform
    {
        // What lies between is freed at once; the input is never what is given back.
        public torch.Tensor call(torch.Tensor input)
        {
            using var scope = torch.NewDisposeScope();
            var output = apply(input);
            return (ReferenceEquals(output, input) ? input.alias() : output).MoveToOuterDisposeScope();
        }
    }
}
