#include "value.h"
#include <cstring>
#include <sstream>

namespace fashion {

static const char* const kind_names[] = {"nothing", "a tensor", "an integer", "a real number", "a truth value", "a list of integers", "a list of real numbers",
    "a list of truth values", "a list of tensors", "a list of tensors", "a text", "a device", "a generator", "a complex number", "an opaque value"};

static Parameter::Type list_type(const c10::Type& element) {
    switch (element.kind()) {
        case c10::TypeKind::TensorType: return Parameter::Tensors;
        case c10::TypeKind::OptionalType: return Parameter::OptionalTensors;
        case c10::TypeKind::IntType: return Parameter::Ints;
        case c10::TypeKind::FloatType: return Parameter::Floats;
        case c10::TypeKind::BoolType: return Parameter::Bools;
        default: return Parameter::Object;
    }
}

static Parameter::Type plain_type(const c10::Type& type) {
    switch (type.kind()) {
        case c10::TypeKind::TensorType: return Parameter::Tensor;
        case c10::TypeKind::IntType: return Parameter::Int;
        case c10::TypeKind::FloatType: return Parameter::Float;
        case c10::TypeKind::BoolType: return Parameter::Bool;
        case c10::TypeKind::NumberType: return Parameter::Number;
        case c10::TypeKind::StringType: return Parameter::String;
        case c10::TypeKind::DeviceObjType: return Parameter::Device;
        case c10::TypeKind::GeneratorType: return Parameter::Generator;
        case c10::TypeKind::ListType: return list_type(*type.castRaw<c10::ListType>()->getElementType());
        default: return Parameter::Object;
    }
}

Parameter::Parameter(const c10::Argument& a) : name(a.name()), schema_type(a.type()), fallback(a.default_value()) {
    if (auto o = schema_type->castRaw<c10::OptionalType>()) {
        optional = true;
        schema_type = o->getElementType();
    }
    type = plain_type(*schema_type);
    repeat = a.N().value_or(0);
}

void Parameter::refuse(const Value& v) const {
    std::ostringstream text;
    text << "argument '" << name << "' needs " << schema_type->str() << ", not " << kind_names[static_cast<int>(v.kind)];
    throw std::invalid_argument(text.str());
}

template <typename T>
static c10::IValue list_of(const T* data, int64_t n) { return c10::List<T>(c10::ArrayRef<T>(data, n)); }

static c10::IValue ints(const Parameter& p, const Value& v) {
    if (v.kind == Kind::Ints) return list_of(static_cast<const int64_t*>(v.p), v.n);
    if (v.kind != Kind::Int || p.repeat == 0) p.refuse(v);
    std::vector<int64_t> same(p.repeat, v.i);
    return list_of(same.data(), p.repeat);
}

static c10::IValue tensor_list(const Parameter& p, const Value& v) {
    if (v.kind != Kind::Tensors) p.refuse(v);
    c10::List<at::Tensor> list;
    list.reserve(v.n);
    for (int64_t k = 0; k < v.n; k++) {
        auto t = static_cast<void**>(v.p)[k];
        if (!t) throw std::invalid_argument("tensor " + std::to_string(k) + " of list '" + p.name + "' is null");
        list.push_back(copy(t));
    }
    return list;
}

static c10::IValue optional_tensor_list(const Parameter& p, const Value& v) {
    if (v.kind != Kind::Tensors && v.kind != Kind::OptionalTensors) p.refuse(v);
    c10::List<c10::optional<at::Tensor>> list;
    list.reserve(v.n);
    for (int64_t k = 0; k < v.n; k++) {
        auto t = static_cast<void**>(v.p)[k];
        list.push_back(t ? c10::optional<at::Tensor>(copy(t)) : c10::nullopt);
    }
    return list;
}

static c10::IValue number(const Parameter& p, const Value& v) {
    switch (v.kind) {
        case Kind::Int: return v.i;
        case Kind::Double: return v.d;
        case Kind::Bool: return v.i != 0;
        case Kind::Complex: { double imaginary; std::memcpy(&imaginary, &v.n, sizeof imaginary); return c10::complex<double>(v.d, imaginary); }
        default: p.refuse(v);
    }
}

static c10::IValue bools(const Value& v) {
    c10::List<bool> list;
    for (int64_t k = 0; k < v.n; k++) list.push_back(static_cast<int64_t*>(v.p)[k] != 0);
    return list;
}

static c10::IValue object(const Parameter& p, const Value& v) {
    if (v.kind != Kind::Opaque) p.refuse(v);
    auto& value = *static_cast<c10::IValue*>(v.p);
    if (!value.type()->isSubtypeOf(*p.schema_type))
        throw std::invalid_argument("argument '" + p.name + "' needs " + p.schema_type->str() + ", not " + value.type()->str());
    return value;
}

c10::IValue Parameter::read(const Value& v) const {
    if (v.kind == Kind::None) {
        if (optional) return {};
        refuse(v);
    }
    auto need = [&](Kind k) { if (v.kind != k) refuse(v); };
    switch (type) {
        case Tensor: need(Kind::Tensor); return copy(v.p);
        case Int: need(Kind::Int); return v.i;
        case Float:
            if (v.kind == Kind::Int) return static_cast<double>(v.i);
            need(Kind::Double); return v.d;
        case Bool: need(Kind::Bool); return v.i != 0;
        case Number: return number(*this, v);
        case Ints: return ints(*this, v);
        case Floats: need(Kind::Doubles); return list_of(static_cast<const double*>(v.p), v.n);
        case Bools: need(Kind::Bools); return bools(v);
        case Tensors: return tensor_list(*this, v);
        case OptionalTensors: return optional_tensor_list(*this, v);
        case String: need(Kind::String); return std::string(static_cast<const char*>(v.p), v.n);
        case Device: need(Kind::Device); return c10::Device(static_cast<c10::DeviceType>(v.i), static_cast<c10::DeviceIndex>(v.n));
        case Generator: need(Kind::Generator); return *static_cast<at::Generator*>(v.p);
        case Object: return object(*this, v);
    }
    refuse(v);
}

Operator::Operator(const c10::OperatorHandle& h) : handle(h) {
    for (auto& a : h.schema().arguments()) parameters.emplace_back(a);
    auto& name = h.schema().name();
    batch_norm = name == "aten::batch_norm" || name == "aten::native_batch_norm";
}

// PyTorch refuses this in Python only; the kernel itself would divide by zero and spoil the running variance.
static void refuse_single_value(const Value* args) {
    auto* input = impl(args[0].p);
    bool training = args[5].i != 0;
    if (training && input->dim() >= 2 && input->numel() == input->sizes()[1]) {
        std::ostringstream text;
        text << "batch norm in training needs more than 1 value per channel, the input has shape " << input->sizes();
        throw std::invalid_argument(text.str());
    }
}

void Operator::push(torch::jit::Stack& stack, const Value* args, int count) const {
    int wanted = static_cast<int>(parameters.size());
    if (count > wanted) throw std::invalid_argument("takes " + std::to_string(wanted) + " arguments, " + std::to_string(count) + " were given");
    stack.reserve(wanted);
    for (int k = 0; k < count; k++) stack.push_back(parameters[k].read(args[k]));
    for (int k = count; k < wanted; k++) {
        if (!parameters[k].fallback) throw std::invalid_argument("argument '" + parameters[k].name + "' is missing");
        stack.push_back(*parameters[k].fallback);
    }
    if (batch_norm) refuse_single_value(args);
}

Value value_of(c10::IValue v) {
    Value out{Kind::None, 0, {0}};
    if (v.isTensor()) {
        out.p = give(std::move(v).toTensor());
        out.kind = out.p ? Kind::Tensor : Kind::None;
    } else if (v.isInt()) {
        out.kind = Kind::Int; out.i = v.toInt();
    } else if (v.isDouble()) {
        out.kind = Kind::Double; out.d = v.toDouble();
    } else if (v.isBool()) {
        out.kind = Kind::Bool; out.i = v.toBool();
    } else if (v.isComplexDouble()) {
        auto c = v.toComplexDouble();
        double imaginary = c.imag();
        out.kind = Kind::Complex; out.d = c.real(); std::memcpy(&out.n, &imaginary, sizeof imaginary);
    } else if (!v.isNone()) {
        out.kind = Kind::Opaque; out.p = new c10::IValue(std::move(v));
    }
    return out;
}

}
