// The notebook's classes against the library's: names, order and shapes of the parameters, and three steps of training.
void Steps(nn.Module<Tensor, Tensor> own, nn.Module<Tensor, Tensor> theirs, Func<Tensor, Tensor> lossOf)
{
    if (!own.named_parameters().Select(p => p.name).SequenceEqual(theirs.named_parameters().Select(p => p.name)))
        throw new Exception("the parameters have other names");
    own.load_state_dict(theirs.state_dict());
    var steps = new[] { own, theirs }.Select(net => (Net: net, Adam: optim.Adam(net.parameters(), lr: 0.01))).ToArray();
    foreach (int step in Enumerable.Range(0, 3))
    {
        Tensor probe = randn(8, own is InvertedResidualBlock ? 16 : 3, 64, 64);
        double[] losses = [.. steps.Select(s =>
        {
            s.Net.train();
            s.Adam.zero_grad();
            Tensor loss = lossOf(s.Net.call(probe));
            loss.backward();
            s.Adam.step();
            return (double)loss.item<float>();
        })];
        double apart = own.parameters().Zip(theirs.parameters(), (p, q) => (double)(p.grad - q.grad).abs().max().item<float>()).Max();
        if (Math.Abs(losses[0] - losses[1]) > 1e-4 || apart > 1e-4)
            throw new Exception($"step {step}: losses {losses[0]} and {losses[1]}, gradients {apart} apart");
    }
    own.eval();
    theirs.eval();
    Tensor last = randn(2, own is InvertedResidualBlock ? 16 : 3, 64, 64);
    if ((own.call(last) - theirs.call(last)).abs().max().item<float>() > 1e-3)
        throw new Exception("in evaluation the outputs differ");
}
Tensor someLabels = tensor(new[] { 0L, 1, 2, 3, 4, 5, 6, 0 });
Steps(new MobileNetLikeClassifier(7), new Library.MobileNetLikeClassifier(7), scores => nn.functional.cross_entropy(scores, someLabels));
Steps(new MobileNetBackbone(), new Library.MobileNetBackbone(), map => map.pow(2).mean());
Steps(MakeBlock(16, 24, 3), new Library.InvertedResidualBlock(16, 24, 2, 3, ConvNorm(16, 24, 1, 2, relu: false)), map => map.pow(2).mean());
