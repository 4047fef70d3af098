// Who stands where follows BALP: of a read the server is the source and the browser the
// destination, of a write the other way about, of a decision the server is the authoriser.
#include "audit/balp.hpp"

#include <algorithm>

#include "audit/balp_kinds.hpp"
#include "audit/escaping.hpp"

namespace kortelijn::audit {
namespace fhir {
namespace {

constexpr Coding source_role{dcm, "110153", "Source Role ID"};
constexpr Coding destination_role{dcm, "110152", "Destination Role ID"};
constexpr Coding application{dcm, "110150", "Application"};
constexpr Coding recipient{participation, "IRCP", "information recipient"};
constexpr Coding author{participation, "AUT", "author (originator)"};
constexpr Coding provider{"http://terminology.hl7.org/CodeSystem/v3-RoleClass", "PROV",
                          "healthcare provider"};
constexpr Coding authoriser{"http://terminology.hl7.org/CodeSystem/extra-security-role-type",
                            "authserver", "authorization server"};
constexpr std::string_view person =
    ",\"type\":{\"system\":\"http://terminology.hl7.org/CodeSystem/audit-entity-type\",\"code\":"
    "\"1\",\"display\":\"Person\"},\"role\":{\"system\":\"http://terminology.hl7.org/CodeSystem/"
    "object-role\",\"code\":\"1\",\"display\":\"Patient\"}}";
constexpr std::string_view thing =
    ",\"type\":{\"system\":\"http://terminology.hl7.org/CodeSystem/audit-entity-type\",\"code\":"
    "\"2\",\"display\":\"System Object\"},\"role\":{\"system\":\"http://terminology.hl7.org/"
    "CodeSystem/object-role\",\"code\":\"4\",\"display\":\"Domain Resource\"}";
constexpr std::string_view consent =
    ",\"type\":{\"system\":\"http://hl7.org/fhir/resource-types\",\"code\":\"Consent\"}}";
constexpr std::string_view request =
    "\"}},\"type\":{\"system\":\"https://profiles.ihe.net/ITI/BALP/CodeSystem/BasicAuditEntityType"
    "\",\"code\":\"XrequestId\"}}";
constexpr std::string_view masked =
    "{\"extension\":[{\"url\":\"http://hl7.org/fhir/StructureDefinition/data-absent-reason\","
    "\"valueCode\":\"masked\"}]}";

class EventWriter {
public:
    EventWriter(std::string& out, const EntryView& view, std::string_view origin)
        : out_{out}, view_{view}, origin_{origin}, kind_{kind_of(view)} {}

    void write() {
        out_ += "{\"resourceType\":\"AuditEvent\",\"id\":\"";
        out_ += std::to_string(view_.entry.n);
        out_ += '"';
        meta();
        out_ += ",\"type\":";
        append(out_, kind_.type);
        out_ += ",\"subtype\":[";
        append(out_, kind_.subtype);
        if (!kind_.second.code.empty()) out_ += ',', append(out_, kind_.second);
        out_ += "],\"action\":\"";
        out_ += kind_.action;
        out_ += "\",\"recorded\":\"";
        out_ += to_text(view_.entry.at);
        out_ += "\",\"outcome\":\"";
        out_ += std::to_string(unsigned(view_.entry.outcome));
        out_ += '"';
        description();
        agents();
        out_ += ",\"source\":{\"site\":";
        append_json_string(out_, host());
        out_ += ",\"observer\":{\"display\":";
        append_json_string(out_, origin_);
        out_ +=
            "},\"type\":[{\"system\":\"http://terminology.hl7.org/CodeSystem/"
            "security-source-type\",\"code\":\"4\",\"display\":\"Application Server\"}]}";
        entities();
        out_ += "}\n";
    }

private:
    std::string_view host() const { return origin_.substr(0, origin_.find('/')); }
    bool by_person() const {
        if (!view_.actor) return view_.erased;
        return view_.actor->professional || view_.actor->guest || !view_.actor->name.empty();
    }
    bool has_data() const {
        return (view_.of_case && view_.of_case->the_case) ||
               (view_.object && (view_.object->signal || view_.object->board ||
                                 view_.object->call || view_.object->consult));
    }
    bool has_address() const { return view_.actor && !view_.actor->address.empty(); }

