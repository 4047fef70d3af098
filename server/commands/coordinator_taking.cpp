// One reading, one question and one writing, wherever coordination is taken.
#include "commands/coordinator_taking.hpp"

namespace kortelijn::commands {
namespace {

std::optional<Evidence> parse_kept(std::string_view text) {
    const auto word = parse_word<Evidence>(text);
    return word && *word != Evidence::none ? word : std::nullopt;
}

}  // namespace

CoordinatorInput read_coordinator(protocol::Reader& r) {
    CoordinatorInput in;
    in.professional = r.optional_id<ProfessionalId>("professional").value_or(ProfessionalId{});
    in.member = r.optional_id<MemberId>("member").value_or(MemberId{});
    if (!in.professional && !in.member) r.refuse_field("request.invalid", "professional");
    if (in.professional && in.member) r.refuse_field("request.invalid", "member");
    in.agreed_by = r.ids<MemberId>("agreed_by", max_slots);
    in.evidence = r.word("evidence", parse_kept);
    return in;
}

Ask ask_to_coordinate(const CoordinatorInput& in) {
    Ask ask = ask_case(Action::coordinator_take);
    ask.concerns = in.professional;
    ask.member = in.member;
    ask.agreed_by = in.agreed_by;
    ask.evidence = true;
    return ask;
}

void keep_coordinator(Context& c, CaseId of_case, const CoordinatorInput& in,
                      audit::ObjectValue& object) {
    store::CoordinatorRecord record;
    record.coordinator.member = in.member;
    record.coordinator.professional = in.professional;
    record.coordinator.period = {c.now, std::nullopt};
    record.agreed_by = in.agreed_by;
    record.evidence = to_text(in.evidence);
    c.store.set_coordinator(of_case, record);
    c.world.touch(of_case);
    object.professional = in.professional;
    if (!in.agreed_by.empty()) object.on_behalf_of = in.agreed_by.front().value;
}

}  // namespace kortelijn::commands
