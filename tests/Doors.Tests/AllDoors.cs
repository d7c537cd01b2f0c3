using System.Diagnostics;
using System.IO.MemoryMappedFiles;
using TorchSharp;

namespace FashionNotebooks.Doors;

/// <summary>The doors by name, and long runs through them.</summary>
internal static class AllDoors
{
    private const int Hung = 99, Field = sizeof(int), Fields = 3;
    private static readonly TimeSpan longest = TimeSpan.FromSeconds(60);

    private static readonly (string Name, Func<Workshop, Door> Make)[] doors =
    [
        ("photo", FileDoors.Photo), ("safetensors", FileDoors.SafeTensors), ("checkpoint", FileDoors.Checkpoint),
            ("state", FileDoors.State),
        ("embeddings", FileDoors.Embeddings), ("pth", FileDoors.Pth), ("index", FileDoors.Index), ("graph", FileDoors.Graph),
            ("onnx", FileDoors.Onnx),
        ("notebook", TextDoors.Notebook), ("message", TextDoors.Message), ("senders", TextDoors.Senders), ("items", TextDoors.Items),
        ("pairs", TextDoors.Pairs), ("corrections", TextDoors.Corrections), ("labels", TextDoors.Labels), ("numbers", TextDoors.Numbers),
        ("http", HttpDoor.Create),
    ];

    public static IEnumerable<string> Names => doors.Select(door => door.Name);

    public static Door Open(string name, Workshop workshop) => doors.First(door => door.Name == name).Make(workshop);

    /// <summary>Every door in a process of its own; returns 1 if one of them gave way.</summary>
    public static int Run(int count) => Names.Count(name => !Supervised(name, count)) > 0 ? 1 : 0;

    /// <summary>One door in this process, which tells its place in a file that outlives it.</summary>
    public static int RunOne(string name, int from, int to, string? place)
    {
        torch.set_num_threads(1);
        using var workshop = new Workshop();
        Door door = Open(name, workshop);
        using MemoryMappedFile? file = place is null ? null : MemoryMappedFile.CreateFromFile(place, FileMode.Open);
        using MemoryMappedViewAccessor? view = file?.CreateViewAccessor();
        long began = Stopwatch.GetTimestamp();
        using var watch = new Timer(_ =>
        {
            if (Stopwatch.GetElapsedTime(Volatile.Read(ref began)) > longest)
                Environment.Exit(Hung);
        }, null, longest / 10, longest / 10);
        Tally tally = Campaign.Run(door, from, to, (number, sofar) =>
        {
            Volatile.Write(ref began, Stopwatch.GetTimestamp());
            view?.Write(0, number);
            view?.Write(Field, sofar.Refused);
            view?.Write(2 * Field, sofar.Accepted);
        });
        Console.WriteLine(tally);
        return tally.Crashes.Count + tally.Hangs > 0 ? 1 : 0;
    }

    /// <summary>Hands a door to a fuzzer that goes by coverage: AFL++, over an instrumented library.</summary>
    public static void Fuzz(string name)
    {
        torch.set_num_threads(1);
        var workshop = new Workshop(); // the fuzzer ends the process by force
        Door? door = null; // making seeds runs instrumented code, which needs the fuzzer's memory
        SharpFuzz.Fuzzer.OutOfProcess.Run(stream =>
        {
            using var input = new MemoryStream();
            stream.CopyTo(input);
            door ??= Open(name, workshop);
            try
            {
                door.Open(input.ToArray());
            }
            catch (Exception e) when (door.Refuses(e))
            {
                // What it should do.
            }
        });
    }

    private static bool Supervised(string name, int count)
    {
        string place = Path.GetTempFileName();
        int from = 0, ended = 0;
        var says = new StringBuilder();
        while (from < count)
        {
            File.WriteAllBytes(place, new byte[Fields * Field]);
            var start = new ProcessStartInfo(Environment.ProcessPath!,
                [name, $"{count}", $"{from}", place])
            { RedirectStandardOutput = true };
            using Process child = Process.Start(start)!;
            string line = child.StandardOutput.ReadToEnd();
            child.WaitForExit();
            if (child.ExitCode is 0 or 1)
            {
                says.Append(line);
                ended += child.ExitCode;
                break;
            }
            byte[] at = File.ReadAllBytes(place);
            int number = BitConverter.ToInt32(at), refused = BitConverter.ToInt32(at, Field),
                accepted = BitConverter.ToInt32(at, 2 * Field);
            string end = child.ExitCode == Hung ? $"took more than {longest.TotalSeconds} s"
                : $"ended the process with code {child.ExitCode}";
            says.AppendLine(CultureInfo.InvariantCulture,
                $"{name,-12} {number - from} mutations, {refused} refused, {accepted} accepted, then mutation {number} {end}");
            ended++;
            from = number + 1;
        }
        File.Delete(place);
        Console.Write(says);
        return ended == 0;
    }
}
