using FashionNotebooks.Evaluation;

namespace FashionNotebooks.Cli;

/// <summary>A row of the results table.</summary>
/// <param name="Name">What was measured.</param>
/// <param name="Parameters">Trainable values; 0 for a baseline.</param>
/// <param name="Classifier">Its figures as a classifier.</param>
/// <param name="Search">Its figures as a search, every validation photo a query among the others.</param>
/// <param name="Seconds">Time of both training stages.</param>
/// <param name="Encoder">The encoder's checkpoint; null for a baseline.</param>
internal sealed record CourseRow(
    string Name, long Parameters, ClassificationReport Classifier, RetrievalReport Search, double Seconds, string? Encoder);
