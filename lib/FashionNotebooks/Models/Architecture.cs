using FashionNotebooks.Photos;


namespace FashionNotebooks.Models;

/// <summary>What is known about an architecture without making a model.</summary>
/// <param name="HeadPrefix">How the names of the head's tensors begin in the state dict.</param>
/// <param name="Preprocessing">The rule its published weights were trained by; the course's for the course's own nets.</param>
/// <param name="Make">Makes a model with random weights for a number of classes.</param>
internal sealed record Architecture(string HeadPrefix, Preprocessing Preprocessing, Func<int, ImageClassifier> Make)
{
    internal const string PlainHead = "head.";

    private static readonly Preprocessing ImageNet = new(224, Normalize: NormalizationKind.ImageNet);

    /// <summary>One of the course's own nets.</summary>
    internal static Architecture Own(Func<int, ImageClassifier> make) => new(PlainHead, Preprocessing.Course, make);

    /// <summary>A net of torchvision.</summary>
    internal static Architecture Torchvision(string head, Func<int, ImageClassifier> make) => new(head, ImageNet, make);
}
