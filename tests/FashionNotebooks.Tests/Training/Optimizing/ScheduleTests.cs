using FashionNotebooks.Training;
using FashionNotebooks.Training.Optimizing;
using TorchSharp.Tests;
using static TorchSharp.torch;

namespace FashionNotebooks.Tests.Training.Optimizing;

public class ScheduleTests
{
    [Theory, NoTensorLeak]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(10)]
    [InlineData(40)]
    public void OneCycleIsFiniteHoweverShort(int steps)
    {
        using nn.Module<Tensor, Tensor> layer = nn.Linear(2, 2);
        using optim.Optimizer optimizer = optim.AdamW(layer.parameters(), lr: 0.1);
        var recipe = new SiameseRecipe { Epochs = 1, LearningRate = 0.1, Schedule = ScheduleKind.OneCycle, WarmUp = 0.1 };
        Schedule schedule = Schedule.Create(optimizer, recipe, steps);
        for (int step = 0; step < steps; step++)
        {
            Assert.All(optimizer.ParamGroups, group => Assert.InRange(group.LearningRate, 0, 0.1));
            schedule.AfterStep();
        }
    }

    [Fact, NoTensorLeak]
    public void OneCycleOfOneStepTakesTheRateItself()
    {
        using nn.Module<Tensor, Tensor> layer = nn.Linear(2, 2);
        using optim.Optimizer optimizer = optim.AdamW(layer.parameters(), lr: 0.1);
        Schedule.Create(optimizer, new SiameseRecipe { Epochs = 1, Schedule = ScheduleKind.OneCycle }, stepsPerEpoch: 1);
        Assert.All(optimizer.ParamGroups, group => Assert.Equal(0.1, group.LearningRate));
    }
}
