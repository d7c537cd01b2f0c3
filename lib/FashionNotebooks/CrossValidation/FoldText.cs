using System.Globalization;
using System.Text;
using FashionNotebooks.Evaluation;

namespace FashionNotebooks.CrossValidation;

/// <summary>The report of one fold as plain text.</summary>
internal static class FoldText
{
    internal static string Of(string architecture, FoldResult fold, IReadOnlyList<string> classes)
    {
        var text = new StringBuilder();
        void Line(FormattableString line) => text.AppendLine(line.ToString(CultureInfo.InvariantCulture));
        ClassificationReport clean = fold.Clean;
        int width = Math.Max(9, classes.Max(name => name.Length)) + 2;
        Line($"{architecture}, fold {fold.Number}: {fold.TrainCount} pictures to learn from, {clean.Count} held out");
        Line($"best epoch {fold.BestEpoch} of {fold.History.Count}, {fold.Seconds:0.0} s");
        Line($"accuracy {clean.Accuracy:0.0000}  macro-F1 {clean.MacroF1:0.0000}  mAP {clean.MeanAveragePrecision:0.0000}");
        Line($"");
        Line($"{"class".PadRight(width)}{"precision",10}{"recall",10}{"f1",10}{"n",8}");
        foreach (var (name, scores) in clean.PerClass)
            Line($"{name.PadRight(width)}{scores.Precision,10:0.0000}{scores.Recall,10:0.0000}{scores.F1,10:0.0000}{scores.Support,8}");
        Line($"");
        Line($"confusion (rows: true, columns: predicted)");
        Line($"{"".PadRight(width)}{string.Concat(classes.Select(name => name.PadLeft(width)))}");
        for (int row = 0; row < classes.Count; row++)
            Line($"{classes[row].PadRight(width)}{string.Concat(clean.Confusion[row].Select(count => count.ToString(CultureInfo.InvariantCulture).PadLeft(width)))}");
        Line($"");
        Line($"{"pictures",-18}{"accuracy",10}{"macro-F1",10}{"mAP",10}");
        foreach (var (pictures, figures) in fold.Corrupted)
            Line($"{pictures,-18}{figures.Accuracy,10:0.0000}{figures.MacroF1,10:0.0000}{figures.MeanAveragePrecision,10:0.0000}");
        return text.ToString();
    }
}
