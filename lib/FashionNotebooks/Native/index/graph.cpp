// Hierarchical navigable small worlds: FAISS's graph over vectors that the caller keeps, so that they can lie in a mapped file.
// Yu. A. Malkov, D. A. Yashunin, Efficient and robust approximate nearest neighbor search using HNSW graphs, arXiv 1603.09320.
#include "guard.h"

#include <cstdint>
#include <limits>
#include <memory>
#include <stdexcept>
#include <string>

#include <faiss/impl/AuxIndexStructures.h>
#include <faiss/impl/DistanceComputer.h>
#include <faiss/impl/HNSW.h>

namespace {

using faiss::HNSW;

__attribute__((target_clones("arch=skylake-avx512", "arch=haswell", "default")))
float squared_distance(const float* a, const float* b, int64_t d) {
    float sum = 0;
    for (int64_t i = 0; i < d; i++)
        sum += (a[i] - b[i]) * (a[i] - b[i]);
    return sum;
}

struct Rows : faiss::DistanceComputer {
    const float* rows;
    const float* query = nullptr;
    int64_t d;

    Rows(const float* rows, int64_t d) : rows(rows), d(d) {}
    const float* row(idx_t i) const { return rows + i * d; }
    void set_query(const float* x) override { query = x; }
    float operator()(idx_t i) override { return squared_distance(query, row(i), d); }
    float symmetric_dis(idx_t i, idx_t j) override { return squared_distance(row(i), row(j), d); }
};

// A table a thread keeps: clearing one for a million nodes would take longer than the search.
faiss::VisitedTable& visited(size_t nodes) {
    static thread_local std::unique_ptr<faiss::VisitedTable> table;
    if (!table || table->visited.size() < nodes)
        table = std::make_unique<faiss::VisitedTable>(int(nodes));
    return *table;
}

struct Locks : std::vector<omp_lock_t> {
    explicit Locks(size_t n) : std::vector<omp_lock_t>(n) {
        for (omp_lock_t& lock : *this)
            omp_init_lock(&lock);
    }
    ~Locks() {
        for (omp_lock_t& lock : *this)
            omp_destroy_lock(&lock);
    }
};

void require(bool fits, const char* finding) {
    if (!fits)
        throw std::runtime_error(finding);
}

// FAISS follows links without looking, so that a wrong one would read outside the arrays.
void check(const HNSW& graph) {
    const auto nodes = int64_t(graph.levels.size());
    const int most = int(graph.cum_nneighbor_per_level.size()) - 1;
    require(graph.entry_point >= 0 && graph.entry_point < nodes, "its entry point is no node");
    for (int level : graph.levels)
        require(level >= 1 && level <= most, "a node is on a level that does not exist");
    require(graph.levels[graph.entry_point] == graph.max_level + 1, "its entry point is not on the highest level");
    for (int64_t node = 0; node < nodes; node++) {
        for (int level = 0; level < graph.levels[node]; level++) {
            size_t begin, end;
            graph.neighbor_range(node, level, &begin, &end);
            for (size_t i = begin; i < end; i++) {
                const int link = graph.neighbors[i];
                require(link >= -1 && link < nodes && (link < 0 || graph.levels[link] > level), "a link leads to no node");
            }
        }
    }
}

} // namespace

using namespace fashion;

EXPORT const char* fx_last_error() { return last_error.c_str(); }

EXPORT int fx_graph_new(int links, int breadth, HNSW** result) {
    return guarded([&] {
        auto graph = std::make_unique<HNSW>(links);
        graph->efConstruction = breadth;
        *result = graph.release();
        return Ok;
    });
}

EXPORT void fx_graph_free(HNSW* graph) { delete graph; }

EXPORT int fx_graph_clone(const HNSW* graph, HNSW** result) {
    return guarded([&] {
        *result = new HNSW(*graph);
        return Ok;
    });
}

/// Makes room for `count` more nodes and draws their levels.
EXPORT int fx_graph_grow(HNSW* graph, int64_t count, int64_t seed) {
    return guarded([&] {
        graph->rng = faiss::RandomGenerator(seed);
        graph->prepare_level_tab(size_t(count));
        return Ok;
    });
}

/// Links some nodes with those that were linked before, one after another: the same order gives the same graph.
EXPORT int fx_graph_link(HNSW* graph, const float* rows, int64_t d, const int* order, int64_t count, const volatile int* stop) {
    return guarded([&] {
        Rows distances(rows, d);
        Locks locks(graph->levels.size());
        faiss::VisitedTable& table = visited(graph->levels.size());
        for (int64_t i = 0; i < count; i++) {
            require(*stop == 0, "stopped");
            distances.set_query(distances.row(order[i]));
            graph->add_with_locks(distances, graph->levels[order[i]] - 1, order[i], locks, table);
        }
        return Ok;
    });
}

/// The `k` nearest nodes that a search with `k` nodes in view meets, in no order; -1 where there are fewer.
EXPORT int fx_graph_search(const HNSW* graph, const float* rows, int64_t d, const float* query, int k, int64_t* nodes) {
    return guarded([&] {
        Rows distances(rows, d);
        distances.set_query(query);
        faiss::SearchParametersHNSW parameters;
        parameters.efSearch = k; // what stands in the graph is a setting of all threads
        std::vector<float> found(k, std::numeric_limits<float>::infinity());
        std::fill(nodes, nodes + k, -1);
        graph->search(distances, k, nodes, found.data(), visited(graph->levels.size()), &parameters);
        return Ok;
    });
}

EXPORT void fx_graph_shape(const HNSW* graph, int64_t* nodes, int64_t* links, int* entry, int* top) {
    *nodes = int64_t(graph->levels.size());
    *links = int64_t(graph->neighbors.size());
    *entry = graph->entry_point;
    *top = graph->max_level;
}

EXPORT void fx_graph_save(const HNSW* graph, int* levels, int* links) {
    std::copy(graph->levels.begin(), graph->levels.end(), levels);
    std::copy(graph->neighbors.begin(), graph->neighbors.end(), links);
}

/// Makes a graph of arrays that nobody vouches for.
EXPORT int fx_graph_load(
        int links_per_node, int breadth, int64_t nodes, const int* levels, int64_t links, const int* neighbors, int entry, int top, HNSW** result) {
    return guarded([&] {
        auto graph = std::make_unique<HNSW>(links_per_node);
        graph->efConstruction = breadth;
        graph->levels.assign(levels, levels + nodes);
        graph->offsets.reserve(nodes + 1);
        for (int level : graph->levels) {
            require(level >= 1 && level < int(graph->cum_nneighbor_per_level.size()), "a node is on a level that does not exist");
            graph->offsets.push_back(graph->offsets.back() + graph->cum_nb_neighbors(level));
        }
        require(graph->offsets.back() == size_t(links), "its links do not fit its nodes");
        graph->neighbors.assign(neighbors, neighbors + links);
        graph->entry_point = entry;
        graph->max_level = top;
        check(*graph);
        *result = graph.release();
        return Ok;
    });
}
