using TorchSharp.Modules;

namespace FashionNotebooks.Training.Optimizing;

/// <summary>
/// Adam with one step for all parameters at once: TorchSharp's calls some ten small operations for each of them, libtorch's
/// <c>_foreach</c> operators take the list. Options, state and every bit of the numbers are TorchSharp's; not for amsgrad or maximize.
/// </summary>
/// <param name="groups">The parameters with their options.</param>
/// <param name="rate">Learning rate of a group that names none.</param>
/// <param name="decoupled">False: Adam, https://arxiv.org/abs/1412.6980. True: AdamW, whose decay is beside the gradient,
/// https://arxiv.org/abs/1711.05101.</param>
internal sealed class ListAdam(IEnumerable<Adam.ParamGroup> groups, double rate, bool decoupled) : Adam(groups, rate), ISavedState
{
    private static readonly Lazy<jit.CompilationUnit> Script = new(() => jit.compile("""
        def step(p: List[Tensor], g: List[Tensor], m: List[Tensor], v: List[Tensor],
                 lr: float, beta1: float, beta2: float, eps: float, decay: float, decoupled: bool, step: float) -> int:
            if decay != 0.0:
                if decoupled:
                    torch._foreach_mul_(p, 1.0 - lr * decay)
                else:
                    g = torch._foreach_add(g, p, alpha=decay)
            torch._foreach_mul_(m, beta1)
            torch._foreach_add_(m, g, alpha=1.0 - beta1)
            torch._foreach_mul_(v, beta2)
            torch._foreach_addcmul_(v, g, g, 1.0 - beta2)
            d = torch._foreach_sqrt(v)
            torch._foreach_div_(d, (1.0 - beta2 ** step) ** 0.5)
            torch._foreach_add_(d, eps)
            torch._foreach_addcdiv_(p, m, d, -lr / (1.0 - beta1 ** step))
            return 0

        """));

    public override Tensor step(Func<Tensor>? closure = null) => _step<ParamGroup>(
        group =>
        {
            Options o = group.Options;
            foreach (var age in group.Parameters.Where(p => p.grad is not null).GroupBy(p => ++Of(p).step))
            {
                Parameter[] moving = [.. age];
                Script.Value.Step(
                    [moving, Array.ConvertAll(moving, p => p.grad!), Array.ConvertAll(moving, p => Of(p).exp_avg),
                        Array.ConvertAll(moving, p => Of(p).exp_avg_sq)],
                    group.LearningRate, o.beta1!.Value, o.beta2!.Value, o.eps!.Value, o.weight_decay!.Value, decoupled, (double)age.Key);
            }
        },
        closure);

    public void Save(BinaryWriter writer)
    {
        foreach (State state in _state.Values)
        {
            writer.Write(state.step);
            TensorBytes.Write(writer, state.exp_avg);
            TensorBytes.Write(writer, state.exp_avg_sq);
        }
    }

    public void Load(BinaryReader reader)
    {
        foreach (State state in _state.Values)
        {
            state.step = reader.ReadInt64();
            TensorBytes.Read(reader, state.exp_avg);
            TensorBytes.Read(reader, state.exp_avg_sq);
        }
    }

    private State Of(Parameter parameter) => (State)_state[parameter.Handle];
}

/// <summary>Stochastic gradient descent with momentum, one step for all parameters at once; not for dampening or maximize.</summary>
internal sealed class ListSgd(IEnumerable<SGD.ParamGroup> groups, double rate) : SGD(groups, rate), ISavedState
{
    private static readonly Lazy<jit.CompilationUnit> Script = new(() => jit.compile("""
        def step(p: List[Tensor], g: List[Tensor], b: List[Tensor], lr: float, momentum: float, decay: float, nesterov: bool) -> int:
            if decay != 0.0:
                g = torch._foreach_add(g, p, alpha=decay)
            torch._foreach_mul_(b, momentum)
            torch._foreach_add_(b, g)
            torch._foreach_add_(p, torch._foreach_add(g, b, alpha=momentum) if nesterov else b, alpha=-lr)
            return 0

        """));

    public override Tensor step(Func<Tensor>? closure = null) => _step<ParamGroup>(
        group =>
        {
            Options o = group.Options;
            Parameter[] moving = [.. group.Parameters.Where(p => p.grad is not null)];
            Script.Value.Step(
                [moving, Array.ConvertAll(moving, p => p.grad!), Array.ConvertAll(moving, Buffer)],
                group.LearningRate, o.momentum!.Value, o.weight_decay!.Value, o.nesterov!.Value);
        },
        closure);

    public void Save(BinaryWriter writer)
    {
        foreach (Parameter parameter in parameters())
            TensorBytes.Write(writer, Buffer(parameter));
    }

    public void Load(BinaryReader reader)
    {
        foreach (Parameter parameter in parameters())
            TensorBytes.Read(reader, Buffer(parameter));
    }

    // A buffer of zeros gives PyTorch's first step, which copies the gradient into it.
    private Tensor Buffer(Parameter parameter) =>
        ((State)_state[parameter.Handle]).momentum_buffer ??= zeros_like(parameter).DetachFromDisposeScope();
}

internal static class CompiledStep
{
    /// <param name="script">Has a function <c>step</c>.</param>
    /// <param name="numbers">Its numbers, freed here: those that TorchSharp makes itself the garbage collector may free during the
    /// call.</param>
    internal static void Step(this jit.CompilationUnit script, Tensor[][] lists, params Scalar[] numbers)
    {
        using Scalar done = script.invoke<Scalar>("step", [.. lists, .. numbers]);
        foreach (Scalar number in numbers)
            number.Dispose();
    }
}
