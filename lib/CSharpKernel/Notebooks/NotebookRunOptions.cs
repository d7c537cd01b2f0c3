namespace CSharpKernel.Notebooks;

/// <summary>How notebooks are run.</summary>
public sealed record NotebookRunOptions
{
    /// <summary>The kernel that runs the cells.</summary>
    public KernelSpec Kernel { get; init; } = KernelSpec.Own;

    /// <summary>Where executed copies go; null writes none.</summary>
    public string? OutDirectory { get; init; }

    /// <summary>A test report in Visual Studio's TRX format; null writes none.</summary>
    public string? TrxFile { get; init; }

    /// <summary>The longest time of a cell without a budget, in seconds.</summary>
    public double DefaultBudgetSeconds { get; init; } = 600;

    /// <summary>Multiplies every budget, for slower machines.</summary>
    public double BudgetFactor { get; init; } = 1;

    /// <summary>Variables set for the kernel: the parameters of a notebook.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();
}
