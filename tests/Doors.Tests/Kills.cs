using System.Diagnostics;
using System.Security.Cryptography;
using FashionNotebooks.Cli;
using FashionNotebooks.Search;
using FashionNotebooks.Tests;
using FashionNotebooks.Wardrobe;

namespace FashionNotebooks.Doors;

/// <summary>
/// Ends commands with SIGKILL at random moments and runs them again: what was whole stays whole, no file is half written, and in the end
/// stand the bytes of a run that nobody disturbed.
/// </summary>
internal sealed class Kills(Workshop workshop, int perCommand)
{
    private readonly Random random = new(7);

    /// <summary>Kills each command so often and prints a line for each; returns 1 if anything was lost.</summary>
    public int Run()
    {
        string model = workshop.Model, data = workshop.At("larger");
        SampleWardrobe.Write(data, new WardrobeSettings { PerClass = 20, Size = 32, Threads = 1 });
        string other = Path.Combine(data, "train"), photos = Path.Combine(data, "validation");
        string train = Folder("train"), cross = Folder("cross"), embed = Folder("embed"), index = Folder("index");
        string trained = Path.Combine(train, "c.safetensors"), embedded = Path.Combine(embed, "e"), built = Path.Combine(index, "i");
        bool[] kept =
        [
            GoesOn("train", train,
                "train", "classifier", "--data", data, "--out", trained, "--recipe", "reference", "--epochs", "12", "--resume"),
            GoesOn("crossvalidate", cross,
                "crossvalidate", "--data", data, "--arch", "mobilenet-like-dw", "--out", cross, "--folds", "2", "--epochs", "4",
                "--size", "32", "--noise", "0.1"),
            Replaces("embed", embedded, place => ["embed", "--model", model, "--images", place, "--out", embedded], other, photos),
            Replaces("index build", built, place =>
                ["index", "build", "--model", model, "--catalog", place, "--out", built, "--kind", "hnsw"], other, photos),
            Pushes(),
        ];
        return kept.All(whole => whole) ? 0 : 1;
    }

    // Each run goes on where the one before was killed.
    private bool GoesOn(string name, string folder, params string[] line)
    {
        TimeSpan whole = Timed(() => Finish(line));
        string expected = Hash(folder);
        var tally = new Killed(name);
        while (tally.Kills < perCommand)
        {
            Directory.Delete(folder, recursive: true);
            Directory.CreateDirectory(folder);
            for (int written = 0; tally.Kills < perCommand && Kill(line, whole); tally.Kills++)
            {
                int now = Directory.EnumerateFiles(folder, "*.jsonl", SearchOption.AllDirectories).Sum(log => File.ReadLines(log).Count());
                tally.Lost += now < written ? 1 : 0; // epochs
                written = now;
            }
            Finish(line);
            tally.Runs++;
            tally.Equal += Hash(folder) == expected ? 1 : 0;
        }
        return tally.Print();
    }

    // An older file stays until the new one is whole.
    private bool Replaces(string name, string output, Func<string, string[]> line, string other, string photos)
    {
        TimeSpan whole = Timed(() => Finish(line(photos)));
        byte[] expected = File.ReadAllBytes(output);
        Finish(line(other));
        byte[] older = File.ReadAllBytes(output);
        var tally = new Killed(name);
        while (tally.Kills < perCommand)
        {
            File.WriteAllBytes(output, older);
            if (!Kill(line(photos), whole))
                continue;
            tally.Kills++;
            byte[] left = File.ReadAllBytes(output);
            tally.Lost += left.AsSpan().SequenceEqual(older) || left.AsSpan().SequenceEqual(expected) ? 0 : 1;
            Finish(line(photos));
            tally.Runs++;
            tally.Equal += File.ReadAllBytes(output).AsSpan().SequenceEqual(expected) ? 1 : 0; // a part of a killed run may lie beside it
        }
        return tally.Print();
    }

    // A catalogue that comes back from the database as the undisturbed one does.
    private bool Pushes()
    {
        if (Pglite.Missing is { } why)
        {
            Console.WriteLine($"push           not run: {why}");
            return true;
        }
        using Pglite server = Pglite.Start().GetAwaiter().GetResult();
        const int count = 6000, dimension = 256;
        var drawn = new Random(5);
        string source = workshop.At("large.index"), pulled = Path.Combine(Folder("pull"), "i");
        float[] vectors = [.. Enumerable.Range(0, count * dimension).Select(_ => (float)drawn.NextDouble())];
        CataloguePhoto[] photos =
            [.. Enumerable.Range(0, count).Select(i => new CataloguePhoto($"/shop/{i}.jpg", $"class {i % 7}", $"{i:x64}"))];
        using (FlatIndex index = FlatIndex.Build(vectors, photos, new IndexModel(workshop.Model, new string('a', 64))))
            index.Save(source);
        string[] Push(int schema) => ["index", "push", source, server.Address($"k{schema}"), "--kind", "flat"];
        TimeSpan whole = Timed(() => Finish(Push(0)));
        string Pulled(int schema)
        {
            Finish(["index", "pull", server.Address($"k{schema}"), pulled]);
            return Hash(Path.GetDirectoryName(pulled)!);
        }
        string expected = Pulled(0);
        var tally = new Killed("push");
        for (int schema = 1; tally.Kills < perCommand; schema++)
        {
            while (tally.Kills < perCommand && Kill(Push(schema), whole))
                tally.Kills++;
            Finish(Push(schema));
            tally.Runs++;
            tally.Equal += Pulled(schema) == expected ? 1 : 0;
        }
        return tally.Print();
    }

    private string Folder(string name) => Directory.CreateDirectory(workshop.At(name)).FullName;

    // False: it had ended before.
    private bool Kill(string[] line, TimeSpan whole)
    {
        using Process process = Start(line);
        bool ended = process.WaitForExit(random.NextDouble() * whole * 1.05);
        if (!ended)
            process.Kill();
        process.WaitForExit();
        return !ended;
    }

    private void Finish(string[] line)
    {
        using Process process = Start(line);
        string error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{string.Join(' ', line)}: {error}");
    }

    private Process Start(string[] line) => Process.Start(new ProcessStartInfo(
        "dotnet", [typeof(FashionApp).Assembly.Location, .. line, .. line[1] is "push" or "pull" ? Array.Empty<string>()
            : ["--threads", "1"]])
    {
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        Environment = { ["FASHION_CACHE"] = workshop.At("cache") },
    })!;

    private static TimeSpan Timed(Action action)
    {
        long start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start);
    }

    // Names and bytes; how long epochs took stands in logs and reports and differs.
    private static string Hash(string folder)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (string file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(Path.GetRelativePath(folder, file)));
            if (Path.GetExtension(file) is not (".jsonl" or ".json" or ".state" or ".html" or ".csv" or ".txt"))
                hash.AppendData(File.ReadAllBytes(file));
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private sealed record Killed(string Name)
    {
        public int Kills { get; set; }

        public int Runs { get; set; }

        public int Equal { get; set; }

        public int Lost { get; set; }

        public bool Print()
        {
            Console.WriteLine($"{Name,-14} {Kills,4} kills {Runs,4} runs to their end {Equal,4} with equal bytes {Lost,3} lost");
            return Equal == Runs && Lost == 0;
        }
    }
}
