// The notebook's draw, encoder, network and data set against the library's.
foreach (bool itself in new[] { false, true })
{
    var theirDraw = new TripleDataset(labels, 5, anchorMayBePositive: itself);
    if (Enumerable.Range(0, train.Count).Any(anchor => Draw(labels, 5, 3, anchor, itself) != theirDraw.Get(3, anchor)))
        throw new Exception("the triplets differ");
}
var ownNet = new SiameseNetwork(new SiameseEncoder(new MobileNetBackbone()));
var theirNet = new Library.SiameseNetwork(new Library.SiameseEncoder(new MobileNetBackbone()));
if (!ownNet.named_parameters().Select(p => p.name).SequenceEqual(theirNet.named_parameters().Select(p => p.name)))
    throw new Exception("the parameters have other names");
ownNet.load_state_dict(theirNet.state_dict());
var ownSteps = optim.AdamW(ownNet.parameters(), lr: 0.001, weight_decay: 0.01);
var theirSteps = optim.AdamW(theirNet.parameters(), lr: 0.001, weight_decay: 0.01);
foreach (int step in Enumerable.Range(0, 3))
{
    Tensor[] views = [randn(8, 3, 64, 64), randn(8, 3, 64, 64), randn(8, 3, 64, 64)];
    ownSteps.zero_grad();
    theirSteps.zero_grad();
    var (x, y, z) = ownNet.call(views[0], views[1], views[2]);
    var (u, v, w) = theirNet.call(views[0], views[1], views[2]);
    Tensor ownLoss = tripletLossOf.call(x, y, z), theirLoss = tripletLossOf.call(u, v, w);
    ownLoss.backward();
    theirLoss.backward();
    Same("loss", Math.Abs(ownLoss.item<float>() - theirLoss.item<float>()));
    Same("gradients", ownNet.parameters().Zip(theirNet.parameters(), (p, q) => (p.grad - q.grad).abs().max().item<float>()).Max());
    ownSteps.step();
    theirSteps.step();
}
// A photo of the data set is the library's photo of that place and epoch.
var triple = new TripletPhotos(train, Seed, epoch: 2, itself: true);
Tensor positive = triple.GetTensor(3)["positive"];
Tensor expected = new Augmenter(Augmentation.Reference, 64, Seed).Apply(train, [(long)Draw(labels, Seed, 2, 3, itself: true).Positive], 2, 1);
Same("a photo of the data set", (positive - expected[0]).abs().max().item<float>(), 0);
