// Which connections read a plan and what each was told of it last. Core memory only, forgotten with
// it; who may read which line is decided outside. It knows no rule and no JSON.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "base/ids.hpp"
#include "base/time.hpp"

namespace kortelijn::rooms {

struct PlanReader {
    ConnectionId connection;
    // What they were given: all of it as they may see it, beyond the page they asked for too.
    std::string told = {};
    std::string page = {};                  // of it, what is told when it changes
    std::set<std::int64_t> lines = {};      // those they may read now
    std::set<PlanVersionId> versions = {};  // older ones they read: their lines count too
    std::int64_t version = 0;
    bool due = false;  // another text waits for the end of the batch
};

struct Plan {
    std::vector<PlanReader> readers;
    Instant valid_until{0};  // who reads what holds until then

    PlanReader* of(ConnectionId connection) {
        for (PlanReader& one : readers)
            if (one.connection == connection) return &one;
        return nullptr;
    }
};

}  // namespace kortelijn::rooms
