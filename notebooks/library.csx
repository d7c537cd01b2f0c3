// What every notebook may name. A file of its own, so that setup.csx can say what to do where the library is not built.
#r "../artifacts/fashion/FashionNotebooks.dll"
#r "../artifacts/fashion/Google.Protobuf.dll"
#r "../artifacts/fashion/OnnxSharp.dll"
#r "../artifacts/fashion/Plotly.NET.dll"
#r "../artifacts/fashion/Plotly.NET.CSharp.dll"
#r "../artifacts/fashion/TorchSharp.dll"
#r "../artifacts/fashion/TorchVision.dll"
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Net.Http;
using System.Text.Json;
using System.Threading;
using FashionNotebooks;
using FashionNotebooks.Checkpoints;
using FashionNotebooks.Course;
using FashionNotebooks.CrossValidation;
using FashionNotebooks.Data;
using FashionNotebooks.Data.Wardrobe;
using FashionNotebooks.Engine;
using FashionNotebooks.Evaluation;
using FashionNotebooks.Inference;
using FashionNotebooks.Models;
using FashionNotebooks.Search;
using FashionNotebooks.Training;
using FashionNotebooks.Visuals;
using FashionNotebooks.Visuals.Charts;
using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Formatting;
using Plotly.NET.CSharp;
using TorchSharp;
using GenericChart = Plotly.NET.GenericChart;
using static TorchSharp.torch;
