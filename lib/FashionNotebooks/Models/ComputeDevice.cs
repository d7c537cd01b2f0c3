namespace FashionNotebooks.Models;

/// <summary>Where models are made and batches are computed. Photos, labels and results stay on the CPU.</summary>
public static class ComputeDevice
{
    /// <summary>The device of every model made from now on; the CPU unless chosen otherwise.</summary>
    public static Device Current { get; private set; } = CPU;

    /// <summary>Chooses the device; call it before a model is made.</summary>
    /// <param name="name"><c>cpu</c>, <c>cuda</c>, or <c>auto</c>: CUDA if libtorch and the machine have it.</param>
    /// <exception cref="InputException">There is no such device here.</exception>
    public static void Use(string name) => Current = name switch
    {
        "cpu" => CPU,
        "auto" => cuda.is_available() ? CUDA : CPU,
        "cuda" when cuda.is_available() => CUDA,
        "cuda" => throw new InputException("there is no CUDA device that this libtorch can use; choose auto or cpu"),
        _ => throw new InputException($"'{name}' is no device; choose auto, cpu or cuda"),
    };
}
