"""Writes torchsharp-members.txt: TorchSharp's members of the types that this assembly has.

Usage: make_members.py REFERENCE TYPES
REFERENCE lists TorchSharp 0.107.0's public API, a member a line, 'type :: signature'. TYPES lists the full names of our types, one a line.
"""
import pathlib
import sys

reference, types = (pathlib.Path(p).read_text().splitlines() for p in sys.argv[1:3])
types = set(types)
lines = [line for line in reference if line.split(" :: ")[0] in types]
header = "# Members of TorchSharp 0.107.0, read by reflection from its published assemblies: type :: signature.\n"
pathlib.Path(__file__).with_name("torchsharp-members.txt").write_text(header + "\n".join(lines) + "\n")
