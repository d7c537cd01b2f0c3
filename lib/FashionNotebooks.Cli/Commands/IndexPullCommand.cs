using System.CommandLine;
using FashionNotebooks.Postgres;
using FashionNotebooks.Search;

namespace FashionNotebooks.Cli.Commands;

/// <summary><c>fashion index pull</c>.</summary>
internal static class IndexPullCommand
{
    public static Command Create()
    {
        var command = new Command("pull", "Write the catalogue of a PostgreSQL database as an index file.");
        var source = new Argument<string>("ADDRESS") { Description = "postgres://USER:PASSWORD@HOST:PORT/DATABASE; the password may come from PGPASSWORD." };
        var target = new Argument<string>("FILE") { Description = "The index file to write." };
        Option<string> kind = IndexBuildCommand.KindOption();
        command.Add(source);
        command.Add(target);
        command.Add(kind);
        var compute = new ComputeOptions(command);
        command.SetAction((line, cancellation) =>
        {
            string path = line.GetValue(target)!;
            AtomicFile.RequirePlace(path);
            using var progress = new ProgressLine();
            using PostgresIndex database = PostgresIndex.Open(PostgresAddress.Parse(line.GetValue(source)!));
            CatalogueEmbeddings set = database.Read(progress.Share("pulling"), cancellation);
            IndexBuildOptions options = IndexBuildCommand.Options(line.GetValue(kind)!, set.Items.Count) with
            {
                Metric = database.Metric,
                Seed = (int)compute.Seed(line),
                Threads = compute.Threads(line),
            };
            using LocalIndex index = SearchIndex.Build(set.Values, set.Items, set.Model, options, progress.Share("linking"), cancellation);
            index.Save(path);
            compute.Answer(line).Write(index.Info, console => console.Line(IndexBuildCommand.Wrote(path, index.Info)));
            return Task.FromResult(0);
        });
        return command;
    }
}
