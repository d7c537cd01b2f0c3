float? largest = Classes.Select((_, label) => (float)validation.Count / (Classes.Length * validation.LabelList.Count(l => l == label))).Max();
