using FashionNotebooks.Models;
using FashionNotebooks.Photos;
using FashionNotebooks.Web.Inference;
using FashionNotebooks.Web.Uploads;

namespace FashionNotebooks.Web.Tests.Inference;

[Collection(ShopCollection.Name)]
public sealed class BatchingTests(Shop shop)
{
    [Fact]
    public async Task An_explanation_that_fails_fails_alone()
    {
        using var model = new ServedModel(TrainedModel.Load(shop.Classifier));
        var limits = new ServerLimits { BatchWait = TimeSpan.FromSeconds(30) };
        using var decoder = new UploadDecoder(limits);
        using var loop = new BatchingLoop(decoder, limits, new ServerMetrics(decoder));
        byte[] planes = model.Preprocessing.ReadPlanes(shop.Queries[0]);
        PhotoWish[] wishes = [new(Why: true, Class: 0), new(Why: true, Class: 99), new(Why: true, Class: 1), new()]; // there is no class 99
        var decoded = new TaskCompletionSource<byte[]>();
        Task<PhotoReading>[] answers = [.. wishes.Select(wish => loop.Read(model, () => decoded.Task, wish, default))];
        decoded.SetResult(planes); // so that all go through together
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => answers[1]);
        Assert.NotNull((await answers[0]).Why);
        Assert.NotNull((await answers[2]).Why);
        Assert.Null((await answers[3]).Why);
    }
}
