using static TorchSharp.torch;

namespace TorchSharp.Modules;

public partial class SGD
{
    /// <summary>The momentum of one parameter.</summary>
    public sealed class State : OptimizerState, IDisposable
    {
        /// <summary>The direction so far, or null before the first step.</summary>
        public Tensor? momentum_buffer;

        /// <summary>Starts without a direction.</summary>
        public State(Parameter parameter) : base(parameter)
        {
        }

        /// <inheritdoc/>
        public override void Initialize(OptimizerOptions options) => Free();

        /// <inheritdoc/>
        public override void LoadStateDict(OptimizerState source)
        {
            var other = ((State)source).momentum_buffer?.clone().DetachFromDisposeScope();
            Free();
            momentum_buffer = other;
        }

        /// <inheritdoc/>
        public override void LoadStateDict(BinaryReader reader)
        {
            ArgumentNullException.ThrowIfNull(reader);
            Free();
            if (reader.ReadBoolean())
                StateFile.Read(reader, momentum_buffer = ZerosLike(_parameter));
        }

        /// <inheritdoc/>
        public override void SaveStateDict(BinaryWriter writer)
        {
            ArgumentNullException.ThrowIfNull(writer);
            writer.Write(momentum_buffer is not null);
            if (momentum_buffer is not null)
                StateFile.Write(writer, momentum_buffer);
        }

        /// <inheritdoc/>
        public override void to(Device device)
        {
            if (momentum_buffer is not null)
                Move(ref momentum_buffer, device);
        }

        /// <inheritdoc/>
        public override bool ApproximatelyEquals(OptimizerState other) =>
            other is State state && (momentum_buffer, state.momentum_buffer) switch
            {
                (null, null) => true,
                ({ } own, { } theirs) => own.allclose(theirs),
                _ => false,
            };

        /// <inheritdoc/>
        public void Dispose() => Free();

        internal override void Free()
        {
            momentum_buffer?.Dispose();
            momentum_buffer = null;
        }
    }
}
