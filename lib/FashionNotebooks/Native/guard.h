// What every entry point shares: nothing thrown ever leaves the library, and the reason can be asked for.
#pragma once
#include <exception>
#include <string>

#define EXPORT extern "C" __attribute__((visibility("default")))

namespace fashion {

enum Status { Ok = 0, Unreadable = 1, Failed = 2 };

inline thread_local std::string last_error;

template <typename Body> int guarded(Body body) {
    try {
        return body();
    } catch (const std::exception& e) {
        last_error = e.what();
    } catch (...) {
        last_error = "unknown error";
    }
    return Failed;
}

} // namespace fashion
