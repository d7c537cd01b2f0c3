using FashionNotebooks.Training;

namespace FashionNotebooks.CrossValidation;

/// <summary>Passes progress on under the name of what is being trained.</summary>
internal sealed class NamedProgress(IProgress<TrainingProgress>? listener, string name) : IProgress<TrainingProgress>
{
    public void Report(TrainingProgress value) =>
        listener?.Report(value with { Stage = name, Record = value.Record is { } record ? record with { Stage = name } : null });
}
