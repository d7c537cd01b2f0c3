using FashionNotebooks.Models;
using FashionNotebooks.Postgres;
using FashionNotebooks.Search;
using FashionNotebooks.Web.Inference;

namespace FashionNotebooks.Web.Serving;

/// <summary>One version of model and index. It is freed when it has been replaced and the last request that uses it is answered.</summary>
internal sealed class ServedFiles : IDisposable
{
    private const long CopiedIndex = 1 << 30; // a file that is overwritten in place, as cp does, must not take the server with it
    private int users = 1;

    private ServedFiles(PictureModel model, PictureModel encoder, Catalogue catalogue) =>
        (Model, Encoder, Catalogue) = (model, encoder, catalogue);

    /// <summary>The model of <c>--model</c>, which gives the probabilities.</summary>
    public PictureModel Model { get; }

    /// <summary>The model that made the index; mostly the same.</summary>
    public PictureModel Encoder { get; }

    public Catalogue Catalogue { get; }

    /// <summary>Loads the files.</summary>
    /// <exception cref="InputException">One cannot be read, or the index belongs to another encoder.</exception>
    public static ServedFiles Load(ServerOptions options, string version)
    {
        var opened = new Stack<IDisposable>();
        try
        {
            var model = new PictureModel(TrainedModel.Load(options.Model));
            opened.Push(model);
            ISearchIndex index = IndexSource.Open(options.Index, copyUpTo: CopiedIndex);
            opened.Push(index);
            IndexModel file = IndexModel.Of(options.Model);
            if (model.Classes is null)
                index.RequireModel(file);
            PictureModel encoder = file.Sha256 == index.Model.Sha256 ? model : new PictureModel(IndexEncoder(options.Index, index));
            return new ServedFiles(model, encoder, new Catalogue(index, version));
        }
        catch
        {
            while (opened.TryPop(out IDisposable? part))
                part.Dispose();
            throw;
        }
    }

    /// <summary>False: it has been freed already.</summary>
    public bool Enter()
    {
        int now;
        do
        {
            if ((now = Volatile.Read(ref users)) == 0)
                return false;
        }
        while (Interlocked.CompareExchange(ref users, now + 1, now) != now);
        return true;
    }

    /// <summary>Ends one use; the first user is whoever loaded it.</summary>
    public void Dispose()
    {
        if (Interlocked.Decrement(ref users) > 0)
            return;
        Catalogue.Dispose();
        Encoder.Dispose();
        if (Model != Encoder)
            Model.Dispose();
    }

    // An index and its model may have moved together.
    private static TrainedModel IndexEncoder(string path, ISearchIndex index)
    {
        string? folder = PostgresAddress.Matches(path) ? null : Path.GetDirectoryName(Path.GetFullPath(path));
        string beside = Path.Combine(folder ?? "", Path.GetFileName(index.Model.Path));
        string checkpoint = !File.Exists(index.Model.Path) && folder is not null && File.Exists(beside) ? beside : index.Model.Path;
        index.RequireModel(IndexModel.Of(checkpoint));
        return TrainedModel.Load(checkpoint);
    }
}
