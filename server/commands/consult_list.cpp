// consult.list: the consults of one case, for who carries it or asked; or, of no case, those one
// asked and those one is asked along in. Each as its reader may see it; the others are not there.
#include "commands/consult_words.hpp"
#include "commands/rooms_common.hpp"
#include "commands/rows.hpp"

namespace kortelijn::commands {
namespace {

struct Input {
    CaseId of_case;
};

Input read(protocol::Reader& r) { return {r.optional_id<CaseId>("case").value_or(CaseId{})}; }

Requirement require(const Input& in, World&, const Caller&, Instant) {
    return in.of_case ? Requirement::of(in.of_case, ask_case(Action::case_open))
                      : Requirement::account();
}

Result<Change> effect(const Input& in, Context& c) {
    const auto all =
        in.of_case ? c.store.consults_of(in.of_case) : c.store.consults_around(c.caller.who);
    Change change;
    protocol::Writer w(4096);
    w.object().key("consults").array();
    std::size_t bytes = 0;
    bool more = false;
    for (const ConsultId id : all) {
        auto state = consult_json(c.world, id, c.caller.who, c.now);
        if (!state) continue;
        bytes += state->size();
        more = bytes > max_page_bytes && !change.consults_given.empty();
        if (more) break;
        w.raw(*state);
        change.consults_given.emplace_back(id, std::move(*state));
    }
    change.result = w.end_array().field("more", more).end_object().take();
    change.tag = in.of_case ? in.of_case : any_case;
    change.object.count = std::int64_t(change.consults_given.size());
    return change;
}

}  // namespace

constinit const Row consult_list = row<Input, read, require, effect>("consult.list", Kind::read);

}  // namespace kortelijn::commands
