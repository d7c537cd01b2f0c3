// The native side of TorchSharp.System: boxed calls of libtorch's dispatcher, tensor lifetime, autograd, threads and random numbers.
// Only what libtorch 1.13 and 2.x have in common. Nothing is thrown across an entry point: failures return a code, the text is last_error's.
#include "value.h"

#include <ATen/CPUGeneratorImpl.h>
#include <ATen/Context.h>
#include <ATen/Parallel.h>
#include <ATen/autocast_mode.h>
#include <ATen/core/grad_mode.h>
#include <c10/core/InferenceMode.h>
#include <c10/core/impl/DeviceGuardImplInterface.h>
#include <torch/csrc/autograd/autograd.h>
#include <dlfcn.h>
#include <malloc.h>

#define EXPORT extern "C" __attribute__((visibility("default")))

using namespace fashion;

static thread_local std::string error_text;
static thread_local std::vector<Value> rest;     // results that did not fit in the caller's buffer
static thread_local torch::jit::Stack spare;     // a stack whose memory is reused from call to call

__attribute__((constructor)) static void tune_process() {
    // A training step frees and takes the same big blocks again and again: keep their pages instead of returning them to the kernel.
    mallopt(M_MMAP_THRESHOLD, 1 << 30);
    mallopt(M_TRIM_THRESHOLD, 0x7fffffff);
    mallopt(M_TOP_PAD, 64 << 20);
    // Another library may have loaded these two before our environment variables were set.
    if (auto set = reinterpret_cast<void (*)(int)>(dlsym(RTLD_DEFAULT, "openblas_set_num_threads"))) set(1);
    if (auto set = reinterpret_cast<void (*)(int)>(dlsym(RTLD_DEFAULT, "omp_set_dynamic"))) set(0);
}

template <typename F, typename R>
static R guarded(R failed, F body) noexcept {
    try { return body(); }
    catch (const c10::Error& e) { error_text = e.what_without_backtrace(); }
    catch (const std::exception& e) { error_text = e.what(); }
    catch (...) { error_text = "unknown native failure"; }
    return failed;
}

template <typename F>
static int attempt(F body) noexcept { return guarded(-1, [&] { body(); return 0; }); }

EXPORT const char* ft_last_error() { return error_text.c_str(); }

// ---- operators

EXPORT void* ft_find(const char* name, const char* overload) {
    return guarded<>(static_cast<void*>(nullptr), [&]() -> void* {
        auto handle = c10::Dispatcher::singleton().findSchema({name, overload});
        if (!handle) throw std::invalid_argument("this libtorch has no such operator");
        return new Operator(*handle);
    });
}

/// Number of results, or -1. `room` < 0 drops the results; those beyond `room` wait for ft_rest.
EXPORT int ft_call(void* op, const Value* args, int count, Value* results, int room) {
    return guarded(-1, [&] {
        torch::jit::Stack stack;
        stack.swap(spare);
        stack.clear();
        auto* o = static_cast<Operator*>(op);
        o->push(stack, args, count);
        o->handle.callBoxed(stack);
        int n = 0;
        if (room >= 0) {
            rest.clear();
            auto put = [&](Value v) { if (n++ < room) results[n - 1] = v; else rest.push_back(v); };
            for (auto& v : stack) for_each_value(std::move(v), put);
        }
        stack.clear();
        spare.swap(stack);
        return n;
    });
}

EXPORT void ft_rest(Value* results) { std::copy(rest.begin(), rest.end(), results); rest.clear(); }

EXPORT void ft_free_opaque(void* value) { delete static_cast<c10::IValue*>(value); }

// ---- tensors: a handle is an owned TensorImpl

EXPORT void ft_free(void* t) { take(t); }
EXPORT void* ft_alias(void* t) { return give(copy(t)); }
EXPORT int64_t ft_dim(void* t) { return impl(t)->dim(); }
EXPORT int64_t ft_numel(void* t) { return impl(t)->numel(); }
EXPORT int ft_dtype(void* t) { return static_cast<int>(c10::typeMetaToScalarType(impl(t)->dtype())); }
EXPORT int64_t ft_itemsize(void* t) { return impl(t)->itemsize(); }
EXPORT int ft_device(void* t, int* index) { auto d = impl(t)->device(); *index = d.index(); return static_cast<int>(d.type()); }
EXPORT int64_t ft_size(void* t, int64_t d) { return impl(t)->sizes()[d]; }
EXPORT int64_t ft_stride(void* t, int64_t d) { return impl(t)->strides()[d]; }
EXPORT void ft_sizes(void* t, int64_t* to) { auto s = impl(t)->sizes(); std::copy(s.begin(), s.end(), to); }
EXPORT void ft_strides(void* t, int64_t* to) { auto s = impl(t)->strides(); std::copy(s.begin(), s.end(), to); }
EXPORT int64_t ft_storage_offset(void* t) { return impl(t)->storage_offset(); }
EXPORT int ft_is_contiguous(void* t, int format) { return impl(t)->is_contiguous(static_cast<c10::MemoryFormat>(format)); }
EXPORT int ft_requires_grad(void* t) { return borrow(t)->requires_grad(); }
EXPORT int ft_is_leaf(void* t) { return borrow(t)->is_leaf(); }

