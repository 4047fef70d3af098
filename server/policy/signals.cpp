// Rules R35-R37: who sends a signal, who reads it, who decides about it. A signal is not a case:
// what it says never comes here, and joining it to a case opens nothing of that case.
#include "policy/rules.hpp"

namespace kortelijn::policy {
namespace {

bool has_covenant(const Scene& scene) {
    for (const auto& covenant : scene.directory.covenants)
        if (covenant.kind == *scene.ask.signal_kind && covenant.period.live(scene.now) &&
            covenant.sent_by(scene.asker.organisation))
            return true;
    return false;
}

Code send_signal(const Scene& scene) {  // R35
    if (!has_covenant(scene)) return reason::signal_not_in_covenant;
    if (!scene.ask.household_knows && scene.ask.reason.empty()) return reason::signal_no_reason;
    const bool bsn = scene.ask.bsn_found && !scene.ask.bsn_meant;
    return bsn ? reason::signal_bsn : reason::ok_sender;
}

// The covenant as it was when the signal came: one that ended later still says who may read.
bool receives(const Scene& scene, const SignalFacts& signal) {
    const Covenant* covenant = scene.directory.find(signal.covenant);
    if (covenant == nullptr || !covenant->period.live(signal.received_at)) return false;
    return covenant->received_by(scene.directory.find(scene.asker.organisation)->kind);
}

}  // namespace

bool is_about_signal(const Scene& scene) {
    if (one_of(*scene.ask.action, {Action::signal_read, Action::signal_triage})) return true;
    const bool item = one_of(*scene.ask.action, {Action::board_see, Action::agenda_put});
    return item && scene.facts.signal;
}

Code signal_rules(Scene& scene) {
    if (scene.ask.action == Action::signal_send) return send_signal(scene);
    if (!is_about_signal(scene)) return reason::none;
    if (!scene.facts.signal) return reason::signal_unknown;
    const SignalFacts& signal = *scene.facts.signal;
    if (!receives(scene, signal)) return reason::signal_not_receiver;
    if (signal.of_case) return reason::none;  // on to the case it was joined to
    if (!in_team(*scene.asker.professional, signal.team, scene.now)) return reason::team_not_member;
    return signal.status == SignalStatus::received ? reason::ok_receiver : reason::signal_settled;
}

Code joined_signal(const Scene& scene) {  // R36, R37
    return scene.asker.carrier ? reason::ok_carrier : reason::carrier_needed;
}

}  // namespace kortelijn::policy
