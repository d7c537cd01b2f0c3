using System.CommandLine;
using System.Globalization;
using FashionNotebooks.Evaluation;
using FashionNotebooks.Models;
using FashionNotebooks.Visuals;

namespace FashionNotebooks.Cli.Commands;

/// <summary><c>fashion compare</c>.</summary>
internal static class CompareCommand
{
    public static Command Create()
    {
        var command = new Command("compare", "Say whether two pictures show the same item, and where they differ.");
        var first = new Argument<string>("A") { Description = "A picture." };
        var second = new Argument<string>("B") { Description = "Another one." };
        var model = new Option<string>("--model") { HelpName = "FILE", Description = "The checkpoint; only that of 'train finegrained' gives a verdict.", Required = true };
        var picture = new Option<string?>("--picture") { HelpName = "FILE", Description = "Write both pictures and where they differ as one picture (PNG)." };
        command.Add(first);
        command.Add(second);
        command.Add(model);
        command.Add(picture);
        var compute = new ComputeOptions(command);
        command.SetAction(line =>
        {
            compute.Apply(line);
            if (line.GetValue(picture) is { } place)
                AtomicFile.RequirePlace(place);
            using var trained = TrainedModel.Load(line.GetValue(model)!);
            string a = line.GetValue(first)!, b = line.GetValue(second)!;
            PictureComparison comparison = PictureComparison.Of(trained, a, b);
            if (line.GetValue(picture) is { } file)
                AtomicFile.Write(file, stream => stream.Write(PhotoGrid.Comparison(a, b, comparison).Photo.EncodePng()));
            var document = new { score = comparison.Similarity, distance = comparison.Distance, same = comparison.Same, probability = comparison.Probability };
            compute.Answer(line).Write(document, console =>
            {
                console.Line(comparison.Same switch { true => "the same item", false => "not the same item", null => "no verdict: this model was not trained to compare items" });
                console.Line(string.Create(CultureInfo.InvariantCulture, $"score {comparison.Similarity:0.000}, distance {comparison.Distance:0.000}")
                    + (comparison.Probability is { } p ? $", probability {Answer.Percent(p)} %" : ""));
                if (line.GetValue(picture) is { } written)
                    console.Line($"wrote {written}");
            });
            return 0;
        });
        return command;
    }
}
