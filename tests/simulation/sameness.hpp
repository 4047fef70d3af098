// What an answer costs, for the tests of I6: its words, and what was done in the store for it. Two
// questions that cost the same cannot be told apart by who asks them.
#pragma once

#include <ostream>
#include <string>

#include "support/desk.hpp"

namespace kortelijn::simulation {

using support::Json;

struct Cost {
    Json answer;
    std::uint64_t statements = 0, opened = 0;
    std::int64_t entries = 0;
    std::size_t disclosures = 0, bytes = 0;

    bool operator==(const Cost&) const = default;
};

inline std::ostream& operator<<(std::ostream& out, const Cost& cost) {
    return out << cost.answer.dump() << ' ' << cost.statements << " statements, " << cost.opened
               << " values, " << cost.entries << " entries, " << cost.disclosures
               << " disclosures, " << cost.bytes << " bytes";
}

// A desk that counts.
class CountingDesk {
public:
    Cost cost(ConnectionId who, const std::string& method, const Json& params) {
        Cost out;
        const std::uint64_t statements = desk.store().statements_run();
        const std::int64_t entries = desk.store().entry_count();
        const std::uint64_t counting = desk.store().statements_run() - statements;
        const std::uint64_t opened = desk.store().values_opened();
        checkpoints_ = 0;
        out.answer = desk.call(who, method, params);
        out.opened = desk.store().values_opened() - opened;
        out.answer.erase("id");
        out.statements = desk.store().statements_run() - statements - counting - checkpoints_;
        out.entries = desk.store().entry_count() - entries;
        for (std::int64_t n = entries; n < entries + out.entries; ++n) {
            const auto disclosures = desk.store().entry_disclosures(n);
            out.disclosures += disclosures->size();
            for (const auto& one : *disclosures) out.bytes += one.text->size();
        }
        return out;
    }

private:
    // Of the write-ahead log: it comes when that is long enough, whoever asked last.
    std::uint64_t checkpoints_ = 0;

public:
    support::Desk desk{
        1, [this](std::string_view statement) { checkpoints_ += statement == "checkpoint"; }};
};

}  // namespace kortelijn::simulation
