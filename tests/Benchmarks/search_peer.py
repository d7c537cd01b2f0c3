"""FAISS's IndexFlatL2 (Debian's python3-faiss) as a peer: a live process that times searches on request.

Usage: search_peer.py FILE DIMENSION THREADS QUERIES. FILE holds raw float32 rows: QUERIES queries, then the rows to search in.
Each line on standard input is a number of repetitions; the answer is one line with that many milliseconds, a query each.
"""
import sys
import time

import faiss
import numpy


def main():
    path, dimension, threads, count = sys.argv[1], *map(int, sys.argv[2:])
    faiss.omp_set_num_threads(threads)
    rows = numpy.fromfile(path, dtype="f4").reshape(-1, dimension)
    queries, rows = rows[:count], rows[count:]
    index = faiss.IndexFlatL2(dimension)
    index.add(rows)
    asked = 0
    for line in sys.stdin:
        times = []
        for _ in range(int(line)):
            query = queries[asked % count:asked % count + 1]
            asked += 1
            start = time.perf_counter()
            index.search(query, 10)
            times.append((time.perf_counter() - start) * 1e3)
        print(" ".join(f"{t:.5f}" for t in times), flush=True)


if __name__ == "__main__":
    main()
