namespace FashionNotebooks.Cli.Commands;

internal static class CompareCommand
{
    public static Command Create()
    {
        var command = new CliCommand("compare", "Say whether two pictures show the same item, and where they differ.");
        var first = command.Argument("A", "A picture.");
        var second = command.Argument("B", "Another one.");
        var model = command.Required("--model", "FILE", "The checkpoint; only that of 'train finegrained' gives a verdict.");
        var drawn = command.Optional("--picture", "FILE", "Write both pictures and where they differ as one picture (PNG).", output: true);
        return command.Computes(line =>
        {
            using var trained = TrainedModel.Load(line.Get(model));
            string a = line.Get(first), b = line.Get(second);
            PhotoComparison comparison = PhotoComparison.Of(trained, a, b);
            if (line.Get(drawn) is { } file)
                AtomicFile.Write(file, stream => stream.Write(PhotoGrid.Comparison(a, b, comparison).Photo.EncodePng()));
            var document = new
            {
                score = comparison.Similarity,
                distance = comparison.Distance,
                same = comparison.Same,
                probability = comparison.Probability
            };
            line.Answer(document, console =>
            {
                console.Line(comparison.Same switch
                {
                    true => "the same item",
                    false => "not the same item",
                    null => "no verdict: this model was not trained to compare items",
                });
                string probability = comparison.Probability is { } p ? $", probability {Answer.Percent(p)} %" : "";
                console.Line($"score {comparison.Similarity:0.000}, distance {comparison.Distance:0.000}{probability}");
                if (line.Get(drawn) is { } written)
                    console.Line($"wrote {written}");
            });
        });
    }
}
