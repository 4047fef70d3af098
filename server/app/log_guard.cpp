// Between the core's callbacks and the file.
#include "app/log_guard.hpp"

namespace kortelijn::app {

core::SignedGuard guard_of(const store::Options& options,
                           std::function<void(const std::string&)> complain) {
    core::SignedGuard guard;
    guard.note = store::signed_note(options);
    if (!guard.note) guard.set_aside_before = store::note_set_aside(options);
    guard.set_aside = [options](Instant at) { store::set_signed_note_aside(options, at); };
    guard.keep = [options, complain = std::move(complain)](const std::string& note) {
        try {
            store::keep_signed_note(options, note);
        } catch (const store::StoreFailure& failure) {
            complain(failure.what());
        }
    };
    return guard;
}

std::vector<audit::KeptNote> kept_note(const store::Options& options) {
    const auto note = store::signed_note(options);
    if (!note) return {};
    return {{*note, "what the server signed last (kortelijn.signed)"}};
}

}  // namespace kortelijn::app
