using System.Text.Json;
using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Tests.NN;
using static TorchSharp.torch;
using static TorchSharp.torch.optim.lr_scheduler;
using Strategy = TorchSharp.torch.optim.lr_scheduler.impl.OneCycleLR.AnnealStrategy;

namespace TorchSharp.Tests.Optim;

/// <summary>Thirty steps of every schedule against PyTorch: the rates of two groups, and the momentum.</summary>
public class ScheduleParityTests
{
    private static readonly JsonElement expected = Fixture.Load("optim.json").GetProperty("schedules");

    private static readonly Dictionary<string, Func<optim.Optimizer, LRScheduler>> Schedules = new()
    {
        ["step"] = o => StepLR(o, 5),
        ["step_gamma"] = o => StepLR(o, 7, gamma: 0.5),
        ["multistep"] = o => MultiStepLR(o, [3, 10, 10, 20], gamma: 0.3),
        ["exponential"] = o => ExponentialLR(o, 0.9),
        ["constant"] = o => ConstantLR(o),
        ["linear"] = o => LinearLR(o, 0.2, 0.9, 8),
        ["polynomial"] = o => PolynomialLR(o, 12, 2),
        ["cosine"] = o => CosineAnnealingLR(o, 30),
        ["cosine_short"] = o => CosineAnnealingLR(o, 8, eta_min: 0.01),
        ["lambda"] = o => LambdaLR(o, epoch => Math.Pow(0.95, epoch)),
        ["multiplicative"] = o => MultiplicativeLR(o, _ => 0.95),
        ["onecycle"] = o => OneCycleLR(o, 1.0, total_steps: 30),
        ["onecycle_linear"] = o => OneCycleLR(o, [1.0, 0.3], epochs: 5, steps_per_epoch: 6, pct_start: 0.4, anneal_strategy: Strategy.Linear, div_factor: 10, final_div_factor: 100),
        ["onecycle_three"] = o => OneCycleLR(o, 1.0, total_steps: 30, three_phase: true),
        ["onecycle_adam"] = o => OneCycleLR(o, 1.0, total_steps: 30),
        ["sequential"] = o => SequentialLR(o, [LinearLR(o, 0.1, total_iters: 5), CosineAnnealingLR(o, 20)], [5]),
        ["plateau"] = o => ReduceLROnPlateau(o, patience: 2),
        ["plateau_max"] = o => ReduceLROnPlateau(o, mode: "max", factor: 0.5, patience: 3, threshold: 0.01, threshold_mode: "abs", cooldown: 2, min_lr: [0.05, 0.01]),
    };

    public static TheoryData<string> Cases => [.. expected.EnumerateObject().Select(item => item.Name)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void EqualsPyTorch(string name)
    {
        using var scope = NewDisposeScope();
        using var optimizer = Optimizer(name);
        var schedule = Schedules[name](optimizer);
        var (rates, momenta) = (expected.GetProperty(name).GetProperty("rates"), expected.GetProperty(name).GetProperty("momenta").Doubles());
        for (var step = 0; step < 30; step++)
        {
            Fixture.Equal(rates[step].Doubles(), [.. optimizer.ParamGroups.Select(group => group.LearningRate)], $"{name} step {step}", 1e-12);
            Assert.Equal(momenta[step], optimizer is SGD sgd ? sgd.Momentum : ((optim.IBetas)optimizer).Betas.Item1, 12);
            if (schedule is impl.ReduceLROnPlateau)
                schedule.step(step < 8 ? 1.0 / (1 + step) : 0.125 + (0.01 * Math.Sin(step)));
            else
                schedule.step();
        }
    }

    [Fact]
    public void LastRatesAreThoseOfTheGroups()
    {
        using var scope = NewDisposeScope();
        using var optimizer = optim.Adam([new Parameter(zeros(1))], 0.01);
        var schedule = StepLR(optimizer, 1);
        schedule.step();
        Assert.Equal([0.001], schedule.get_last_lr().Select(rate => Math.Round(rate, 12)));
        Assert.Equal(0.01, optimizer.ParamGroups.First().InitialLearningRate);
        schedule.step(3);
        Assert.Equal(1e-5, optimizer.ParamGroups.First().LearningRate, 12);
    }

    [Fact]
    public void WrongUseIsRefused()
    {
        using var scope = NewDisposeScope();
        using var optimizer = optim.SGD([new Parameter(zeros(1))], 0.01);
        Assert.Throws<ArgumentException>(() => OneCycleLR(optimizer, 1.0));
        Assert.Throws<ArgumentOutOfRangeException>(() => StepLR(optimizer, 0));
        Assert.Throws<ArgumentException>(() => ReduceLROnPlateau(optimizer, mode: "best"));
        Assert.Throws<InvalidOperationException>(() => ReduceLROnPlateau(optimizer).step());
        Assert.Throws<ArgumentException>(() => SequentialLR(optimizer, [StepLR(optimizer, 1)], [3]));
        var cycle = OneCycleLR(optimizer, 1.0, total_steps: 2);
        cycle.step();
        cycle.step();
        Assert.Contains("2 steps", Assert.Throws<InvalidOperationException>(() => cycle.step()).Message, StringComparison.Ordinal);
    }

    private static optim.Optimizer Optimizer(string name)
    {
        Parameter Zero() => new(zeros(1));
        return name == "onecycle_adam"
            ? optim.Adam([Zero()], 0.1)
            : optim.SGD([new SGD.ParamGroup([Zero()], new SGD.Options()), new SGD.ParamGroup([Zero()], new SGD.Options { LearningRate = 0.1 })], 0.5, momentum: 0.9);
    }
}
