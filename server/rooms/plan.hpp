// Which connections read a plan and what each was told of it last. Core memory only, forgotten with
// it; who may read which line is decided outside. It knows no rule and no JSON.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "base/ids.hpp"
#include "base/time.hpp"

namespace kortelijn::rooms {

// An older version that somebody reads, as far as it takes to see what of it they lose: not a word
// of it, so that no change of the plan opens it again.
struct PlanVersionRead {
    struct Line {
        std::int64_t id = 0;
        std::vector<MemberId> about;
        std::uint16_t life_domains = 0;  // bits
        std::size_t words = 0;           // digest
    };
    Instant at;  // agreed
    std::vector<Line> lines;
};

struct PlanReader {
    ConnectionId connection;
    std::size_t told = 0;               // digest of all they may see, beyond the first page too
    std::set<std::int64_t> lines = {};  // that they may read now
    // That an entry says they were given, with a digest of their words then; 0: not known yet.
    std::map<std::int64_t, std::size_t> noted = {};
    std::map<PlanVersionId, std::shared_ptr<const PlanVersionRead>> versions = {};
    bool anew = false;  // they asked since it was looked at
    std::int64_t version = 0;
    Instant since;          // they began to read it
    std::string page = {};  // waits for the end of the batch; empty: nothing new
};

struct Plan {
    std::vector<PlanReader> readers;
    Instant valid_until = never;  // who may read what may change through time then
    bool changed = true;          // for all who read it

    PlanReader* of(ConnectionId connection) {
        for (PlanReader& one : readers)
            if (one.connection == connection) return &one;
        return nullptr;
    }
};

}  // namespace kortelijn::rooms