/// Bytes that end with this handle: those of its storage, if no other tensor was there before it.
EXPORT int64_t ft_owned_bytes(void* t) {
    auto* i = impl(t);
    if (!i->has_storage()) return 0;
    auto& storage = i->storage();
    int64_t bytes = storage.nbytes();
    if (storage.use_count() == 1) return bytes;
    // An output that autograd keeps shares its storage from the start.
    bool whole = i->storage_offset() == 0 && static_cast<int64_t>(i->numel() * i->itemsize()) == bytes;
    return whole && i->requires_grad() ? bytes : 0;
}

EXPORT void* ft_data(void* t) {
    return guarded<>(static_cast<void*>(nullptr), [&]() -> void* {
        if (!impl(t)->device().is_cpu()) throw std::invalid_argument("the tensor is not in CPU memory: call cpu() first");
        return borrow(t)->data_ptr();
    });
}

/// A tensor over memory of the caller; `released(context)` runs when the last user is gone.
EXPORT void* ft_from_memory(void* data, const int64_t* sizes, int dims, int dtype, void (*released)(void*), void* context) {
    return guarded<>(static_cast<void*>(nullptr), [&]() -> void* {
        auto options = at::TensorOptions().dtype(static_cast<at::ScalarType>(dtype)).device(at::kCPU);
        return give(at::from_blob(data, at::IntArrayRef(sizes, dims), [=](void*) { released(context); }, options));
    });
}

EXPORT int ft_item(void* t, Value* result) {
    return attempt([&] {
        auto s = borrow(t)->item();
        for_each_value(c10::IValue(s), [&](Value v) { *result = v; });
    });
}

// ---- autograd

EXPORT int ft_set_requires_grad(void* t, int on) {
    return attempt([&] {
        auto tensor = borrow(t);
        if (!on && !tensor->is_leaf()) throw std::invalid_argument("only a leaf can stop requiring gradients: use detach()");
        tensor->set_requires_grad(on != 0);
    });
}
EXPORT int ft_retain_grad(void* t) { return attempt([&] { borrow(t)->retain_grad(); }); }

EXPORT void* ft_grad(void* t) {
    return guarded<>(static_cast<void*>(nullptr), [&]() -> void* { return give(borrow(t)->grad()); });
}

EXPORT int ft_set_grad(void* t, void* grad) {
    return attempt([&] {
        auto tensor = borrow(t);
        if (grad && (tensor->sizes() != impl(grad)->sizes() || tensor->dtype() != impl(grad)->dtype() || tensor->device() != impl(grad)->device()))
            throw std::invalid_argument("a gradient needs the shape, type and device of its tensor");
        tensor->mutable_grad() = grad ? copy(grad) : at::Tensor();
    });
}

static std::vector<at::Tensor> tensors(void* const* handles, int n) {
    std::vector<at::Tensor> out(n);
    for (int k = 0; k < n; k++) if (handles[k]) out[k] = copy(handles[k]);
    return out;
}

EXPORT int ft_backward(void* const* roots, int n, void* const* grads, int grad_count, int retain, int create, void* const* inputs, int input_count) {
    return attempt([&] {
        c10::optional<bool> keep = retain < 0 ? c10::nullopt : c10::optional<bool>(retain != 0);
        torch::autograd::backward(tensors(roots, n), tensors(grads, grad_count), keep, create != 0, tensors(inputs, input_count));
    });
}

EXPORT int ft_gradients(void* const* roots, int n, void* const* inputs, int input_count, void* const* grads, int grad_count, int retain, int create,
                        int allow_unused, void** results) {
    return attempt([&] {
        auto found = torch::autograd::grad(tensors(roots, n), tensors(inputs, input_count), tensors(grads, grad_count),
                                           c10::optional<bool>(retain != 0), create != 0, allow_unused != 0);
        for (size_t k = 0; k < found.size(); k++) results[k] = give(std::move(found[k]));
    });
}

