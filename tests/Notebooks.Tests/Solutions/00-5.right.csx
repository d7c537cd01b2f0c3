Func<Tensor, float> meanSquare = values =>
{
    using var scope = NewDisposeScope();
    return (values * values).mean().item<float>();
};
