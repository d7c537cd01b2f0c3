namespace FashionNotebooks.Course;

/// <summary>A row of the course's results table, as the notebooks record it.</summary>
/// <param name="Name">What was measured.</param>
/// <param name="Parameters">Trainable values; 0 for a baseline.</param>
/// <param name="Classifier">Its figures as a classifier, a <see cref="ClassificationReport"/> in JSON; null when not measured.</param>
/// <param name="Search">Its figures as a search, a <see cref="RetrievalReport"/> in JSON; null when not measured.</param>
/// <param name="ClassifierSeconds">Training time of the classifier.</param>
/// <param name="SearchSeconds">Training time of the encoder.</param>
public sealed record CourseRow(
    [property: JsonPropertyName("name")] string Name,
    [property: JsonPropertyName("parameters")] long Parameters,
    [property: JsonPropertyName("classifier")] JsonElement? Classifier,
    [property: JsonPropertyName("search")] JsonElement? Search,
    [property: JsonPropertyName("classifier_seconds")] double ClassifierSeconds,
    [property: JsonPropertyName("search_seconds")] double SearchSeconds)
{
    /// <summary>Time of both training stages.</summary>
    [JsonPropertyName("seconds")]
    public double Seconds => ClassifierSeconds + SearchSeconds;

    /// <summary>A figure of the classifier by its JSON name, such as <c>accuracy</c>; null when not measured.</summary>
    public double? ClassifierFigure(string name) => Figure(Classifier, name);

    /// <summary>A figure of the search by its JSON name, such as <c>top1</c>; null when not measured.</summary>
    public double? SearchFigure(string name) => Figure(Search, name);

    private static double? Figure(JsonElement? report, string name) =>
        report is { } figures && figures.TryGetProperty(name, out JsonElement value) ? value.GetDouble() : null;
}
