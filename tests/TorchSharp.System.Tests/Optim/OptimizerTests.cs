using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp.Tests.Optim;

public class OptimizerTests
{
    private static readonly Func<Parameter[], optim.Optimizer>[] All =
    [
        p => optim.SGD(p, 0.01, momentum: 0.9, weight_decay: 0.1, nesterov: true),
        p => optim.Adam(p, weight_decay: 0.1, amsgrad: true),
        p => optim.AdamW(p, weight_decay: 0.1, maximize: true),
    ];

    [Fact]
    public void StepsLeaveNoTensorsBehind()
    {
        foreach (var make in All)
        {
            Parameter[] parameters = [new(randn(3, 4)), new(randn(4))];
            using var batch = randn(6, 3);
            using var optimizer = make(parameters);
            OptimizerParityTests.Step(optimizer, parameters, batch, true);
            var before = LiveTensors.Settled();
            for (var step = 0; step < 5; step++)
                OptimizerParityTests.Step(optimizer, parameters, batch, true);
            Assert.Equal(before, Tensor.TotalCount);
            Array.ForEach(parameters, parameter => parameter.Dispose());
        }
    }

    [Fact]
    public void DisposingFreesTheStates()
    {
        foreach (var make in All)
        {
            using var parameter = new Parameter(ones(2));
            var before = LiveTensors.Settled();
            using (var optimizer = make([parameter]))
            {
                using (NewDisposeScope())
                    parameter.sum().backward();
                optimizer.step();
                optimizer.zero_grad();
            }
            Assert.Equal(before, Tensor.TotalCount);
        }
    }

    [Fact]
    public void StatesOutliveTheScopeOfAStep()
    {
        using var parameter = new Parameter(ones(2));
        optim.Optimizer optimizer;
        using (NewDisposeScope())
        {
            optimizer = optim.SGD([parameter], 0.1, momentum: 0.5);
            parameter.sum().backward();
            optimizer.step();
        }
        using (NewDisposeScope())
            optimizer.step();
        Assert.Equal(1 - 0.1 - 0.15, parameter.data<float>()[0], 5);
        optimizer.Dispose();
    }

    [Fact]
    public void ZeroGradDropsGradients()
    {
        using var parameter = new Parameter(ones(2));
        using var optimizer = optim.Adam([parameter]);
        using (NewDisposeScope())
            parameter.sum().backward();
        optimizer.zero_grad();
        Assert.Null(parameter.grad);
        optimizer.step();
        Assert.Equal(1, parameter.data<float>()[0]);
    }

    [Fact]
    public void AClosureGivesItsLoss()
    {
        using var scope = NewDisposeScope();
        using var parameter = new Parameter(ones(2));
        using var optimizer = optim.SGD([parameter], 0.1);
        var loss = optimizer.step(() =>
        {
            var value = parameter.sum();
            value.backward();
            return value;
        });
        Assert.Equal(2, loss!.ToDouble());
        Assert.Equal(0.9, parameter.data<float>()[0], 5);
    }

    [Fact]
    public void AFrozenParameterStays()
    {
        using var scope = NewDisposeScope();
        Parameter[] parameters = [new(ones(1)), new(ones(1), requires_grad: false)];
        using var optimizer = optim.Adam(parameters, 0.1);
        (parameters[0] * parameters[1]).sum().backward();
        optimizer.step();
        Assert.Equal(0.9, parameters[0].ToDouble(), 5);
        Assert.Equal(1, parameters[1].ToDouble());
    }

    [Fact]
    public void SavedStatesAreChecked()
    {
        using var scope = NewDisposeScope();
        using var adam = optim.Adam([new Parameter(ones(2))]);
        var saved = new MemoryStream();
        adam.save_state_dict(new BinaryWriter(saved));
        Refuses<InvalidDataException>("'Adam', not of 'SGD'", optim.SGD([new Parameter(ones(2))], 0.1), saved);
        Refuses<InvalidDataException>("[2]", optim.Adam([new Parameter(ones(3))]), saved);
        Refuses<InvalidOperationException>("1 parameters", optim.Adam([new Parameter(ones(2)), new Parameter(ones(2))]), saved);
    }

    [Fact]
    public void SettingsAreChecked()
    {
        using var scope = NewDisposeScope();
        Parameter[] parameters = [new(ones(1))];
        Assert.Throws<ArgumentOutOfRangeException>(() => optim.Adam(parameters, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => optim.AdamW(parameters, beta1: 1));
        Assert.Throws<ArgumentException>(() => optim.SGD(parameters, 0.1, nesterov: true));
        Assert.Throws<ArgumentException>(() => optim.Adam([parameters[0], parameters[0]]));
    }

    private static void Refuses<T>(string message, OptimizerHelper optimizer, MemoryStream saved) where T : Exception
    {
        saved.Position = 0;
        Assert.Contains(message, Assert.Throws<T>(() => optimizer.load_state_dict(new BinaryReader(saved))).Message, StringComparison.Ordinal);
    }
}
