using TorchSharp.Native;

namespace TorchSharp;

/// <summary>
/// Resolves a list of indices as PyTorch does: numbers, slices, new axes and the ellipsis give a view step by step;
/// tensors among them are gathered at the end in one call.
/// </summary>
internal sealed class Indexing
{
    private readonly torch.Tensor source;
    private readonly List<torch.Tensor?> gathered = [];
    private torch.Tensor view;
    private int dim;

    internal Indexing(torch.Tensor source, torch.TensorIndex[] indices)
    {
        this.source = view = source;
        int taken = indices.Sum(Consumed);
        if (taken > source.dim())
            throw new ArgumentException($"{taken} indices for a tensor of {source.dim()} dimensions");
        foreach (var index in indices)
            Apply(index, (int)source.dim() - taken);
    }

    internal torch.Tensor Read()
    {
        if (gathered.Any(t => t is not null))
            return Keep(Ops.index.Call(view, Arg.Optionals([.. gathered])));
        return ReferenceEquals(view, source) ? source.alias() : view;
    }

    internal void Write(torch.Tensor value, bool accumulate)
    {
        if (gathered.Any(t => t is not null))
            Ops.index_put_.CallVoid(view, Arg.Optionals([.. gathered]), value, accumulate);
        else if (accumulate)
            view.add_(value);
        else
            view.copy_(value);
        if (!ReferenceEquals(view, source))
            view.Dispose();
    }

    private torch.Tensor Keep(torch.Tensor result)
    {
        if (!ReferenceEquals(view, source))
            view.Dispose();
        return result;
    }

    private void Step(torch.Tensor next) => view = Keep(next);

    private static int Consumed(torch.TensorIndex index) => index.form switch
    {
        torch.TensorIndex.Form.Slice or torch.TensorIndex.Form.Single => 1,
        torch.TensorIndex.Form.Tensor => index.tensor!.dtype == torch.ScalarType.Bool ? (int)index.tensor.dim() : 1,
        _ => 0,
    };

    private void Apply(torch.TensorIndex index, int ellipsis)
    {
        switch (index.form)
        {
            case torch.TensorIndex.Form.None:
                Step(view.unsqueeze(dim));
                Skip(1);
                break;
            case torch.TensorIndex.Form.Ellipsis:
                Skip(ellipsis);
                break;
            case torch.TensorIndex.Form.Slice:
                if (index is not { start: null, stop: null, step: null })
                    Step(Ops.slice_Tensor.Call(view, dim, index.start, index.stop, index.step ?? 1));
                Skip(1);
                break;
            case torch.TensorIndex.Form.Single:
                Step(view.select(dim, index.start ?? 0));
                break;
            case torch.TensorIndex.Form.Bool:
                Step(view.unsqueeze(dim));
                Gather(torch.tensor(new[] { index.start != 0 }));
                break;
            case torch.TensorIndex.Form.Tensor:
                Gather(index.tensor!);
                break;
        }
    }

    private void Skip(int count)
    {
        dim += count;
        gathered.AddRange(Enumerable.Repeat<torch.Tensor?>(null, count));
    }

    private void Gather(torch.Tensor index)
    {
        gathered.Add(index);
        dim += index.dtype == torch.ScalarType.Bool ? (int)index.dim() : 1;
    }
}