    // Empty where something that a profile demands is not there. One patient each: an entry about
    // several is none of theirs.
    std::string_view profile() const {
        if (!has_address() || !by_person()) return {};
        const std::size_t members = view_.members.size();
        if (kind_.shape == Shape::decision)
            return members == 1 && view_.object && !view_.object->grounds.empty() &&
                           view_.actor->organisation
                       ? "AuthZconsent"
                       : "";
        if (view_.entry.outcome != Outcome::ok || !has_data() || members > 1) return {};
        switch (kind_.shape) {
            case Shape::read:
                return members == 1 ? "PatientRead" : "Read";
            case Shape::create:
                return members == 1 ? "PatientCreate" : "Create";
            case Shape::update:
                return members == 1 ? "PatientUpdate" : "Update";
            default:
                return {};
        }
    }
    bool closed() const { return kind_.shape == Shape::decision && !profile().empty(); }

    void meta() {
        const std::string_view name = profile();
        if (name.empty()) return;
        out_ +=
            ",\"meta\":{\"profile\":[\"https://profiles.ihe.net/ITI/BALP/StructureDefinition/"
            "IHE.BasicAudit.";
        out_ += name;
        out_ += "\"]";
        if (closed()) {  // its entities are a closed list, without the request
            out_ += ",\"tag\":[{\"system\":\"urn:kortelijn:trace\",\"code\":\"";
            out_ += to_hex(view_.entry.trace);
            out_ += "\"}]";
        }
        out_ += '}';
    }

    void description() {
        if (view_.entry.outcome == Outcome::ok) return;
        out_ += ",\"outcomeDesc\":";
        if (view_.object && !view_.object->reason.empty())
            append_json_string(out_, view_.object->reason);
        else
            out_ += view_.entry.outcome == Outcome::failed ? "\"failed\"" : "\"refused\"";
    }

    void begin_agent(const Coding& role) {
        out_ += out_.back() == '[' ? "{\"type\":" : ",{\"type\":";
        append_concept(out_, role);
        out_ += ",\"who\":";
    }
    void requestor(bool yes) { out_ += yes ? ",\"requestor\":true" : ",\"requestor\":false"; }

    void agents() {
        const bool decision = kind_.shape == Shape::decision;
        const bool write = kind_.shape == Shape::create || kind_.shape == Shape::update;
        out_ += ",\"agent\":[";
        begin_agent(decision ? authoriser : write ? destination_role : source_role);
        out_ += "{\"display\":";
        append_json_string(out_, origin_);
        out_ += '}';
        requestor(!by_person());
        out_ += ",\"network\":{\"address\":";
        append_json_string(out_, host());
        out_ += ",\"type\":\"1\"}}";
        if (view_.actor && by_person())
            client(decision ? application : write ? source_role : destination_role);
        if (by_person()) user(write ? author : recipient);
        if (view_.actor && view_.actor->organisation) {
            begin_agent(provider);
            append_reference(out_, "organisation", std::to_string(view_.actor->organisation.value),
                             "Organization");
            requestor(false);
            out_ += '}';
        }
        out_ += ']';
    }

    void client(const Coding& role) {
        begin_agent(role);
        append_reference(out_, "session", std::to_string(view_.actor->session.value));
        requestor(false);
        if (has_address()) {
            out_ += ",\"network\":{\"address\":";
            append_json_string(out_, view_.actor->address);
            out_ += ",\"type\":\"2\"}";
        }
        out_ += '}';
    }

