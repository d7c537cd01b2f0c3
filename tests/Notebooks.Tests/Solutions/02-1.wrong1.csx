float? largest = Classes.Select((_, label) => (float)validation.LabelList.Count(l => l == label) / validation.Count).Max();
