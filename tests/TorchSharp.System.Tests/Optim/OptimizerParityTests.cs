using System.Text.Json;
using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Tests.NN;
using static TorchSharp.torch;
using static TorchSharp.torch.optim;

namespace TorchSharp.Tests.Optim;

/// <summary>Twelve steps of every optimizer against PyTorch; in the fourth, one parameter has no gradient.</summary>
public class OptimizerParityTests
{
    private static readonly JsonElement expected = Fixture.Load("optim.json").GetProperty("optimizers");

    private static readonly Dictionary<string, Func<Parameter[], Optimizer>> Optimizers = new()
    {
        ["sgd"] = p => SGD(p, 0.1),
        ["sgd_momentum"] = p => SGD(p, 0.1, momentum: 0.9, dampening: 0.2, weight_decay: 0.05),
        ["sgd_nesterov"] = p => SGD(p, 0.1, momentum: 0.9, nesterov: true),
        ["sgd_maximize"] = p => SGD(p, 0.1, maximize: true),
        ["adam"] = p => Adam(p, 0.1),
        ["adam_decay"] = p => Adam(p, 0.1, 0.8, 0.95, 1e-4, weight_decay: 0.1),
        ["adam_amsgrad"] = p => Adam(p, 0.1, amsgrad: true),
        ["adam_maximize"] = p => Adam(p, 0.1, maximize: true),
        ["adamw"] = p => AdamW(p, 0.1, weight_decay: 0.1),
        ["adamw_amsgrad"] = p => AdamW(p, 0.1, weight_decay: 0.1, amsgrad: true),
        ["adam_groups"] = p => Adam(
            new Adam.ParamGroup[] { new([p[0]], new Adam.Options { LearningRate = 0.01 }), new([p[1]], new Adam.Options { beta1 = 0.5, beta2 = 0.9 }) }, 0.1),
    };

    public static TheoryData<string> Cases => [.. expected.EnumerateObject().Select(item => item.Name)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void EqualsPyTorch(string name)
    {
        using var scope = NewDisposeScope();
        manual_seed(5);
        Parameter[] parameters = [new(randn(3, 4)), new(randn(4))];
        using var optimizer = Optimizers[name](parameters);
        var step = 0;
        foreach (var after in expected.GetProperty(name).EnumerateArray())
        {
            Step(optimizer, parameters, randn(6, 3), withBias: step++ != 3);
            Fixture.Equal(after.Doubles(), [.. Fixture.Values(parameters[0]), .. Fixture.Values(parameters[1])], $"{name} step {step}", 1e-6);
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void SavedAndRestoredItContinuesToTheBit(string name)
    {
        using var scope = NewDisposeScope();
        manual_seed(5);
        Parameter[] parameters = [new(randn(3, 4)), new(randn(4))];
        var optimizer = Optimizers[name](parameters);
        var batches = Enumerable.Range(0, 8).Select(_ => randn(6, 3)).ToList();
        batches[..4].ForEach(batch => Step(optimizer, parameters, batch, true));

        var saved = new MemoryStream();
        optimizer.ParamGroups.First().LearningRate = 0.05;
        ((OptimizerHelper)optimizer).save_state_dict(new BinaryWriter(saved));
        Parameter[] copies = [.. parameters.Select(parameter => new Parameter(parameter.detach().clone()))];
        var restored = Optimizers[name](copies);
        saved.Position = 0;
        ((OptimizerHelper)restored).load_state_dict(new BinaryReader(saved));
        Assert.Equal(saved.Length, saved.Position);

        Parameter[] third = [.. parameters.Select(parameter => new Parameter(parameter.detach().clone()))];
        var copied = Optimizers[name](third);
        ((OptimizerHelper)copied).load_state_dict(((OptimizerHelper)optimizer).state_dict());

        foreach (var batch in batches[4..])
        {
            Step(optimizer, parameters, batch, true);
            Step(restored, copies, batch, true);
            Step(copied, third, batch, true);
        }
        for (var place = 0; place < parameters.Length; place++)
        {
            Assert.Equal(Fixture.Values(parameters[place]), Fixture.Values(copies[place]));
            Assert.Equal(Fixture.Values(parameters[place]), Fixture.Values(third[place]));
        }
    }

    internal static void Step(Optimizer optimizer, Parameter[] parameters, Tensor batch, bool withBias)
    {
        using var scope = NewDisposeScope();
        optimizer.zero_grad();
        var output = batch.matmul(parameters[0]);
        (withBias ? output + parameters[1] : output).square().mean().backward();
        optimizer.step();
    }
}
