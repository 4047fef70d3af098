// Entries of the log as an officer reads them: what the disclosures say, with names looked up now,
// as a sentence. Never any content of a case.
#pragma once

#include "audit/entry.hpp"
#include "audit/values.hpp"
#include "commands/command.hpp"
#include "writer.hpp"

namespace kortelijn::commands {

// One entry with whatever of it could be opened.
struct OpenedEntry {
    audit::Entry entry;
    audit::ActorValue actor;
    audit::CaseValue of_case;
    audit::ObjectValue object;
    std::vector<MemberId> members;
};

std::optional<OpenedEntry> open_entry(std::string_view leaf,
                                      const std::optional<std::vector<store::OpenedDisclosure>>&);

// The question with which an officer reads the log: the collaboration's officer all of it, an
// organisation's officer what concerns that organisation (R8).
Ask officer_ask(World&, const Caller&, Instant now);
bool reads_all(const Ask&);
// Whether an entry concerns an organisation: its people acted, or it was about its access.
bool concerns(const OpenedEntry&, OrganisationId);

// What this officer may know of an entry. To an organisation's officer a refusal says no more than
// to the person who asked: its reason would tell whether a guessed number exists, the case that it
// was found to be of would tell whose it is (I6).
OpenedEntry as_known_to(const Ask&, OpenedEntry);

// {n, at, event, outcome, title, sentence, ...}; `end` is left to the caller when `open_ended`.
void write_audit_row(protocol::Writer&, Context&, const OpenedEntry&, bool open_ended = false);

}  // namespace kortelijn::commands
