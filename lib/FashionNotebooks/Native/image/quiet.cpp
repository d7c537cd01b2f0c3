// libpng and libjpeg print through stdio's stderr, OpenCV through std::cerr, and none of them can be told not to from outside OpenCV.
// So both streams get a look at a flag of the thread in front of them. What .NET prints takes neither way.
#include "quiet.h"

#include <cstdio>
#include <iostream>
#include <streambuf>
#include <unistd.h>

namespace fashion {
namespace {

thread_local int silenced = 0;

ssize_t print(void*, const char* text, size_t length) {
    return silenced > 0 ? ssize_t(length) : ::write(STDERR_FILENO, text, length);
}

class Filter : public std::streambuf {
    std::streambuf* behind;

public:
    explicit Filter(std::streambuf* behind) : behind(behind) {}

protected:
    int_type overflow(int_type c) override { return silenced > 0 ? traits_type::not_eof(c) : behind->sputc(traits_type::to_char_type(c)); }
    std::streamsize xsputn(const char* text, std::streamsize length) override { return silenced > 0 ? length : behind->sputn(text, length); }
    int sync() override { return behind->pubsync(); }
};

// Both filters stay until the process ends: other libraries print until then.
struct Installed {
    Installed() {
        if (FILE* filtered = fopencookie(nullptr, "w", {nullptr, print, nullptr, nullptr})) {
            std::setvbuf(filtered, nullptr, _IONBF, 0);
            stderr = filtered;
        }
        std::cerr.rdbuf(new Filter(std::cerr.rdbuf()));
    }
} installed;

} // namespace

Quiet::Quiet() { silenced++; }

Quiet::~Quiet() { silenced--; }

} // namespace fashion
