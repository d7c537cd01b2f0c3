// The first cell of every notebook imports this file: the library, the photos, the seed, and charts that grow while a model learns.
if (!System.IO.File.Exists("../artifacts/fashion/FashionNotebooks.dll"))
    throw new System.IO.FileNotFoundException("the course is not built yet; run ./fashion setup in the project's folder, then run this cell again");

#!import library.csx

// How values show: each in several kinds at once, of which a front end takes the richest that it knows.
void Shows<T>(params (string Kind, Func<T, string> Text)[] kinds)
{
    foreach ((string kind, Func<T, string> text) in kinds)
        Formatter.Register<T>(text, kind);
    Formatter.SetPreferredMimeTypesFor(typeof(T), [.. kinds.Select(kind => kind.Kind)]);
}

Shows<PhotoSheet>(("image/png", picture => Convert.ToBase64String(picture.Png.Span)), ("text/plain", picture => picture.AltText));
Shows<Drawing>(("image/svg+xml", drawing => drawing.Svg), ("text/plain", drawing => drawing.AltText));
Shows<PhotoSlider>(
    ("text/html", slider => slider.ToHtml()), ("image/png", slider => Convert.ToBase64String(slider.Sheet.Png.Span)),
    ("text/plain", slider => slider.AltText));
Shows<CourseServer>(
    ("text/html", page => $"""
        <p>open <a href="{page.Address}" target="_blank">{page.Address}</a>, or use it here:</p>
        <iframe src="{page.Address}" allow="camera" style="width:100%;height:640px;border:1px solid #ccc"></iframe>
        """),
    ("text/plain", page => $"{page}"));
Shows<InteractivePlots>(("text/html", plots => plots.ToHtml()), ("text/plain", plots => $"{plots}"));
// Any chart of Plotly.NET, the course's and your own: a front end that knows Plotly draws it, all others show a picture of the same figure.
void ShowCharts()
{
    Shows<GenericChart>(
        ("application/vnd.plotly.v1+json", GenericChart.toFigureJson), ("image/svg+xml", chart => chart.ToDrawing().Svg),
        ("text/plain", chart => chart.ToDrawing().AltText));
    ChartStyle.UseEverywhere();
}

// Plotly.NET needs a newer FSharp.Core than .NET Interactive carries; the kernel that the command installs has it.
if (System.Reflection.Assembly.Load("FSharp.Core").GetName().Version >= new Version(10, 1))
    ShowCharts();
else
    display("charts need another kernel: run ./fashion kernel install --kernel interactive, then choose .NET Interactive (C#)");

// Settings come from the environment, so that a headless run can change them.
string Setting(string name, string otherwise) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : otherwise;

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

// FASHION_QUICK=1 makes everything small, to see that all cells run. Figures then mean little.
bool Quick = Setting("FASHION_QUICK", "0") != "0";
int Epochs(int full) => Quick ? 1 : full;

int Seed = (int)(long.Parse(Setting("FASHION_SEED", "42")) % int.MaxValue);
int Threads = int.Parse(Setting("FASHION_THREADS", $"{Environment.ProcessorCount}"));
TorchEngine.Start(Threads, Seed);
torchvision.io.DefaultImager = new PhotoImager();

// Shows something that can be replaced later. What display returns cannot be, under .NET Interactive: there its updates reach nothing.
static DisplayedValue Show(object value) => KernelInvocationContext.Current.Display(value);

// One line that renews itself while something works; work that has nothing to do shows none.
class Status(string what) : IProgress<double>, IProgress<LoadProgress>, IProgress<TrainingProgress>
{
    private readonly KernelInvocationContext cell = KernelInvocationContext.Current;
    private readonly object turn = new();
    private DisplayedValue line;

    public void Say(string text)
    {
        lock (turn)
        {
            if (line is null)
                line = cell.Display(text);
            else
                line.Update(text);
        }
    }

    public void Report(double share)
    {
        if (share < 1 || line is not null)
            Say($"{what}: {share:P0}");
    }

    public void Report(LoadProgress value) => Say($"{what}: {value.Done} of {value.Total}");

    public void Report(TrainingProgress value) => Say($"{what}: {value.Stage}, epoch {value.Epoch} of {value.Epochs}");
}

