// The fields and the rules between them that are of form alone; the rest is R50 and R51.
#include "commands/consult_asking.hpp"

#include <algorithm>

namespace kortelijn::commands {

std::optional<Instant> ConsultInput::ends_at() const {
    if (!until) return std::nullopt;
    return amsterdam_midnight(Day{until->number + 1});
}

Ask ConsultInput::ask() const {
    Ask out = ask_item(Action::consult_ask, members, life_domains, Law::none);
    out.experts = experts;
    out.until = ends_at();
    out.reason = question;
    return out;
}

ConsultInput read_consult(protocol::Reader& r) {
    ConsultInput in;
    in.of_case = r.id<CaseId>("case");
    in.members = r.ids<MemberId>("members");
    in.life_domains = set_of(
        r.words("life_domains", parse_word<LifeDomain>, "domain.unknown", life_domain_count));
    in.experts = r.ids<ProfessionalId>("experts", max_experts);
    in.until = r.optional_day("until");
    in.panel = r.optional_boolean("panel").value_or(false);
    in.chair = r.optional_id<ProfessionalId>("chair").value_or(ProfessionalId{});
    if (in.members.empty()) r.refuse_field("request.invalid", "members");
    if (in.experts.empty()) r.refuse_field("request.invalid", "experts");
    if (in.life_domains.empty()) r.refuse_field("domain.missing", "life_domains");
    if (in.panel && in.experts.size() < 2) r.refuse_field("request.invalid", "panel");
    const bool among =
        std::find(in.experts.begin(), in.experts.end(), in.chair) != in.experts.end();
    if (in.chair && (!in.panel || !among)) r.refuse_field("request.invalid", "chair");
    if (in.panel && !in.chair && !in.experts.empty()) in.chair = in.experts.front();
    return in;
}

}  // namespace kortelijn::commands
