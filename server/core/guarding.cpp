// What was signed last, as kept outside the database: is this the log that signed it? An older copy
// put back would sign a second tree of sizes it signed before, and tell browsers that they go on
// where they were. Knows no file: the note comes in, and goes out, through Options.
#include "audit/escaping.hpp"
#include "core/pipeline.hpp"

namespace kortelijn::core {
namespace {

constexpr const char* advice =
    " Was a backup put back? Then start once with 'kortelijn serve --restored'; every browser then "
    "starts anew. If not, somebody changed the database: see 'kortelijn audit verify' first";

[[noreturn]] void refuse_log(const std::string& why) {
    throw store::StoreFailure(store::StoreFailure::Kind::broken, why + advice);
}

}  // namespace

// True when browsers must start anew, since they may know a history that is not here.
bool Pipeline::goes_on_from_elsewhere() const {
    const SignedGuard& guard = options_.guard;
    if (guard.restored) return true;
    if (!guard.note) return guard.keep && !epoch_.empty() && log_.size() > 0;
    const std::string have = std::to_string(log_.size());
    switch (log_.holds(*guard.note)) {
        case Log::Holds::yes:
            return false;
        case Log::Holds::too_short:
            refuse_log("the log has " + have +
                       " entries and this server signed more: the database is an older copy.");
        case Log::Holds::other:
            refuse_log("the log's " + have +
                       " entries are not those that this server signed: the database is another "
                       "copy.");
        case Log::Holds::not_ours:
            refuse_log(
                "what was kept as signed last ('kortelijn.signed') is not of this log's key.");
    }
    return false;
}

// The last head of a history that does not go on here. Its note is set aside before the commit: a
// crash in between leaves no kept note, and such a start goes on as well (and finds it aside).
std::optional<audit::Checkpoint> Pipeline::leave_other_history(Instant at) {
    const SignedGuard& guard = options_.guard;
    const auto& note = guard.note ? guard.note : guard.set_aside_before;
    if (!note || log_.holds(*note) == Log::Holds::yes) return std::nullopt;
    if (guard.note && guard.set_aside) guard.set_aside(at);
    return log_.head_of(*note);
}

void Pipeline::record_going_on(Instant at, const std::optional<audit::Checkpoint>& left) {
    audit::Draft entry = draft("log.continued", nullptr, log_.new_trace());
    audit::ObjectValue object;
    object.count = std::int64_t(log_.size());
    object.reason = options_.guard.restored ? "backup.restored" : "signed_note.missing";
    if (left) {
        object.signed_size = std::int64_t(left->size);
        object.signed_root = audit::to_hex(left->root);
    }
    audit::disclose(entry, object);
    log_.append(at, entry);
}

// After the commit: a crash in between leaves an older note, of the same history.
void Pipeline::keep_signed() {
    const auto note = log_.take_signed();
    if (note && options_.guard.keep) options_.guard.keep(*note);
}

}  // namespace kortelijn::core
