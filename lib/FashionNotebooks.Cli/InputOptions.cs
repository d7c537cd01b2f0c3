using System.CommandLine;
using FashionNotebooks.Models;
using FashionNotebooks.Photos;

namespace FashionNotebooks.Cli;

/// <summary>How pictures become the inputs of an architecture: <c>--size</c> and <c>--normalize</c>.</summary>
internal sealed class InputOptions
{
    private readonly Option<int?> size = new("--size") { HelpName = "N", Description = "Input width and height in pixels (default: those of the architecture's published weights, 64 for the course's nets)." };
    private readonly Option<string?> normalize = new("--normalize") { Description = "Input range: half is [-1, 1], imagenet its mean and deviation (default: as the published weights want it)." };

    public InputOptions(Command command)
    {
        normalize.AcceptOnlyFromAmong("half", "imagenet");
        size.Validators.Add(ComputeOptions.Positive);
        command.Add(size);
        command.Add(normalize);
    }

    /// <summary>The rule for an architecture with the line's changes.</summary>
    /// <param name="line">The command line.</param>
    /// <param name="architecture">The architecture.</param>
    /// <param name="least">Least side in pixels; an architecture with larger inputs keeps its own.</param>
    /// <exception cref="InputException">The size cannot be used.</exception>
    public Preprocessing Rule(ParseResult line, string architecture, int least = 0)
    {
        Preprocessing own = Architectures.PreprocessingOf(architecture);
        return new Preprocessing(
            line.GetValue(size) ?? Math.Max(own.Size, least),
            Normalize: line.GetValue(normalize) is { } name ? Preprocessing.ParseNormalization(name) : own.Normalize);
    }
}
