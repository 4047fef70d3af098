// The sealed parts of a case's rows and what each is bound to; used by writing and reading alike.
#pragma once

#include <optional>
#include <string>

#include "domain/facts.hpp"
#include "store/records.hpp"
#include "store/sqlite/connection.hpp"
#include "store/sqlite/sealer.hpp"

namespace kortelijn::store::sqlite {

Bound bound_of_case(CaseId id);
Bound bound_of_member(CaseId of_case, MemberId id, bool outsider, const Period& period);
Bound bound_of_ground(CaseId of_case, const Ground& ground);
Bound bound_of_bar(CaseId of_case, const Bar& bar);
Bound bound_of_pending(CaseId of_case, std::int64_t id);

// Everything about the person but their period: under the member's own key, erased with it.
std::string pack_member(const Member& member);
void unpack_member(std::string_view plain, Member& into);
std::string pack_outsider(const Outsider& outsider);
void unpack_outsider(std::string_view plain, Outsider& into);

// Who it is about, who gave it, and the words: under the case's key.
std::string pack_ground(const Ground& ground);
void unpack_ground(std::string_view plain, Ground& into);

std::string pack_members(const std::vector<MemberId>& members);
std::vector<MemberId> unpack_members(std::string_view plain);

std::string pack_pending(const Ground& asked);  // the whole
Ground unpack_pending(std::string_view plain);

// By the same statements whether the case exists or not (I6).
std::optional<CaseRecord> read_whole_case(Connection& db, Sealer& sealer, CaseId id);

}  // namespace kortelijn::store::sqlite
