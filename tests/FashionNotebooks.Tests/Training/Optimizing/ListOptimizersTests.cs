using System.Text.Json;
using FashionNotebooks.Training.Optimizing;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace FashionNotebooks.Tests.Training.Optimizing;

/// <summary>Twelve steps of every list-wise optimizer against PyTorch and TorchSharp's own; in the
/// fourth, one parameter has no gradient.</summary>
public class ListOptimizersTests
{
    private static readonly JsonElement PyTorch =
        JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Fixtures", "optim.json"))).RootElement;

    private static readonly Dictionary<string, (Func<Parameter[], OptimizerHelper> List, Func<Parameter[],
        OptimizerHelper> Plain)> Optimizers = new()
        {
            ["sgd_nesterov"] = (p =>
                new ListSgd([new(p, 0.1, momentum: 0.9, nesterov: true)], 0.1), p => optim.SGD(p, 0.1, momentum: 0.9, nesterov: true)),
            ["sgd_decay"] = (p =>
                new ListSgd([new(p, 0.1, momentum: 0.9, weight_decay: 0.05)], 0.1),
                p => optim.SGD(p, 0.1, momentum: 0.9, weight_decay: 0.05)),
            ["adam"] = (p => new ListAdam([new(p, 0.1)], 0.1, decoupled: false), p => optim.Adam(p, 0.1)),
            ["adam_decay"] = (p =>
                new ListAdam([new(p, 0.1, 0.8, 0.95, 1e-4, 0.1)], 0.1, decoupled: false), p => optim.Adam(p, 0.1, 0.8, 0.95, 1e-4, 0.1)),
            ["adam_groups"] = (p => new ListAdam(Groups(p), 0.1, decoupled: false), p => optim.Adam(Groups(p), 0.1)),
            ["adamw"] = (p =>
                new ListAdam([new(p, 0.1, weight_decay: 0.1)], 0.1, decoupled: true), p => optim.AdamW(p, 0.1, weight_decay: 0.1)),
        };

    public static TheoryData<string> Names => [.. Optimizers.Keys];

    public static TheoryData<string> Schedules => [.. PyTorch.GetProperty("schedules").EnumerateObject().Select(item => item.Name)];

    [Theory, MemberData(nameof(Names))]
    public void StepsEqualPyTorchsAndTorchSharpsOwn(string name)
    {
        using var scope = NewDisposeScope();
        manual_seed(5);
        Parameter[] parameters = [new(randn(3, 4)), new(randn(4))], twins = Copies(parameters);
        using OptimizerHelper list = Optimizers[name].List(parameters), plain = Optimizers[name].Plain(twins);
        int step = 0;
        foreach (JsonElement after in PyTorch.GetProperty("optimizers").GetProperty(name).EnumerateArray())
        {
            Tensor batch = randn(6, 3);
            Step(list, parameters, batch, withBias: step != 3);
            Step(plain, twins, batch, withBias: step++ != 3);
            float[] expected = [.. after.EnumerateArray().Select(value => value.GetSingle())];
            Assert.All(expected.Zip(Values(parameters)), pair =>
                Assert.Equal(pair.First, pair.Second, 1e-6f * Math.Max(1, Math.Abs(pair.First))));
            Assert.Equal(Values(twins), Values(parameters)); // to the last bit
        }
        Assert.Equal(12, step);
    }

    [Theory, MemberData(nameof(Names))]
    public void SavedAndRestoredItContinuesToTheBit(string name)
    {
        using var scope = NewDisposeScope();
        Parameter[] parameters = [new(randn(3, 4)), new(randn(4))];
        using OptimizerHelper optimizer = Optimizers[name].List(parameters);
        Tensor[] batches = [.. Enumerable.Range(0, 6).Select(_ => randn(6, 3))];
        foreach (Tensor batch in batches[..3])
            Step(optimizer, parameters, batch, withBias: true);
        var file = new MemoryStream();
        ((ISavedState)optimizer).Save(new BinaryWriter(file));

        Parameter[] copies = Copies(parameters);
        using OptimizerHelper restored = Optimizers[name].List(copies);
        file.Position = 0;
        ((ISavedState)restored).Load(new BinaryReader(file));
        Assert.Equal(file.Length, file.Position);
        foreach (Tensor batch in batches[3..])
        {
            Step(optimizer, parameters, batch, withBias: true);
            Step(restored, copies, batch, withBias: true);
        }
        Assert.Equal(Values(parameters), Values(copies));
    }

    [Fact]
    public void NumbersOutliveTheGarbageCollectorDuringAStep()
    {
        using var stop = new CancellationTokenSource();
        Thread collector = new(() =>
        {
            while (!stop.IsCancellationRequested)
            {
                GC.Collect();
                GC.WaitForPendingFinalizers();
            }
        });
        using Parameter weight = new(torch.randn(3, 3));
        using OptimizerHelper optimizer = Optimizers["adamw"].List([weight]);
        weight.grad = torch.randn(3, 3);
        collector.Start();
        try
        {
            for (int step = 0; step < 3000; step++)
                optimizer.step();
        }
        finally
        {
            stop.Cancel();
            collector.Join();
        }
        Assert.True(weight.isfinite().all().item<bool>());
    }

    [Theory, MemberData(nameof(Schedules))]
    public void SchedulesMoveTheRatesAsPyTorchDoes(string name)
    {
        using var scope = NewDisposeScope();
        using var optimizer = new ListSgd(
            [new([new Parameter(zeros(1))], 0.5, momentum: 0.9), new([new Parameter(zeros(1))], 0.1, momentum: 0.9)], 0.5);
        optim.lr_scheduler.LRScheduler schedule = name switch
        {
            "step" => optim.lr_scheduler.StepLR(optimizer, 5),
            "cosine" => optim.lr_scheduler.CosineAnnealingLR(optimizer, 30),
            _ => Schedule.OneCycle(optimizer, 30, warmUp: 0.2),
        };
        foreach (JsonElement rates in PyTorch.GetProperty("schedules").GetProperty(name).EnumerateArray())
        {
            Assert.All(rates.EnumerateArray().Zip(optimizer.ParamGroups), pair =>
                Assert.Equal(pair.First.GetDouble(), pair.Second.LearningRate, 10));
            schedule.step();
        }
    }

    private static Adam.ParamGroup[] Groups(Parameter[] p) => [new([p[0]], 0.01), new([p[1]], 0.1, 0.5, 0.9)];

    private static Parameter[] Copies(Parameter[] parameters) =>
        [.. parameters.Select(parameter => new Parameter(parameter.detach().clone()))];

    private static float[] Values(Parameter[] parameters) =>
        [.. parameters.SelectMany(parameter => parameter.detach().data<float>().ToArray())];

    private static void Step(optim.Optimizer optimizer, Parameter[] parameters, Tensor batch, bool withBias)
    {
        using var scope = NewDisposeScope();
        foreach (Parameter parameter in parameters)
            parameter.grad = null;
        Tensor output = batch.mm(parameters[0]);
        (withBias ? output + parameters[1] : output).square().mean().backward();
        optimizer.step();
    }
}