    void user(const Coding& role) {
        begin_agent(role);
        if (!view_.actor) {
            out_ += masked;
        } else if (view_.actor->professional) {
            append_reference(out_, "professional", std::to_string(view_.actor->professional.value),
                             "Practitioner");
        } else if (view_.actor->guest) {
            append_reference(out_, "guest", std::to_string(view_.actor->guest.value));
        } else {
            append_reference(out_, "typed-name", view_.actor->name);
        }
        requestor(true);
        if (view_.actor && !view_.actor->role.empty()) {
            out_ += ",\"role\":[";
            append_concept(out_, {"urn:kortelijn:role", view_.actor->role, {}});
            out_ += ']';
        }
        if (view_.object && !view_.object->grounds.empty()) {
            out_ += ",\"policy\":[";
            for (const std::int64_t ground : view_.object->grounds) {
                if (out_.back() != '[') out_ += ',';
                out_ += "\"urn:kortelijn:ground:" + std::to_string(ground) + '"';
            }
            out_ += ']';
        }
        if (view_.object && !view_.object->purpose.empty()) {
            out_ += ",\"purposeOfUse\":[";
            purposes(view_.object->purpose);
            out_ += ']';
        }
        out_ += '}';
    }

    // Several words have commas between them.
    void purposes(std::string_view words) {
        while (!words.empty()) {
            const std::string_view word = words.substr(0, words.find(','));
            words.remove_prefix(std::min(words.size(), word.size() + 1));
            out_ += out_.back() == '[' ? "{\"coding\":[" : ",{\"coding\":[";
            append_purpose_codings(out_, word);
            out_ += "]}";
        }
    }

    void begin_entity(std::string_view what, const std::string& value,
                      std::string_view resource = {}) {
        out_ += out_.back() == '[' ? "{\"what\":" : ",{\"what\":";
        append_reference(out_, what, value, resource);
    }

    void entities() {
        out_ += ",\"entity\":[";
        for (const MemberId member : view_.members) {
            begin_entity("member", std::to_string(member.value), "Patient");
            out_ += person;
        }
        if (kind_.shape == Shape::decision && view_.object)
            for (const std::int64_t ground : view_.object->grounds) {
                begin_entity("ground", std::to_string(ground), "Consent");
                out_ += consent;
            }
        if (!closed()) {
            if (has_data()) data();
            if (out_.back() != '[') out_ += ',';
            out_ += "{\"what\":{\"identifier\":{\"value\":\"";
            out_ += to_hex(view_.entry.trace);
            out_ += request;
        }
        out_ += ']';
    }

    void data() {
        std::string at;
        const auto add = [&at](std::string_view name, std::int64_t value) {
            if (!at.empty()) at += '/';
            at += name;
            at += '/' + std::to_string(value);
        };
        if (view_.of_case) {
            if (view_.of_case->the_case) add("case", view_.of_case->the_case.value);
            if (view_.of_case->room) add("room", view_.of_case->room.value);
        }
        if (view_.object) {
            if (view_.object->signal) add("signal", *view_.object->signal);
            if (view_.object->board) add("board", *view_.object->board);
            if (view_.object->call) add("call", *view_.object->call);
            if (view_.object->consult) add("consult", *view_.object->consult);
            if (view_.object->seq) add("seq", *view_.object->seq);
        }
        begin_entity("thing", at);
        out_ += thing;
        if (view_.object && !view_.object->ranges.empty()) {
            out_ += ",\"detail\":[";
            for (const Range& range : view_.object->ranges) {
                if (out_.back() != '[') out_ += ',';
                out_ += "{\"type\":\"range\",\"valueString\":\"" + std::to_string(range.first) + '-' +
                        std::to_string(range.second) + "\"}";
            }
            out_ += ']';
        }
        out_ += '}';
    }

    std::string& out_;
    const EntryView& view_;
    const std::string_view origin_;
    const EventKind kind_;
};

}  // namespace
}  // namespace fhir

void append_audit_event(std::string& out, const EntryView& view, std::string_view origin) {
    fhir::EventWriter{out, view, origin}.write();
}

}  // namespace kortelijn::audit
