using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    // Random numbers in the shape of a tensor.
    public partial class Tensor
    {
        public Tensor bernoulli(Generator? generator = null) => Ops.bernoulli.Call(this, generator);

        public Tensor bernoulli_(double p = 0.5, Generator? generator = null)
        {
            Ops.bernoulli__float.CallVoid(this, p, generator);
            return this;
        }

        public Tensor bernoulli_(Tensor p, Generator? generator = null)
        {
            Ops.bernoulli__Tensor.CallVoid(this, p, generator);
            return this;
        }

        public Tensor multinomial(long num_samples, bool replacement = false, Generator? generator = null) => Ops.multinomial.Call(this, num_samples, replacement, generator);

        public Tensor normal_(double mean = 0, double std = 1, Generator? generator = null)
        {
            Ops.normal_.CallVoid(this, mean, std, generator);
            return this;
        }

        public Tensor uniform_(double from, double to, Generator? generator = null)
        {
            Ops.uniform_.CallVoid(this, from, to, generator);
            return this;
        }

        public Tensor exponential_(double lambda = 1, Generator? generator = null)
        {
            Ops.exponential_.CallVoid(this, lambda, generator);
            return this;
        }

        public Tensor random_(double from, double to, Generator? generator = null)
        {
            Ops.random__from.CallVoid(this, (long)from, (long)to, generator);
            return this;
        }

        public Tensor poisson(Generator? generator = null) => Ops.poisson.Call(this, generator);
    }
}
