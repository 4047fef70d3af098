// coordinator.take: somebody coordinates for the family, with the family's yes (R46). It opens
// nothing: no rule looks at it (R12).
#include "commands/rooms_common.hpp"
#include "commands/rows.hpp"

namespace kortelijn::commands {
namespace {

struct Input {
    CaseId of_case;
    ProfessionalId professional;
    MemberId member;
    std::vector<MemberId> agreed_by;
    Evidence evidence = Evidence::none;
};

std::optional<Evidence> parse_kept(std::string_view text) {
    const auto word = parse_word<Evidence>(text);
    return word && *word != Evidence::none ? word : std::nullopt;
}

Input read(protocol::Reader& r) {
    Input in;
    in.of_case = r.id<CaseId>("case");
    in.professional = r.optional_id<ProfessionalId>("professional").value_or(ProfessionalId{});
    in.member = r.optional_id<MemberId>("member").value_or(MemberId{});
    if (!in.professional && !in.member) r.refuse_field("request.invalid", "professional");
    if (in.professional && in.member) r.refuse_field("request.invalid", "member");
    in.agreed_by = r.ids<MemberId>("agreed_by", max_slots);
    in.evidence = r.word("evidence", parse_kept);
    return in;
}

Requirement require(const Input& in, World&, const Caller&, Instant) {
    Ask ask = ask_case(Action::coordinator_take);
    ask.concerns = in.professional;
    ask.member = in.member;
    ask.agreed_by = in.agreed_by;
    ask.evidence = true;
    return Requirement::of(in.of_case, std::move(ask));
}

Result<Change> effect(const Input& in, Context& c) {
    store::CoordinatorRecord record;
    record.coordinator.member = in.member;
    record.coordinator.professional = in.professional;
    record.coordinator.period = {c.now, std::nullopt};
    record.agreed_by = in.agreed_by;
    record.evidence = to_text(in.evidence);
    c.store.set_coordinator(in.of_case, record);
    c.world.touch(in.of_case);
    Change change;
    change.object.professional = in.professional;
    change.members = in.agreed_by;
    if (!in.agreed_by.empty()) change.on_behalf_of = in.agreed_by.front();
    return change;
}

}  // namespace

constinit const Row coordinator_take =
    row<Input, read, require, effect>("coordinator.take", Kind::write);

}  // namespace kortelijn::commands
