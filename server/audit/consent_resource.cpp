// FHIR R4 has no status "withdrawn": ended and withdrawn are both inactive.
#include "audit/consent_resource.hpp"

#include "audit/escaping.hpp"
#include "audit/fhir_words.hpp"
#include "domain/words.hpp"

namespace kortelijn::audit {
namespace fhir {
namespace {

std::string_view status(const ConsentFacts& facts) {
    const Ground& ground = *facts.ground;
    if (facts.pending) return "proposed";
    if (ground.withdrawn_at || (ground.end && *ground.end <= facts.now)) return "inactive";
    return ground.deny ? "rejected" : "active";
}

void append_number(std::string& out, std::int64_t value) {
    out += '"';
    out += std::to_string(value);
    out += '"';
}

void append_givers(std::string& out, const Ground& ground) {
    if (ground.given_by.empty()) return;
    out += ",\"performer\":[";
    for (const MemberId giver : ground.given_by) {
        if (out.back() != '[') out += ',';
        append_reference(out, "member", std::to_string(giver.value));
    }
    out += ']';
}

// How it was said and in which words' version; PCF wants a source.
void append_source(std::string& out, const Ground& ground) {
    out += ",\"sourceReference\":{\"display\":";
    std::string words{ground.evidence == Evidence::none ? std::string_view{"not recorded"}
                                                        : to_text(ground.evidence)};
    if (!ground.text_version.empty()) words += ", text " + ground.text_version;
    append_json_string(out, words);
    out += '}';
}

void append_permission(std::string& out, const Ground& ground) {
    out += "{\"type\":\"";
    out += ground.deny ? "deny" : "permit";
    out += '"';
    if (ground.begin || ground.end) {
        out += ",\"period\":{";
        if (ground.begin) out += "\"start\":\"" + to_text(*ground.begin) + '"';
        if (ground.begin && ground.end) out += ',';
        if (ground.end) out += "\"end\":\"" + to_text(*ground.end) + '"';
        out += '}';
    }
    if (ground.organisation || ground.person) {
        out += ",\"actor\":[{\"role\":";
        append_concept(out, {participation, "IRCP", {}});
        out += ",\"reference\":";
        if (ground.person)
            append_reference(out, "professional", std::to_string(ground.person.value),
                             "Practitioner");
        else
            append_reference(out, "organisation", std::to_string(ground.organisation.value),
                             "Organization");
        out += "}]";
    }
    if (ground.purpose) {
        out += ",\"purpose\":[";
        append_purpose_codings(out, to_text(*ground.purpose));
        out += ']';
    }
    std::string labels;
    for (int i = 0; i < life_domain_count; ++i) {
        if (!ground.life_domains.has(LifeDomain(i))) continue;
        if (!labels.empty()) labels += ',';
        append(labels, {own_domain, to_text(LifeDomain(i)), {}});
    }
    if (!labels.empty()) out += ",\"securityLabel\":[" + labels + ']';
    out += '}';
}

void append_consent(std::string& out, const ConsentFacts& facts, MemberId about) {
    const Ground& ground = *facts.ground;
    out += "{\"resourceType\":\"Consent\"";
    if (ground.id) {  // one that waits for others has none yet
        out += ",\"identifier\":[{\"system\":\"urn:kortelijn:ground\",\"value\":";
        append_number(out, ground.id.value);
        out += "}]";
    }
    out += ",\"status\":\"";
    out += status(facts);
    out += "\",\"scope\":";
    append_concept(out,
                   {"http://terminology.hl7.org/CodeSystem/consentscope", "patient-privacy", {}});
    out += ",\"category\":[";
    append_concept(out, {"http://loinc.org", "59284-0", "Consent Document"});
    out += ',';
    append_concept(out, {"urn:kortelijn:ground-kind",
                         ground.deny ? std::string_view{"deny"} : to_text(ground.kind),
                         {}});
    out += "],\"patient\":";
    append_reference(out, "member", std::to_string(about.value), "Patient");
    if (ground.given_at) out += ",\"dateTime\":\"" + to_text(*ground.given_at) + '"';
    append_givers(out, ground);
    if (facts.home) {
        out += ",\"organization\":[";
        append_reference(out, "organisation", std::to_string(facts.home.value), "Organization");
        out += ']';
    }
    append_source(out, ground);
    out +=
        ",\"policy\":[{\"uri\":\"urn:kortelijn:policy:deny-by-default\"}],\"provision\":"
        "{\"type\":\"deny\",\"provision\":[";
    append_permission(out, ground);
    out += "]}}\n";
}

}  // namespace
}  // namespace fhir

void append_consents(std::string& out, const ConsentFacts& facts) {
    for (const MemberId member : facts.ground->members) fhir::append_consent(out, facts, member);
}

}  // namespace kortelijn::audit
