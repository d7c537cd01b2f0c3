float? largest = Classes.Select((_, label) => (float)validation.Count / validation.LabelList.Count(l => l == label)).Max();
