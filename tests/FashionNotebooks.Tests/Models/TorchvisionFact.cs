using FashionNotebooks.Tests.Checkpoints;

namespace FashionNotebooks.Tests.Models;

/// <summary>A test that asks torchvision; it is skipped where the system's Python has none.</summary>
public sealed class TorchvisionFact : FactAttribute
{
    private static readonly Lazy<bool> HasTorchvision = new(() =>
        File.Exists("/usr/bin/python3")
        && PythonFactAttribute.Run("-c",
            "import importlib.util, sys; sys.exit(importlib.util.find_spec('torchvision') is None)").ExitCode == 0);

    /// <summary>Skips the test when torchvision is not there.</summary>
    public TorchvisionFact()
    {
        if (!HasTorchvision.Value)
            Skip = "python3-torchvision is not installed";
    }
}
