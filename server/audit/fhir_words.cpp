// Which purpose goes by which code is our own reading of HL7's v3-ActReason.
#include "audit/fhir_words.hpp"

#include "audit/escaping.hpp"

namespace kortelijn::audit::fhir {

void append(std::string& out, const Coding& coding) {
    out += "{\"system\":\"";
    out += coding.system;
    out += "\",\"code\":";
    append_json_string(out, coding.code);
    if (!coding.display.empty()) {
        out += ",\"display\":\"";
        out += coding.display;
        out += '"';
    }
    out += '}';
}

void append_concept(std::string& out, const Coding& coding) {
    out += "{\"coding\":[";
    append(out, coding);
    out += "]}";
}

void append_reference(std::string& out, std::string_view what, std::string_view value,
                      std::string_view resource) {
    out += '{';
    if (!resource.empty()) {
        out += "\"type\":\"";
        out += resource;
        out += "\",";
    }
    out += "\"identifier\":{\"system\":\"urn:kortelijn:";
    out += what;
    out += "\",\"value\":";
    append_json_string(out, value);
    out += "}}";
}

Coding purpose_code(std::string_view purpose) {
    if (purpose == "emergency") return {act_reason, "BTG", "break the glass"};
    if (purpose == "reporting_code") return {act_reason, "THREAT", "threat"};
    for (const std::string_view word : {"cooperation", "daily_start", "consult", "call", "plan"})
        if (purpose == word) return {act_reason, "CAREMGT", "care management"};
    return {};
}

void append_purpose_codings(std::string& out, std::string_view purpose) {
    const Coding known = purpose_code(purpose);
    if (!known.code.empty()) append(out, known), out += ',';
    append(out, {own_purpose, purpose, {}});
}

}  // namespace kortelijn::audit::fhir
