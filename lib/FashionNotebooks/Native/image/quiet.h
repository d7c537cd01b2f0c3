// Decoders print warnings about damaged pictures; a server that is sent many would fill its log with them.
#pragma once

namespace fashion {

/// While one lives, nothing that its thread prints on standard error is seen.
class Quiet {
public:
    Quiet();
    ~Quiet();
    Quiet(const Quiet&) = delete;
    Quiet& operator=(const Quiet&) = delete;
};

} // namespace fashion
