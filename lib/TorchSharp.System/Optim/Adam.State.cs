using static TorchSharp.torch;

namespace TorchSharp.Modules;

public partial class Adam
{
    /// <summary>Step count and moments of one parameter.</summary>
    public sealed class State : OptimizerState, IDisposable
    {
        /// <summary>Steps done.</summary>
        public long step;

        /// <summary>The mean of gradients.</summary>
        public Tensor exp_avg;

        /// <summary>The mean of squared gradients.</summary>
        public Tensor exp_avg_sq;

        /// <summary>The largest mean of squared gradients, or null without amsgrad.</summary>
        public Tensor? max_exp_avg_sq;

        /// <summary>Starts with zeros.</summary>
        public State(Parameter parameter) : base(parameter)
        {
            exp_avg = ZerosLike(parameter);
            exp_avg_sq = ZerosLike(parameter);
        }

        /// <inheritdoc/>
        public override void Initialize(OptimizerOptions options)
        {
            step = 0;
            exp_avg.zero_();
            exp_avg_sq.zero_();
            max_exp_avg_sq?.Dispose();
            max_exp_avg_sq = ((Options)options).amsgrad == true ? ZerosLike(_parameter) : null;
        }

        /// <inheritdoc/>
        public override void LoadStateDict(OptimizerState source)
        {
            var other = (State)source;
            using var _ = no_grad();
            step = other.step;
            exp_avg.copy_(other.exp_avg);
            exp_avg_sq.copy_(other.exp_avg_sq);
            if (other.max_exp_avg_sq is { } largest)
                (max_exp_avg_sq ??= ZerosLike(_parameter)).copy_(largest);
        }

        /// <inheritdoc/>
        public override void LoadStateDict(BinaryReader reader)
        {
            ArgumentNullException.ThrowIfNull(reader);
            step = reader.ReadInt64();
            StateFile.Read(reader, exp_avg);
            StateFile.Read(reader, exp_avg_sq);
            if (reader.ReadBoolean())
                StateFile.Read(reader, max_exp_avg_sq ??= ZerosLike(_parameter));
        }

        /// <inheritdoc/>
        public override void SaveStateDict(BinaryWriter writer)
        {
            ArgumentNullException.ThrowIfNull(writer);
            writer.Write(step);
            StateFile.Write(writer, exp_avg);
            StateFile.Write(writer, exp_avg_sq);
            writer.Write(max_exp_avg_sq is not null);
            if (max_exp_avg_sq is not null)
                StateFile.Write(writer, max_exp_avg_sq);
        }

        /// <inheritdoc/>
        public override void to(Device device)
        {
            Move(ref exp_avg, device);
            Move(ref exp_avg_sq, device);
            if (max_exp_avg_sq is not null)
                Move(ref max_exp_avg_sq, device);
        }

        /// <inheritdoc/>
        public override bool ApproximatelyEquals(OptimizerState other) =>
            other is State state && state.step == step && exp_avg.allclose(state.exp_avg) && exp_avg_sq.allclose(state.exp_avg_sq);

        /// <inheritdoc/>
        public void Dispose() => Free();

        internal override void Free()
        {
            exp_avg.Dispose();
            exp_avg_sq.Dispose();
            max_exp_avg_sq?.Dispose();
        }
    }
}
