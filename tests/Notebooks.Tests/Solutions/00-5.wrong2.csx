// The sum instead of the mean.
Func<Tensor, float> meanSquare = values =>
{
    using Tensor squares = values * values;
    return squares.sum().item<float>();
};
