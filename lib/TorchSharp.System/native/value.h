// Values that cross between C# and the dispatcher, and the check of a call against its operator's schema.
#pragma once
#include <ATen/ATen.h>
#include <ATen/core/dispatch/Dispatcher.h>
#include <ATen/core/stack.h>

namespace fashion {

enum class Kind : int64_t { None, Tensor, Int, Double, Bool, Ints, Doubles, Bools, Tensors, OptionalTensors, String, Device, Generator, Complex, Opaque };

/// One argument or result. `n` counts the elements of a list, is a device's index or the bits of an imaginary part.
struct Value {
    Kind kind;
    int64_t n;
    union { int64_t i; double d; void* p; };
};

// A handle is a TensorImpl that its holder owns; null stands for the undefined tensor.
using ImplPtr = c10::intrusive_ptr<c10::TensorImpl, c10::UndefinedTensorImpl>;

inline c10::TensorImpl* impl(void* t) { return static_cast<c10::TensorImpl*>(t); }
inline void* give(at::Tensor t) { return t.defined() ? t.unsafeReleaseTensorImpl() : nullptr; }
inline at::Tensor take(void* t) { return at::Tensor(ImplPtr::reclaim(impl(t))); }
inline at::Tensor copy(void* t) { return at::Tensor(ImplPtr::unsafe_reclaim_from_nonowning(impl(t))); }

/// A tensor for the length of an expression, without touching the reference count.
class Borrowed {
    at::Tensor tensor;
public:
    explicit Borrowed(void* t) : tensor(take(t)) {}
    ~Borrowed() { tensor.unsafeReleaseTensorImpl(); }
    Borrowed(const Borrowed&) = delete;
    at::Tensor* operator->() { return &tensor; }
};
inline Borrowed borrow(void* t) { return Borrowed(t); }

/// What a parameter of an operator takes, worked out once from its schema.
struct Parameter {
    enum Type { Tensor, Int, Float, Bool, Number, Ints, Floats, Bools, Tensors, OptionalTensors, String, Device, Generator, Object };
    std::string name;
    Type type = Object;
    bool optional = false;
    int64_t repeat = 0;              // int[2]: one number stands for two
    c10::TypePtr schema_type;
    c10::optional<c10::IValue> fallback;

    explicit Parameter(const c10::Argument& a);
    c10::IValue read(const Value& v) const;
    [[noreturn]] void refuse(const Value& v) const;
};

struct Operator {
    c10::OperatorHandle handle;
    std::vector<Parameter> parameters;
    bool batch_norm;

    explicit Operator(const c10::OperatorHandle& h);
    void push(torch::jit::Stack& stack, const Value* args, int count) const;
};

Value value_of(c10::IValue v);

/// Calls put for every value of a result; a list gives its elements.
template <typename F>
void for_each_value(c10::IValue v, F&& put) {
    if (v.isTensorList()) {
        for (at::Tensor t : v.toTensorList()) put(value_of(std::move(t)));
    } else if (v.isTuple()) {
        for (auto& e : v.toTupleRef().elements()) for_each_value(e, put);
    } else {
        put(value_of(std::move(v)));
    }
}

}
