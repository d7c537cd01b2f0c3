using System.CommandLine;
using FashionNotebooks.Visuals;
using FashionNotebooks.Wardrobe;

namespace FashionNotebooks.Cli.Commands;

/// <summary><c>fashion data quiz</c>.</summary>
internal static class DataQuizCommand
{
    private const int PerClass = 360, PairsInARow = 4, Quality = 88;

    public static Command Create()
    {
        var command = new Command("quiz", "Draw a sheet of pairs to try yourself on: the same garment, or its near-twin? From the wardrobe of 'data sample --twins'.");
        var output = new Option<string>("--out") { HelpName = "FILE", Description = "The sheet to write (JPEG).", Required = true };
        var key = new Option<string>("--key") { HelpName = "FILE", Description = "The answers to write (CSV).", Required = true };
        var pairs = new Option<int>("--pairs") { HelpName = "N", Description = "Pairs on the sheet; half of them are near-twins.", DefaultValueFactory = _ => 40 };
        var size = new Option<int>("--size") { HelpName = "N", Description = "Width and height of a picture in pixels.", DefaultValueFactory = _ => 112 };
        var seed = new Option<long>("--seed") { HelpName = "N", Description = "Chooses the wardrobe and the pairs.", DefaultValueFactory = _ => 1 };
        pairs.Validators.Add(ComputeOptions.Positive);
        foreach (Option option in (Option[])[output, key, pairs, size, seed])
            command.Add(option);
        command.SetAction(line =>
        {
            AtomicFile.RequirePlace(line.GetValue(output)!);
            AtomicFile.RequirePlace(line.GetValue(key)!);
            var wardrobe = new SampleWardrobe(new WardrobeSettings { PerClass = PerClass, Seed = line.GetValue(seed), Size = line.GetValue(size), Twins = true });
            PairQuiz quiz = PairQuiz.Of(wardrobe, Math.Max(2, line.GetValue(pairs)));
            Tile[] tiles = [.. quiz.Pairs.SelectMany((pair, i) => new Tile[] { new(wardrobe.Render(pair.A), $"{i + 1} a"), new(wardrobe.Render(pair.B), $"{i + 1} b") })];
            byte[] sheet = PhotoGrid.Tiles(tiles, 2 * PairsInARow, line.GetValue(size) + 2, "The same garment, or its near-twin?").Photo.EncodeJpeg(Quality);
            AtomicFile.Write(line.GetValue(output)!, stream => stream.Write(sheet));
            AtomicFile.WriteText(line.GetValue(key)!, quiz.Key);
            return 0;
        });
        return command;
    }
}
