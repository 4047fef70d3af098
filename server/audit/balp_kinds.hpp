// Which kind of AuditEvent an entry is: type, subtypes, action and the profile it may claim.
#pragma once

#include <string_view>

#include "audit/entry_view.hpp"
#include "audit/fhir_words.hpp"

namespace kortelijn::audit::fhir {

enum class Shape : std::uint8_t { read, create, update, other, decision };

struct EventKind {
    Shape shape = Shape::other;
    Coding type, subtype;
    Coding second;  // none: an empty code
    char action = 'E';
};

EventKind kind_of(const EntryView& view);

}  // namespace kortelijn::audit::fhir
