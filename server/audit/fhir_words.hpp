// Small pieces of FHIR R4 JSON that AuditEvent and Consent share. Written by string append: a
// bundle holds millions of them.
#pragma once

#include <string>
#include <string_view>

namespace kortelijn::audit::fhir {

struct Coding {
    std::string_view system, code, display;  // no display: an empty text
};

constexpr std::string_view dcm = "http://dicom.nema.org/resources/ontology/DCM";
constexpr std::string_view act_reason = "http://terminology.hl7.org/CodeSystem/v3-ActReason";
constexpr std::string_view participation =
    "http://terminology.hl7.org/CodeSystem/v3-ParticipationType";
// Ours: ids and words of this collaboration.
constexpr std::string_view own_purpose = "urn:kortelijn:purpose";
constexpr std::string_view own_domain = "urn:kortelijn:life-domain";

// {"system":..,"code":..,"display":..}
void append(std::string& out, const Coding& coding);
// {"coding":[...]}
void append_concept(std::string& out, const Coding& coding);
// {"identifier":{"system":"urn:kortelijn:<what>","value":".."}}, with the kind of resource it
// stands for when one is given.
void append_reference(std::string& out, std::string_view what, std::string_view value,
                      std::string_view resource = {});

// The code of HL7's list that a purpose of ours goes by; an empty one for a word it does not know.
Coding purpose_code(std::string_view purpose);
// Both, as a list of codings: HL7's, then our own word.
void append_purpose_codings(std::string& out, std::string_view purpose);

}  // namespace kortelijn::audit::fhir
