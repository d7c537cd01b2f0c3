using FashionNotebooks.Models;
using FashionNotebooks.Postgres;

namespace FashionNotebooks.Web.Serving;

/// <summary>One version of model and index. It is freed when it has been replaced and the last request that uses it is answered.</summary>
internal sealed class ServedFiles : IDisposable
{
    private const long CopiedIndex = 1 << 30; // a file that is overwritten in place, as cp does, must not take the server with it
    private int users = 1;

    private ServedFiles(ServedModel model, ServedModel encoder, Catalogue catalogue) =>
        (Model, Encoder, Catalogue) = (model, encoder, catalogue);

    /// <summary>The model of <c>--model</c>, which gives the probabilities.</summary>
    public ServedModel Model { get; }

    /// <summary>The model that made the index; mostly the same.</summary>
    public ServedModel Encoder { get; }

    public Catalogue Catalogue { get; }

    /// <summary>Loads the files.</summary>
    /// <exception cref="InputException">One cannot be read, or the index belongs to another encoder.</exception>
    public static ServedFiles Load(ServerOptions options, string version)
    {
        var opened = new Stack<IDisposable>();
        try
        {
            var model = new ServedModel(TrainedModel.Load(options.Model));
            opened.Push(model);
            SearchIndex index = IndexSource.Open(options.Index, copyUpTo: CopiedIndex);
            opened.Push(index);
            IndexModel file = IndexModel.Of(options.Model);
            if (model.Classes is null)
                index.RequireModel(file);
            ServedModel encoder = file.Sha256 == index.Model.Sha256 ? model : new ServedModel(IndexEncoder(options.Index, index));
            if (encoder != model)
                opened.Push(encoder);
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

    private static TrainedModel IndexEncoder(string path, SearchIndex index)
    {
        string checkpoint = PostgresAddress.Matches(path) ? index.Model.Path : index.Model.Beside(path);
        index.RequireModel(IndexModel.Of(checkpoint));
        return TrainedModel.Load(checkpoint);
    }
}
