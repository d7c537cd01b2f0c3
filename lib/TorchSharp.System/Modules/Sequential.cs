using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>
/// Modules one after the other, named "0", "1", … unless names are given.
/// Each intermediate result is disposed as soon as the next one is there: a forward hook that keeps its output must keep an alias of it.
/// </summary>
public class Sequential : nn.Module<Tensor, Tensor>
{
    private readonly List<(string Name, nn.IModule<Tensor, Tensor> Module)> _steps = [];

    /// <summary>Takes modules under names of their own.</summary>
    protected internal Sequential(params (string name, nn.Module<Tensor, Tensor> submodule)[] modules) : base(nameof(Sequential))
    {
        ArgumentNullException.ThrowIfNull(modules);
        foreach (var (name, module) in modules)
            append(name, module);
    }

    /// <summary>Takes modules, named by their place.</summary>
    protected internal Sequential(params nn.Module<Tensor, Tensor>[] modules) : base(nameof(Sequential))
    {
        ArgumentNullException.ThrowIfNull(modules);
        foreach (var module in modules)
            append(module);
    }

    private Sequential(IEnumerable<(string Name, nn.IModule<Tensor, Tensor> Module)> steps) : base(nameof(Sequential))
    {
        foreach (var (name, module) in steps)
            append(name, module);
    }

    /// <summary>The number of modules.</summary>
    public int Count => _steps.Count;

    /// <summary>The module at a place.</summary>
    public nn.IModule<Tensor, Tensor> this[int index] => _steps[index].Module;

    /// <summary>A part of the modules, under their names here; they stay shared with this sequence.</summary>
    public Sequential this[Range index] => new(_steps.Take(index));

    /// <summary>Adds a module at the end, named by its place.</summary>
    public Sequential append(nn.IModule<Tensor, Tensor> module) =>
        append(_steps.Count.ToString(System.Globalization.CultureInfo.InvariantCulture), module);

    /// <summary>Adds a module at the end.</summary>
    public Sequential append(string name, nn.IModule<Tensor, Tensor> module)
    {
        ArgumentNullException.ThrowIfNull(module);
        if (module is nn.Module registered)
            register_module(name, registered);
        _steps.Add((name, module));
        return this;
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        if (_steps.Count == 0)
            return tensor.alias();
        var current = tensor;
        foreach (var (_, module) in _steps)
        {
            var next = module.call(current);
            if (!ReferenceEquals(current, tensor) && !ReferenceEquals(current, next))
                current.Dispose();
            current = next;
        }
        return current;
    }
}