EXPORT int ft_grad_mode() { return c10::GradMode::is_enabled(); }
EXPORT void ft_set_grad_mode(int on) { c10::GradMode::set_enabled(on != 0); }
EXPORT int ft_inference_mode() { return c10::InferenceMode::is_enabled(); }
EXPORT void* ft_enter_inference(int on) { return new c10::InferenceMode(on != 0); }
EXPORT void ft_leave_inference(void* guard) { delete static_cast<c10::InferenceMode*>(guard); }

// ---- process and thread state

EXPORT int ft_num_threads() { return at::get_num_threads(); }
EXPORT int ft_set_num_threads(int n) { return attempt([&] { at::set_num_threads(n); }); }
// An OpenMP team for each calling thread makes more threads than cores; libgomp then puts waiting threads to sleep at once
// instead of letting them spin, and every operation of every thread pays for waking them.
EXPORT int ft_one_thread_here() {
    return attempt([] {
        at::get_num_threads(); // sets this thread's number to the process's, once; after that it stays as told here
        if (auto set = reinterpret_cast<void (*)(int)>(dlsym(RTLD_DEFAULT, "omp_set_num_threads"))) set(1);
    });
}
EXPORT int ft_num_interop_threads() { return at::get_num_interop_threads(); }
EXPORT int ft_set_num_interop_threads(int n) { return attempt([&] { at::set_num_interop_threads(n); }); }
EXPORT int ft_set_deterministic(int on) { return attempt([&] { at::globalContext().setDeterministicAlgorithms(on != 0, false); }); }
EXPORT int ft_deterministic() { return at::globalContext().deterministicAlgorithms(); }
static int cuda_count() {
    if (!at::hasCUDA() || !c10::impl::hasDeviceGuardImpl(c10::DeviceType::CUDA)) return 0;
    return c10::impl::getDeviceGuardImpl(c10::DeviceType::CUDA)->deviceCount();
}
EXPORT int ft_cuda_count() { return guarded(0, [] { return cuda_count(); }); }
EXPORT int ft_autocast_enabled() { return at::autocast::is_cpu_enabled(); }

EXPORT void ft_enter_autocast(int dtype) {
    at::autocast::set_autocast_cpu_dtype(static_cast<at::ScalarType>(dtype));
    at::autocast::set_cpu_enabled(true);
    at::autocast::increment_nesting();
}

EXPORT void ft_leave_autocast() {
    if (at::autocast::decrement_nesting() == 0) {
        at::autocast::clear_cache();
        at::autocast::set_cpu_enabled(false);
    }
}

// ---- random numbers: a generator is an owned at::Generator

static at::Generator& generator(void* g) { return *static_cast<at::Generator*>(g); }

EXPORT void* ft_default_generator() {
    return guarded<>(static_cast<void*>(nullptr), [&]() -> void* { return new at::Generator(at::detail::getDefaultCPUGenerator()); });
}
EXPORT void* ft_new_generator(uint64_t seed) {
    return guarded<>(static_cast<void*>(nullptr), [&]() -> void* { return new at::Generator(at::detail::createCPUGenerator(seed)); });
}
EXPORT void ft_free_generator(void* g) { delete static_cast<at::Generator*>(g); }
EXPORT int ft_seed(void* g, uint64_t seed) {
    return attempt([&] { std::lock_guard<std::mutex> lock(generator(g).mutex()); generator(g).set_current_seed(seed); });
}
EXPORT uint64_t ft_random_seed(void* g) {
    return guarded<>(uint64_t{0}, [&] { std::lock_guard<std::mutex> lock(generator(g).mutex()); return generator(g).seed(); });
}
EXPORT uint64_t ft_initial_seed(void* g) { return generator(g).current_seed(); }
EXPORT void* ft_get_state(void* g) {
    return guarded<>(static_cast<void*>(nullptr), [&]() -> void* {
        std::lock_guard<std::mutex> lock(generator(g).mutex());
        return give(generator(g).get_state());
    });
}
EXPORT int ft_set_state(void* g, void* state) {
    return attempt([&] { std::lock_guard<std::mutex> lock(generator(g).mutex()); generator(g).set_state(copy(state)); });
}
EXPORT int ft_seed_cuda(uint64_t seed) {
    return attempt([&] {
        for (int d = 0; d < cuda_count(); d++) {
            auto g = at::globalContext().defaultGenerator(c10::Device(at::kCUDA, d));
            std::lock_guard<std::mutex> lock(g.mutex());
            g.set_current_seed(seed);
        }
    });
}
