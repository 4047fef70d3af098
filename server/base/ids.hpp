// Ids as distinct types: a room's id cannot be handed in where a case's is asked.
// 0 is "none"; ids are given by the store and rise.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>

namespace kortelijn {

template <class Tag>
struct Id {
    std::int64_t value = 0;

    constexpr auto operator<=>(const Id&) const = default;
    constexpr explicit operator bool() const { return value != 0; }
};

using OrganisationId = Id<struct OrganisationTag>;
using TeamId = Id<struct TeamTag>;
using ProfessionalId = Id<struct ProfessionalTag>;
using CaseId = Id<struct CaseTag>;
using RoomId = Id<struct RoomTag>;
// A household member or an outsider (who holds custody or represents): one name space.
using MemberId = Id<struct MemberTag>;
using GroundId = Id<struct GroundTag>;
using BarId = Id<struct BarTag>;
using GuestId = Id<struct GuestTag>;
using AbsenceId = Id<struct AbsenceTag>;
using ReplacementId = Id<struct ReplacementTag>;
using CoordinatorId = Id<struct CoordinatorTag>;
using FollowUpId = Id<struct FollowUpTag>;
// A worry that came in under a covenant; never a wire signal.
using CovenantId = Id<struct CovenantTag>;
using SignalId = Id<struct SignalTag>;
using InvolvementId = Id<struct InvolvementTag>;
// The daily start of one team on one day, its agenda items, and what people agree to do.
using BoardId = Id<struct BoardTag>;
using ItemId = Id<struct ItemTag>;
using ActionId = Id<struct ActionTag>;
// A question to specialists, a call with a family, and what belongs to them.
using ConsultId = Id<struct ConsultTag>;
using CallId = Id<struct CallTag>;
using ParticipantId = Id<struct ParticipantTag>;
using QuestionId = Id<struct QuestionTag>;
using ChecklistId = Id<struct ChecklistTag>;
using LineId = Id<struct LineTag>;
using PlanVersionId = Id<struct PlanVersionTag>;
using AttachmentId = Id<struct AttachmentTag>;
using GuestSessionId = Id<struct GuestSessionTag>;
using SessionId = Id<struct SessionTag>;
using ConnectionId = Id<struct ConnectionTag>;

}  // namespace kortelijn

template <class Tag>
struct std::hash<kortelijn::Id<Tag>> {
    std::size_t operator()(kortelijn::Id<Tag> id) const noexcept {
        return std::hash<std::int64_t>{}(id.value);
    }
};
