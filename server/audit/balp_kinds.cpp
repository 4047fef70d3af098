// Codes: DICOM PS3.16 (DCM), HL7 audit-event-type and restful-interaction, IHE BALP. A refusal by
// the policy and everything about a ground is a decision on consent; an emergency says so besides.
#include "audit/balp_kinds.hpp"

namespace kortelijn::audit::fhir {
namespace {

constexpr Coding rest{"http://terminology.hl7.org/CodeSystem/audit-event-type", "rest",
                      "Restful Operation"};
constexpr std::string_view interaction = "http://hl7.org/fhir/restful-interaction";
constexpr Coding alert{dcm, "110113", "Security Alert"};
constexpr Coding by_consent{
    "https://profiles.ihe.net/ITI/BALP/CodeSystem/AuthZsubType", "AuthZ-Consent", {}};

constexpr std::string_view logins[] = {"session.opened", "session.refused", "guest.opened",
                                       "guest.refused", "connection.refused"};
constexpr std::string_view logouts[] = {"session.ended", "session.end", "guest.left"};
// What leaves the system for somebody outside the professionals.
constexpr std::string_view disclosures[] = {"audit.export", "admin.log_exported", "page.read",
                                            "request.copy"};

template <class List>
bool in(const List& list, std::string_view event) {
    for (const std::string_view one : list)
        if (one == event) return true;
    return false;
}

Coding security(std::string_view event) {
    if (event.find("role") != event.npos) return {dcm, "110136", "Security Roles Changed"};
    if (event.starts_with("account.") || event.find("account") != event.npos ||
        event.find("sign_in") != event.npos || event.find("invitation") != event.npos)
        return {dcm, "110137", "User Security Attributes Changed"};
    return {dcm, "110129", "Security Configuration"};
}

EventKind resting(const Entry& entry) {
    switch (entry.action) {
        case EntryAction::read: {
            const bool search = entry.event.ends_with(".search") || entry.event.ends_with(".list");
            if (search) return {Shape::other, rest, {interaction, "search", "search"}, {}, 'R'};
            return {Shape::read, rest, {interaction, "read", "read"}, {}, 'R'};
        }
        case EntryAction::create:
            return {Shape::create, rest, {interaction, "create", "create"}, {}, 'C'};
        case EntryAction::update:
            return {Shape::update, rest, {interaction, "update", "update"}, {}, 'U'};
        case EntryAction::remove:
            return {Shape::other, rest, {interaction, "delete", "delete"}, {}, 'D'};
        case EntryAction::execute:
            break;
    }
    return {Shape::other, rest, {interaction, "operation", "operation"}, {}, 'E'};
}

EventKind without_emergency(const EntryView& view) {
    const std::string_view event = view.entry.event;
    if (event == "server.started" || event == "server.stopped") {
        const bool start = event == "server.started";
        return {Shape::other,
                {dcm, "110100", "Application Activity"},
                start ? Coding{dcm, "110120", "Application Start"}
                      : Coding{dcm, "110121", "Application Stop"},
                {},
                'E'};
    }
    const bool login = in(logins, event);
    if (login || in(logouts, event))
        return {Shape::other,
                {dcm, "110114", "User Authentication"},
                login ? Coding{dcm, "110122", "Login"} : Coding{dcm, "110123", "Logout"},
                {},
                'E'};
    const bool about_ground = event.starts_with("ground.") || event.starts_with("consent.") ||
                              event.starts_with("emergency.");
    if (view.entry.outcome == Outcome::refused_policy || about_ground)
        return {Shape::decision, alert, by_consent, {}, 'E'};
    if (in(disclosures, event))
        return {
            Shape::other,
            {dcm, "110106", "Export"},
            {"http://terminology.hl7.org/CodeSystem/iso-21089-lifecycle", "disclose", "Disclose"},
            {},
            'R'};
    if (event.starts_with("audit.")) {
        EventKind out = resting(view.entry);
        out.shape = Shape::other;
        out.type = {dcm, "110101", "Audit Log Used"};
        return out;
    }
    if (event.starts_with("admin.") || event.starts_with("account.") || event == "backup.taken" ||
        event == "log.continued")
        return {Shape::other, alert, security(event), {}, 'E'};
    return resting(view.entry);
}

}  // namespace

EventKind kind_of(const EntryView& view) {
    EventKind out = without_emergency(view);
    if (view.checks.emergency == Checked::yes)
        out.second = {dcm, "110127", "Emergency Override Started"};
    return out;
}

}  // namespace kortelijn::audit::fhir
