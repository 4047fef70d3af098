// Entries as FHIR R4 AuditEvents after IHE's Basic Audit Log Patterns, one line of NDJSON each. A
// view for other systems, never the record: the record is the entry. Ids only; no name of a
// household member. A profile is claimed only where all that it demands is there.
#pragma once

#include <string>
#include <string_view>

#include "audit/entry_view.hpp"

namespace kortelijn::audit {

// `origin`: of the log ("kortelijn.example/log"); its host is the source of all events.
void append_audit_event(std::string& out, const EntryView& view, std::string_view origin);

}  // namespace kortelijn::audit