// The photos: those of FASHION_DATA, else the sample wardrobe, which is drawn once; a table of an older version is written anew.
string DataFolder = Path.GetFullPath(Setting("FASHION_DATA", Quick ? "../data/wardrobe-quick" : "../data/wardrobe"));
if (Setting("FASHION_DATA", "") == "")
    SampleWardrobe.Write(
        DataFolder, new WardrobeSettings { PerClass = Quick ? 30 : null }, new Status("drawing the sample wardrobe, once"),
        KernelInvocationContext.Current.CancellationToken);
bool IsWardrobe = File.Exists(Path.Combine(DataFolder, "wardrobe.json"));

// What the notebooks make: models, indexes, the figures of the results table, and your guesses.
string OutputFolder = Path.GetFullPath(Setting("FASHION_OUT", Path.Combine("../artifacts/course", Path.GetFileName(DataFolder))));

// A folder without a test split gives some contributors' photos up for the exam of notebook 10, before anything is learnt.
if (!Directory.Exists(Path.Combine(DataFolder, "test")))
    DataFolder = ExamSplit.Of(DataFolder, Path.Combine(OutputFolder, "photos"), new Status("keeping photos back for the exam"));
string ClassifierFile = Path.Combine(OutputFolder, "classifier.safetensors"), EncoderFile = Path.Combine(OutputFolder, "encoder.safetensors");
var Results = new CourseResults(Path.Combine(OutputFolder, "results.json"));
var Guessed = new GuessBook(Path.Combine(OutputFolder, "guesses.json"));

// The classes of the references where the folder has them, else all.
string[] Folders = [.. Directory.GetDirectories(Path.Combine(DataFolder, "train")).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)];
string[] Seven = ["dress", "hat", "longsleeve", "pants", "shoes", "shorts", "t-shirt"];
string[] Classes = Seven.All(Folders.Contains) ? Seven : Folders;

PhotoSet LoadPhotos(string split, int size = 64)
{
    var status = new Status($"decoding {split}");
    ImageFolder folder = DataRoot.Open(DataFolder).OpenSplit(split, Classes);
    PhotoSet photos = PhotoSet.Load(
        folder, new Preprocessing(size), threads: Threads, progress: status, cancellation: KernelInvocationContext.Current.CancellationToken);
    status.Say($"{split}: {photos.Count} photos of {size} × {size} pixels");
    return photos;
}

// The photo in the middle of each class.
int[] OneOfEach(PhotoSet photos) =>
    [.. Classes.Select((_, label) => Enumerable.Range(0, photos.Count).Where(i => photos.Items[i].Label == label).ToArray()).Select(own => own[own.Length / 2])];

// A name to print: paths below the photos' folder, never where that folder lies.
string Short(string path) => Path.GetRelativePath(DataFolder, path);

string Percent(double fraction) => $"{100 * fraction:0.0} %";

// What commands measured on real photos before, a file of data/results; null when it is not there.
JsonElement? Measured(string name)
{
    string file = Path.Combine("../data/results", name + ".json");
    return File.Exists(file) ? JsonSerializer.Deserialize<JsonElement>(File.ReadAllText(file)) : null;
}

// A figure of such a file: mean ± standard deviation over its seeds; empty where the file does not have it.
string OverSeeds(string name, string figure) => Measured(name) is not { } file ? "not measured"
    : !file.GetProperty("figures").TryGetProperty(figure, out JsonElement values) ? ""
    : $"{100 * values.GetProperty("mean").GetDouble():0.0} ± {100 * values.GetProperty("sd").GetDouble():0.0} %";

// How many photos and seeds the figures of such a file stand on.
(int Photos, int Seeds) StandsOn(string name) => Measured(name) is { } file
    ? (file.GetProperty("n").GetInt32(), file.GetProperty("seeds").GetArrayLength()) : default;

// A figure of each model of data/results/finegrained.json, over the seeds.
(string Model, Spread Figure)[] Ablation(string figure)
{
    double Of(JsonElement run) => run.GetProperty("pairs").GetProperty("values").GetProperty(figure).GetDouble();
    return Measured("finegrained") is not { } file ? [] : [.. file.GetProperty("ablation_runs").EnumerateArray()
        .GroupBy(run => run.GetProperty("name").GetString()!).Select(runs => (runs.Key, Spread.Of([.. runs.Select(Of)])))];
}

// A chart that grows by one point per epoch, under a line that follows the steps.
class LiveCurves : IProgress<TrainingProgress>
{
    private readonly string title;
    private readonly string[] figures;
    private readonly DisplayedValue line;
    private readonly List<EpochRecord> records = [];
    private DisplayedValue chart;

