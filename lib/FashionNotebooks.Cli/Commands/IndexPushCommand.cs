using System.CommandLine;
using FashionNotebooks.Postgres;
using FashionNotebooks.Search;

namespace FashionNotebooks.Cli.Commands;

/// <summary><c>fashion index push</c>.</summary>
internal static class IndexPushCommand
{
    public static Command Create()
    {
        var command = new Command("push", "Write an index into a PostgreSQL database with pgvector; after a stop it goes on where it was.");
        var source = new Argument<string>("FILE") { Description = "The index, or a file of 'fashion embed'." };
        var target = new Argument<string>("ADDRESS") { Description = "postgres://USER:PASSWORD@HOST:PORT/DATABASE; the password may come from PGPASSWORD." };
        var kind = new Option<string>("--kind")
        {
            Description = "How the database is to search: flat compares with every picture, hnsw walks through a graph; auto chooses by size.",
            DefaultValueFactory = _ => "auto",
        };
        kind.AcceptOnlyFromAmong("auto", "flat", "hnsw");
        var json = new Option<bool>("--json") { Description = "Answer with one JSON document on standard output." };
        command.Add(source);
        command.Add(target);
        command.Add(kind);
        command.Add(json);
        command.SetAction(async (line, cancellation) =>
        {
            PostgresAddress address = PostgresAddress.Parse(line.GetValue(target)!);
            using LocalIndex index = Open(line.GetValue(source)!);
            using var progress = new ProgressLine();
            PushReport report = await CataloguePush.Run(
                index, address, Enum.Parse<IndexKind>(line.GetValue(kind)!, ignoreCase: true), progress.Share("pushing"), cancellation);
            progress.Dispose();
            new Answer(line.GetValue(json)).Write(report, console => console.Line(
                $"sent {report.Sent} pictures, {report.Unchanged} were there; {address} holds {report.Index.Count}, kind {report.Index.Kind}"));
            return 0;
        });
        return command;
    }

    private static LocalIndex Open(string file)
    {
        if (SearchIndex.IsIndex(file))
            return SearchIndex.Open(file);
        CatalogueEmbeddings set = EmbeddingFile.Read([file]);
        return FlatIndex.Build(set.Values, set.Items, set.Model);
    }
}
