// The score of the last task runs from 0 to 100 and is measured: right files and a server that answers bring all of a part, others none.
string truth = Path.Combine(OutputFolder, "truth.csv"), none = Path.Combine(OutputFolder, "none.csv");
File.WriteAllText(truth, "file,label\n" + string.Concat(order.Select(i => $"{End(i)},{TrueClass(i)}\n")));
File.WriteAllText(none, "file,label\n" + string.Concat(order.Select(i => $"{End(i)},delete\n")));
void Worth(string what, double points, double expected)
{
    if (Math.Abs(points - expected) > 1e-9)
        throw new Exception($"{what} brings {points} points, not {expected}");
}
Worth("the truth", Clean(truth), 20);
Worth("the labels as they were", Clean(doubtfulFile), 0);
Worth("to delete all", Clean(none), 0);
Worth("a perfect figure", Points(40, 1, 0.2, 0.95), 40);
Worth("a figure below the baseline", Points(40, 0.1, 0.2, 0.95), 0);
if (await Score(null, null, null) != "0 of 100: clean 0, train 0, search 0, serve 0")
    throw new Exception("nothing brings points");
string examIndex = Path.Combine(OutputFolder, "exam.index");
VisualSearchEngine.Load(classifier.Path).Embed(Path.Combine(DataFolder, "train")).Save(examIndex);
CourseServer shop = await CourseServer.Start("../artifacts/fashion/fashion.dll", classifier.Path, examIndex);
Worth("a server with the model", await Serve($"{shop.Address}", classifier), 15);
var asked = new HttpClient { BaseAddress = shop.Address };
foreach (int i in Enumerable.Range(0, test.Count)) // five are drawn, so all have to agree
    if (!await Answers(asked, classifier, i))
        throw new Exception($"the server says another class than the file: {test.Items[i].Path}");
string whole = await Score(truth, classifier.Path, $"{shop.Address}");
shop.Dispose();
if (!whole.Contains("clean 20") || !whole.Contains("serve 15") || !(double.Parse(whole.Split(' ')[0]) is >= 35 and <= 100))
    throw new Exception(whole);
