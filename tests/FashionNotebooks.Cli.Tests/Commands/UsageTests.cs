namespace FashionNotebooks.Cli.Tests.Commands;

public sealed class UsageTests
{
    [Theory]
    [InlineData("")]
    [InlineData("bogus")]
    [InlineData("data")]
    [InlineData("train classifier")]
    [InlineData("train classifier --out c --data d --arch nonsense")]
    [InlineData("train classifier --out c --data d --epochs 0")]
    [InlineData("train classifier --out c --data d --lr fast")]
    [InlineData("train classifier --out c --data d --recipe other")]
    [InlineData("train siamese --out c --data d --from e --miner deep")]
    [InlineData("train finegrained --out c --data d --attention everywhere")]
    [InlineData("train finegrained --out c --data d --erase -1")]
    [InlineData("train finegrained --out c --data d --blur wide")]
    [InlineData("evaluate pairs --model m")]
    [InlineData("compare a --model m")]
    [InlineData("duplicates --model m --catalog d --threshold high")]
    [InlineData("evaluate classifier --model m --data d --noise -1")]
    [InlineData("train classifier --out c --data d --arch resnet18 --normalize wide")]
    [InlineData("weights download vgg16")]
    [InlineData("crossvalidate --data d --out o")]
    [InlineData("crossvalidate --data d --out o --arch resnet18 --noise 0.1,loud")]
    [InlineData("crossvalidate --data d --out o --arch resnet18,resnet19")]
    [InlineData("predict --image p")]
    [InlineData("predict --image p --model m --arch small-res --weights w")]
    [InlineData("predict --image p --arch small-res")]
    [InlineData("embed --model m --images d --out e --shard 5/4")]
    [InlineData("embed --model m --images d --out e --shard 0/4")]
    [InlineData("embed --model m --images d --out e --shard one")]
    [InlineData("index build --model m --catalog d --out i --kind tree")]
    [InlineData("index info")]
    [InlineData("search --index i")]
    [InlineData("search --index i --query q interactive")]
    [InlineData("search --index i interactive --json")]
    [InlineData("search --index i --query q --by price")]
    [InlineData("evaluate search --model m --catalog d --queries d --by mix:0,0")]
    [InlineData("evaluate search --model m --catalog d --queries d --by mix:1e308,1e308")]
    [InlineData("search --index i --query q --top-k 0")]
    [InlineData("search --index i --query q --query p")]
    [InlineData("search --index i photo.jpg")]
    [InlineData("predict --image p --model m --model n")]
    [InlineData("index info --index i --index j")]
    [InlineData("export onnx --model m --out o --int8 --calibrate d --calibrate e")]
    [InlineData("train siamese --out c --data d --from e --margin 0")]
    [InlineData("train siamese --out c --data d --from e --margin 1e30")]
    [InlineData("data sample --out s --size NaN")]
    [InlineData("crossvalidate --data d --out o --arch resnet18 --balance 2147483647")]
    [InlineData("search --index i --query q --device tpu")]
    [InlineData("export onnx --model m --out o --int8")]
    [InlineData("export onnx --model m --out o --calibrate d")]
    [InlineData("export onnx --model m --out o --int8 --calibrate d --keep-batch-norm")]
    [InlineData("kernel install --user --prefix p")]
    [InlineData("kernel install --kernel polyglot")]
    [InlineData("notebooks")]
    public async Task Wrong_usage_exits_with_2_and_says_where_help_is(string line)
    {
        CliRun run = await CliRun.Of(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal(2, run.Exit);
        Assert.Empty(run.Output);
        Assert.All(run.Error.TrimEnd().Split('\n'), text =>
        {
            Assert.StartsWith("fashion: ", text, StringComparison.Ordinal);
            Assert.DoesNotContain("System.", text, StringComparison.Ordinal);
        });
        Assert.Contains("--help'", run.Error, StringComparison.Ordinal);
    }

    /// <summary>Every command and option of the contract is in the help.</summary>
    [Theory]
    [InlineData("course", "--data --out --device --threads --seed --json")]
    [InlineData("data sample", "--out --per-class --size --seed --json")]
    [InlineData("data download", "--out --from --json")]
    [InlineData("data inspect", "DIR --model --corrections --json")]
    [InlineData("train classifier", "--data --out --classes --arch --recipe --epochs --lr --batch-size --weights --freeze --size "
        + "--normalize --resume --device --threads --seed --json")]
    [InlineData("weights get", "NAME --out --from --json")]
    [InlineData("weights download", "NAME --out --from --json")]
    [InlineData("crossvalidate", "--data --arch --folds --out --labels --corrections --classes --balance --weights --freeze --recipe "
        + "--epochs --lr --batch-size --patience --size --noise --device --threads --seed --json")]
    [InlineData("train siamese",
        "--data --from --out --recipe --loss --miner --margin --teacher --epochs --lr --batch-size --resume --device --threads --seed "
            + "--json")]
    [InlineData("evaluate classifier", "--model --data --split --noise --device --threads --seed --json")]
    [InlineData("evaluate search", "--model --catalog --queries --exclude-same-sender --by --device --threads --seed --json")]
    [InlineData("predict", "--model --arch --weights --size --normalize --image --top-k --logits --device --threads --seed --json")]
    [InlineData("embed", "--model --images --out --shard --device --threads --seed --json")]
    [InlineData("index build", "--model --catalog --out --kind --device --threads --seed --json")]
    [InlineData("index info", "INDEX --json")]
    [InlineData("search", "--index --catalog --query interactive --top-k --by --picture --device --threads --seed --json")]
    [InlineData("serve", "--model --index --urls --rate --allow-origin --device --threads --seed")]
    [InlineData("export onnx", "--model --out --pixels --keep-batch-norm --no-flip --int8 --calibrate --device --threads --seed --json")]
    [InlineData("reproduce", "--data --recipe --seeds --out --weights --size --normalize --classes --classifier-only "
        + "--teacher --threads")]
    [InlineData("results", "--readme")]
    [InlineData("kernel install", "--kernel --user --prefix")]
    [InlineData("notebooks run", "PATH --kernel --out")]
    public async Task Help_names_every_option(string command, string options)
    {
        CliRun run = await CliRun.Of([.. command.Split(' '), "--help"]);
        Assert.Equal(0, run.Exit);
        Assert.All([.. options.Split(' '), "--verbose"], option => Assert.Contains(option, run.Output, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Version_is_one_line()
    {
        CliRun run = await CliRun.Of("--version");
        Assert.Equal(0, run.Exit);
        Assert.Matches(@"^\d+\.\d+\.\d+\S*\s$", run.Output);
    }
}
