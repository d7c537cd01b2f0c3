using System.CommandLine;
using System.Text.Json.Nodes;
using CSharpKernel.Execution;
using CSharpKernel.Notebooks;
using CSharpKernel.Protocol;
using CSharpKernel.Server;
using FashionNotebooks.Cli;
using FashionNotebooks.Photos.Folders;
using FashionNotebooks.Photos.Garments;

namespace FashionNotebooks.Doors;

/// <summary>Doors for tables, notebooks, messages and numbers.</summary>
internal static class TextDoors
{
    private static readonly byte[][] commas = Door.Texts(
        ",", "\"", "\"\"", "\n", "\r", "\r\n", "\uFEFF", "\0", "..", "/", "\\", "../../../etc/passwd", "delete", "image", "item",
        "a,b,same", "\ud7ff", ";", "\t", "\xff");

    private static readonly byte[][] json = Door.Texts(
        "{", "}", "[", "]", ",", ":", "\"", "null", "true", "\\ud800", "\\u0000", "1e999", new string('[', 70), "{\"a\":1,\"a\":2}",
            "\"cells\":");

    public static Door Senders(Workshop workshop) => Table("senders", """"
        image,sender_id
        0001,anna
        "0,2","b ""x"""

        0003,ćy
        """", input =>
        FashionNotebooks.Photos.Folders.Senders.Near(Path.GetDirectoryName(workshop.Write("senders/senders.csv", input))!));

    public static Door Items(Workshop workshop) => Table("items", """
        image,item,twin_of,date
        0001,coat 1,,2020-12-31
        0002,coat 2,coat 1,
        """, input =>
    {
        GarmentNames names = GarmentNames.Near(Path.GetDirectoryName(workshop.Write("items/items.csv", input))!);
        names.NumberFamilies(["x/0001.jpg", "0002.jpg"]);
        names.DateOf("0001.jpg");
    });

    public static Door Pairs(Workshop workshop) => Table("pairs", """
        a,b,same,difficulty,split,detail
        x/1.jpg,x/2.jpg,1,near-twin,test,print
        x/1.jpg,x/3.jpg,0,,,
        """, input =>
        PairFile.Read(workshop.Write("door.pairs", input)));

    public static Door Corrections(Workshop workshop) => Table("corrections", """
        file,label
        dress/0001.jpg,hat
        ./0002,delete
        0003.jpg,shoes
        """, input =>
        FashionNotebooks.Photos.Folders.Corrections.Read(workshop.Write("door.corrections", input)).Apply("/a/dress/0001.jpg", "dress"));

    public static Door Labels(Workshop workshop) => Table("labels", """
        # rules
        shoes: shoes_* */shoes/*
        hats: hat_??.jpg cap*
        """, input =>
        LabelRules.Read(workshop.Write("door.labels", input)).Match("shoes/hat_01.jpg"));

    public static Door Notebook(Workshop workshop)
    {
        const string seed = """
            {"cells":[{"cell_type":"markdown","id":"a","metadata":{},"source":["# One\n","two"]},
            {"cell_type":"code","id":"b","execution_count":1,"metadata":{"course":{"source_hash":"0123456789abcdef","budget_s":5}},
            "outputs":[{"output_type":"stream","name":"stdout","text":["1\n"]},
            {"output_type":"display_data","data":{"text/plain":"1","image/png":"AA=="},"metadata":{}}],"source":"1 + 1"}],
            "metadata":{"kernelspec":{"name":".net-csharp","display_name":"C#","language":"C#"},"language_info":{"name":"C#"}},
            "nbformat":4,"nbformat_minor":5}
            """;
        byte[][] words =
        [
            .. json, .. Door.Texts("\"source\":", "\"cell_type\":", "\"code\"", "\"metadata\":", "\"outputs\":", "\"course\":", "\"id\":"),
        ];
        return new("notebook", [Encoding.UTF8.GetBytes(seed)], words, input =>
        {
            NotebookFile notebook = NotebookFile.Read(workshop.Write("door.ipynb", input));
            notebook.StaleOutputs();
            notebook.Normalize();
            foreach (JsonObject cell in notebook.CodeCells)
                NotebookFile.Source(cell);
            notebook.Write(workshop.At("written.ipynb"));
        })
        { Refuses = e => e is InvalidDataException };
    }

    /// <summary>Messages to the kernel as whoever knows its key may send them, up to code: that may do all that its user may.</summary>
    public static Door Message(Workshop workshop)
    {
        RoslynLocator.Register(); // as the kernel does when it starts
        var codec = new MessageCodec("");
        var history = new History();
        history.Add(1, "var a = 1;", null);
        history.Add(2, "a", "1");
        byte[] Frames(string type, string content) => Encoding.UTF8.GetBytes(string.Join('\n',
            "<IDS|MSG>", "", $$"""{"msg_id":"1","session":"s","username":"u","msg_type":"{{type}}","version":"5.3"}""", "{}", "{}",
                content));
        byte[][] seeds =
        [
            Frames("history_request", """{"hist_access_type":"search","pattern":"v*","unique":true,"n":10,"output":true,"raw":true}"""),
            Frames("history_request", """{"hist_access_type":"range","session":0,"start":1,"stop":2}"""),
            Frames("is_complete_request", """{"code":"if (a) { \"é😀"}"""),
            Frames("complete_request", """{"code":"a😀.ToStr","cursor_pos":5}"""),
        ];
        byte[][] words =
        [
            .. json, .. Door.Texts("<IDS|MSG>", "\n", "\"code\":", "\"cursor_pos\":", "\"n\":", "\"pattern\":", "**********", "\\ud83d",
                "\"msg_type\":"),
        ];
        return new("message", seeds, words, input =>
        {
            Message message = codec.Decode([.. Lines(input)]) ?? throw new InputException("no message");
            _ = message.Type switch
            {
                "history_request" => history.Reply(message),
                "is_complete_request" => LanguageRequests.IsComplete(message),
                _ => new JsonObject { ["at"] = CodePoints.ToUtf16(message.Text("code"), message.Number("cursor_pos", 0)) },
            };
        });
    }

    /// <summary>What people type where a number is wanted: it is refused, or means what it says.</summary>
    public static Door Numbers(Workshop workshop)
    {
        RootCommand root = FashionApp.Root();
        string[][] lines =
        [
            ["train", "classifier", "--data", "x", "--out", "y", "--lr"], ["train", "classifier", "--data", "x", "--out", "y", "--epochs"],
            ["duplicates", "--model", "m", "--catalog", "c", "--threshold"], ["search", "--index", "i", "--query", "q", "-k"],
            ["data", "sample", "--out", "x", "--per-class"], ["serve", "--model", "m", "--index", "i", "--rate"],
                ["embed", "--model", "m", "--images", "i", "--out", "o", "--threads"],
        ];
        byte[][] seeds = Door.Texts("0.01", "1", "1e-3", "0,5", "-1", "42", "1_000", "1'000", "٣", "+5", " 7", "0x10", "½", "∞", "1 000",
            "1.000,5");
        byte[][] words = Door.Texts("e", "E", ".", ",", "-", "+", "NaN", "Infinity", "'", "_", " ", "\u00a0", "٣", "%", "--");
        return new("numbers", seeds, words, input =>
        {
            string text = Encoding.UTF8.GetString(input).Replace('\0', '0'); // an argument ends at such a character
            int refused = 0;
            foreach (string[] line in lines)
            {
                ParseResult parsed = FashionApp.Parse(root, [.. line, text]);
                refused += parsed.Errors.Count > 0 ? 1 : 0;
                if (parsed.Errors.Count == 0 && line[^1] is "--lr" or "--threshold" && !Means(text, parsed.GetValue<double?>(line[^1])))
                    throw new InvalidOperationException($"'{text}' became another number");
            }
            if (refused == lines.Length)
                throw new InputException("no number");
        });
    }

    private static Door Table(string name, string seed, Action<ReadOnlySpan<byte>> open) =>
        new(name, [Encoding.UTF8.GetBytes(seed)], commas, open);

    private static bool Means(string text, double? value) => value is { } number && double.IsFinite(number)
        && double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture).Equals(number);

    private static List<byte[]> Lines(ReadOnlySpan<byte> input)
    {
        var lines = new List<byte[]>();
        foreach (Range line in input.Split((byte)'\n'))
            lines.Add(input[line].ToArray());
        return lines;
    }
}
