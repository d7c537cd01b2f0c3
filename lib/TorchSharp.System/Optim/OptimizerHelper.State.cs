namespace TorchSharp.Modules;

public abstract partial class OptimizerHelper
{
    /// <summary>The options and states themselves, not copies.</summary>
    public virtual StateDictionary state_dict()
    {
        var all = new StateDictionary();
        foreach (var group in _parameter_groups)
        {
            all.Options.Add(group.Options);
            all.StateIndexRef.Add([.. Enumerable.Range(all.State.Count, group.Parameters.Count())]);
            all.State.AddRange(group.Parameters.Select(StateOf));
        }
        return all;
    }

    /// <summary>Copies options and states of an optimizer of the same kind with the same groups.</summary>
    /// <exception cref="InvalidOperationException">Other numbers of groups or parameters.</exception>
    public virtual void load_state_dict(StateDictionary state_dict)
    {
        ArgumentNullException.ThrowIfNull(state_dict);
        var own = this.state_dict();
        CheckCounts(own, state_dict.Options.Count, state_dict.State.Count);
        foreach (var (target, source) in own.Options.Zip(state_dict.Options))
            target.LoadStateDict(source);
        foreach (var (target, source) in own.State.Zip(state_dict.State))
            target.LoadStateDict(source);
    }

    /// <summary>Writes the optimizer's exact state: kind, options, and the state of every parameter in order.</summary>
    public void save_state_dict(BinaryWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        var own = state_dict();
        writer.Write(GetType().Name);
        writer.Write(own.Options.Count);
        writer.Write(own.State.Count);
        own.Options.ForEach(options => options.SaveStateDict(writer));
        own.State.ForEach(state => state.SaveStateDict(writer));
    }

    /// <summary>Reads what <see cref="save_state_dict(BinaryWriter)"/> wrote.</summary>
    /// <exception cref="InvalidDataException">Another kind of optimizer, or a parameter of another shape.</exception>
    /// <exception cref="InvalidOperationException">Other numbers of groups or parameters.</exception>
    public void load_state_dict(BinaryReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        var kind = reader.ReadString();
        if (kind != GetType().Name)
            throw new InvalidDataException($"the saved state is of the optimizer '{kind}', not of '{GetType().Name}'.");
        var own = state_dict();
        CheckCounts(own, reader.ReadInt32(), reader.ReadInt32());
        own.Options.ForEach(options => options.LoadStateDict(reader));
        own.State.ForEach(state => state.LoadStateDict(reader));
    }

    /// <summary>Writes the optimizer's exact state to a file.</summary>
    public void save_state_dict(string location)
    {
        using var writer = new BinaryWriter(File.Create(location));
        save_state_dict(writer);
    }

    /// <summary>Reads a file of <see cref="save_state_dict(string)"/>.</summary>
    public void load_state_dict(string location)
    {
        using var reader = new BinaryReader(File.OpenRead(location));
        load_state_dict(reader);
    }

    private static void CheckCounts(StateDictionary own, int groups, int states)
    {
        if (own.Options.Count != groups || own.State.Count != states)
            throw new InvalidOperationException(
                $"the saved optimizer has {groups} groups with {states} parameters, this one {own.Options.Count} with {own.State.Count}.");
    }
}
