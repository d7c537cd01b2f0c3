"""FAISS (Debian's python3-faiss) as a peer: a live process that times searches on request.

Usage: search_peer.py FILE DIMENSION THREADS QUERIES flat|hnsw. FILE holds raw float32 rows: QUERIES queries, then the rows to search in.
hnsw has 16 links and 128 nodes in view while it links, on one thread; it searches as narrowly as finds 99 % of the ten nearest.
Each line on standard input is a number of repetitions; the answer is one line with that many milliseconds, a query each.
"""
import sys
import time

import faiss
import numpy

ENOUGH = 0.99


def graph(exact, rows, queries):
    index = faiss.IndexHNSWFlat(rows.shape[1], 16)
    index.hnsw.efConstruction = 128
    faiss.omp_set_num_threads(1)
    start = time.process_time()
    index.add(rows)
    seconds = time.process_time() - start
    nearest = exact.search(queries, 10)[1]
    for breadth in range(16, 1025, 8):
        index.hnsw.efSearch = breadth
        recall = sum(len(set(a) & set(b)) for a, b in zip(nearest, index.search(queries, 10)[1])) / nearest.size
        if recall >= ENOUGH:
            break
    print(f"FAISS: linked in {seconds:.1f} s of processor time, recall@10 {recall:.4f} with {breadth} in view", file=sys.stderr, flush=True)
    return index


def main():
    path, dimension, threads, count = sys.argv[1], *map(int, sys.argv[2:5])
    rows = numpy.fromfile(path, dtype="f4").reshape(-1, dimension)
    queries, rows = rows[:count], rows[count:]
    index = faiss.IndexFlatL2(dimension)
    index.add(rows)
    if sys.argv[5] == "hnsw":
        index = graph(index, rows, queries)
    faiss.omp_set_num_threads(threads)
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
