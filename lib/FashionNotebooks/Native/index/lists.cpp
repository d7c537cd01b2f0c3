// Inverted lists with product quantisation: FAISS's IndexIVFPQ, made, searched, and taken apart into plain arrays.
// H. Jégou, M. Douze, C. Schmid, Product quantization for nearest neighbor search, TPAMI 2011.
#include "guard.h"

#include <cstdint>
#include <cstring>
#include <memory>
#include <mutex>
#include <vector>

#include <faiss/IndexFlat.h>
#include <faiss/IndexIVFPQ.h>
#include <faiss/impl/AuxIndexStructures.h>
#include <omp.h>

namespace {

constexpr int BitsPerPart = 8;

struct Lists {
    faiss::IndexFlatL2 coarse;
    faiss::IndexIVFPQ fine;

    Lists(int d, int lists, int parts) : coarse(d), fine(&coarse, d, lists, parts, BitsPerPart) {}
};

// Threads of OpenMP are a setting of the calling thread that libtorch shares.
struct Threads {
    int before = omp_get_max_threads();
    explicit Threads(int count) { omp_set_num_threads(count); }
    ~Threads() { omp_set_num_threads(before); }
};

void settings(faiss::ClusteringParameters& clustering, int rounds, int points, int64_t seed) {
    clustering.niter = rounds;
    clustering.max_points_per_centroid = points;
    clustering.min_points_per_centroid = 1; // fewer print a warning
    clustering.seed = int(seed);
}

// FAISS asks one object of the whole process, on the thread that trains, whether it is to stop.
struct Stop : faiss::InterruptCallback {
    static thread_local const volatile int* wanted;
    bool want_interrupt() override { return wanted && *wanted != 0; }
};

thread_local const volatile int* Stop::wanted = nullptr;

struct Watch {
    explicit Watch(const volatile int* stop) {
        static std::once_flag once;
        std::call_once(once, [] { faiss::InterruptCallback::instance = std::make_unique<Stop>(); });
        Stop::wanted = stop;
    }
    ~Watch() { Stop::wanted = nullptr; }
};

} // namespace

using namespace fashion;

/// Learns list centres and code books from some rows.
EXPORT int fx_lists_train(const float* rows, int64_t count, int d, int lists, int parts, int64_t seed, int threads, const volatile int* stop, Lists** result) {
    return guarded([&] {
        Threads use(threads);
        Watch watch(stop);
        auto made = std::make_unique<Lists>(d, lists, parts);
        settings(made->fine.cp, 10, 64, seed);
        settings(made->fine.pq.cp, 15, 64, seed);
        made->fine.train(count, rows);
        *result = made.release();
        return Ok;
    });
}

EXPORT void fx_lists_free(Lists* lists) { delete lists; }

/// Puts rows into their lists; ids go on from those that are there.
EXPORT int fx_lists_add(Lists* lists, const float* rows, int64_t count, int threads) {
    return guarded([&] {
        Threads use(threads);
        lists->fine.add(count, rows);
        return Ok;
    });
}

/// The `k` ids whose codes are nearest among the lists nearest to the query; -1 where there are fewer.
EXPORT int fx_lists_search(const Lists* lists, const float* query, int k, int probes, int64_t* ids) {
    return guarded([&] {
        Threads use(1);
        faiss::IVFSearchParameters parameters;
        parameters.nprobe = probes;
        std::vector<float> distances(k);
        lists->fine.search(1, query, k, distances.data(), ids, &parameters);
        return Ok;
    });
}

/// Copies everything out: centres [lists, d], books [parts, 256, d / parts], sizes [lists], ids [n], codes [n, parts].
EXPORT void fx_lists_save(const Lists* lists, float* centres, float* books, int* sizes, int* ids, uint8_t* codes) {
    const faiss::IndexIVFPQ& fine = lists->fine;
    std::memcpy(centres, lists->coarse.get_xb(), fine.nlist * fine.d * sizeof(float));
    std::copy(fine.pq.centroids.begin(), fine.pq.centroids.end(), books);
    for (size_t list = 0; list < fine.nlist; list++) {
        const size_t size = fine.invlists->list_size(list);
        sizes[list] = int(size);
        ids = std::copy_n(fine.invlists->get_ids(list), size, ids);
        codes = std::copy_n(fine.invlists->get_codes(list), size * fine.code_size, codes);
    }
}

/// Puts the arrays of fx_lists_save together again; the caller has checked that sizes add up and ids are in range.
EXPORT int fx_lists_load(
        int d, int lists, int parts, const float* centres, const float* books, const int* sizes, const int* ids, const uint8_t* codes, Lists** result) {
    return guarded([&] {
        auto made = std::make_unique<Lists>(d, lists, parts);
        faiss::IndexIVFPQ& fine = made->fine;
        made->coarse.add(lists, centres);
        fine.pq.centroids.assign(books, books + fine.pq.centroids.size());
        fine.is_trained = true;
        for (int list = 0; list < lists; list++) {
            const std::vector<faiss::Index::idx_t> wide(ids, ids + sizes[list]);
            fine.invlists->add_entries(list, wide.size(), wide.data(), codes);
            ids += sizes[list];
            codes += sizes[list] * fine.code_size;
            fine.ntotal += sizes[list];
        }
        fine.precompute_table();
        *result = made.release();
        return Ok;
    });
}
