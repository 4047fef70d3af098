// SHA-256 over bytes that come in pieces: a file of a bundle is longer than what fits in memory.
#pragma once

#include <memory>
#include <string_view>

#include "audit/hash.hpp"

namespace kortelijn::audit {

class RunningHash {
public:
    RunningHash();
    void update(std::string_view bytes);
    // Once; begins anew afterwards.
    Hash finish();

private:
    struct Free {
        void operator()(void* context) const;
    };
    std::unique_ptr<void, Free> context_;
};

}  // namespace kortelijn::audit
