using System.Text.Json.Serialization;
using FashionNotebooks.Evaluation;
using FashionNotebooks.Training;

namespace FashionNotebooks.CrossValidation;

/// <summary>What one architecture did in one fold; kept beside the model, so that a stopped run goes on after it.</summary>
/// <param name="Number">The fold, from 1.</param>
/// <param name="Fingerprint">Names everything that decides the result.</param>
/// <param name="TrainCount">Pictures that were learnt from, repeats counted.</param>
/// <param name="BestEpoch">The epoch whose weights were kept.</param>
/// <param name="Seconds">Time of training.</param>
/// <param name="History">One record per epoch.</param>
/// <param name="Clean">Figures on the pictures held out.</param>
/// <param name="Corrupted">The same on worse pictures, by corruption.</param>
/// <param name="Right">Index of each picture held out, and whether it was recognised.</param>
public sealed record FoldResult(
    [property: JsonPropertyName("fold")] int Number,
    [property: JsonPropertyName("fingerprint")] string Fingerprint,
    [property: JsonPropertyName("n_train")] int TrainCount,
    [property: JsonPropertyName("best_epoch")] int BestEpoch,
    [property: JsonPropertyName("seconds")] double Seconds,
    [property: JsonPropertyName("history")] IReadOnlyList<EpochRecord> History,
    [property: JsonPropertyName("clean")] ClassificationReport Clean,
    [property: JsonPropertyName("corrupted")] IReadOnlyDictionary<string, Figures> Corrupted,
    [property: JsonPropertyName("right")] IReadOnlyDictionary<int, bool> Right);