    public LiveCurves(string title, params string[] figures) => (this.title, this.figures, line) = (title, figures, Show($"{title}: starting …"));

    public void Report(TrainingProgress value)
    {
        line.Update($"{title}: epoch {value.Epoch} of {value.Epochs}, step {value.Step} of {value.Steps}, loss {value.Loss:0.000}");
        if (value.Record is not { } record)
            return;
        records.Add(record);
        GenericChart curves = Chart.TrainingCurves(title, Line(r => r.Loss), [.. figures.Select(name => (Words(name), Line(r => r.Metrics[name])))]);
        if (chart is null)
            chart = Show(curves);
        else
            chart.Update(curves);
        if (value.Epoch == value.Epochs)
            line.Update($"{title}: {value.Epochs} epochs are done");
    }

    private double[] Line(Func<EpochRecord, double> figure) => [.. records.Select(figure)];

    private static string Words(string name) => "validation " + name.Replace('_', ' ').Replace("top", "top-").Replace("auc", "AUC").Replace("map", "mAP");
}

LiveCurves Live(string title, params string[] figures) => new(title, figures.Length > 0 ? figures : ["accuracy"]);

// Small nets that learnt from other wardrobes than the course's; data/weights says how they were made.
string ShippedClassifier = "../data/weights/classifier.safetensors", ShippedGarments = "../data/weights/garments.safetensors";

// All layers of the shipped classifier but the last. A net that starts from them has a new last layer, which knows no class yet.
string ShippedLayers()
{
    string file = Path.Combine(OutputFolder, "shipped-layers.safetensors");
    using DisposeScope scope = torch.NewDisposeScope();
    StateDict.Save(file, StateDict.Load(ShippedClassifier).Where(layer => !layer.Key.StartsWith("head.")).ToDictionary());
    return file;
}

// A later notebook starts from the models of the earlier ones; without them it trains the one of notebook 1, so that each can be opened first.
ClassifierRecipe ShortEpochs = Recipe.Best.Classifier with { Epochs = Epochs(5), LearningRate = 1e-3, MuonRate = 0.03, EarlyShare = 0 };
Recipe ShortRecipe = new("short", Recipe.Best.Architecture, ShortEpochs, Recipe.Best.Siamese with { Epochs = 1 });

string ShortClassifierFile = Path.Combine(OutputFolder, "short-classifier.safetensors"), ShortEncoderFile = Path.Combine(OutputFolder, "short-encoder.safetensors");

bool Fits(string file) => File.Exists(file) && CheckpointMetadata.Read(file).Classes.SequenceEqual(Classes);

// A training that was stopped leaves a checkpoint too: its log has a line per epoch.
bool IsDone(string file, int epochs) => Fits(file) && File.ReadLines(file + ".log.jsonl").Count() >= epochs;

// The model of notebook 1.
string ShortClassifierPath()
{
    if (!IsDone(ShortClassifierFile, ShortRecipe.Classifier.Epochs))
        new ClassifierTraining
        {
            Data = DataFolder, Output = ShortClassifierFile, Recipe = ShortRecipe, Seed = Seed,
            Classes = Classes, Weights = ShippedLayers(),
        }.Run(Live("a short training of the classifier"), KernelInvocationContext.Current.CancellationToken);
    KernelInvocationContext.Current.CancellationToken.ThrowIfCancellationRequested();
    return ShortClassifierFile;
}

// The models of notebooks 4 and 5, else short ones.
string ClassifierPath() => Fits(ClassifierFile) ? ClassifierFile : ShortClassifierPath();

string EncoderPath()
{
    string file = Fits(EncoderFile) ? EncoderFile : ShortEncoderFile;
    if (!IsDone(file, ShortRecipe.Siamese.Epochs))
        new SiameseTraining
        {
            Data = DataFolder, From = ClassifierPath(), Output = file, Recipe = ShortRecipe, Seed = Seed,
        }.Run(Live("a short training of the encoder", "map"), KernelInvocationContext.Current.CancellationToken);
    KernelInvocationContext.Current.CancellationToken.ThrowIfCancellationRequested();
    return file;
}

TrainedModel CourseClassifier() => TrainedModel.Load(ClassifierPath());
TrainedModel CourseEncoder() => TrainedModel.Load(EncoderPath());

display($"{(IsWardrobe ? "the sample wardrobe" : "photos")}: {Classes.Length} classes; seed {Seed}{(Quick ? "; quick run, figures mean little" : "")}");
