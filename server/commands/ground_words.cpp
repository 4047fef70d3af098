// Short sentences (B1) about grounds. Dates are named as the last day that counts: "tot en met".
#include "commands/ground_words.hpp"

#include <algorithm>
#include <array>

#include "commands/items.hpp"

namespace kortelijn::commands {

using protocol::Writer;

namespace {

constexpr std::array<const char*, 12> months_nl{"januari",   "februari", "maart",    "april",
                                                "mei",       "juni",     "juli",     "augustus",
                                                "september", "oktober",  "november", "december"};
constexpr std::array<const char*, 12> months_en{"January",   "February", "March",    "April",
                                                "May",       "June",     "July",     "August",
                                                "September", "October",  "November", "December"};

std::string kind_words(GroundKind kind, Language language) {
    const bool nl = language == Language::nl;
    switch (kind) {
        case GroundKind::consent:
            return nl ? "toestemming" : "consent";
        case GroundKind::statutory_task:
            return nl ? "wettelijke taak" : "statutory task";
        case GroundKind::reporting_code:
            return nl ? "meldcode" : "reporting code";
        case GroundKind::vital_interest:
            return nl ? "levensbelang" : "vital interest";
    }
    return {};
}

}  // namespace

std::optional<GroundSummary> summary_of(const CaseFacts& facts, const std::vector<GroundId>& ids) {
    std::optional<GroundSummary> out;
    for (const Ground& ground : facts.grounds) {
        if (std::find(ids.begin(), ids.end(), ground.id) == ids.end()) continue;
        if (!out) out.emplace();
        if (ground.kind != GroundKind::consent) out->kind = ground.kind;
        out->life_domains.bits |= ground.life_domains.bits;
        if (ground.end && (!out->until || *ground.end < *out->until)) out->until = ground.end;
        for (const MemberId who : ground.given_by)
            if (std::find(out->given_by.begin(), out->given_by.end(), who) == out->given_by.end())
                out->given_by.push_back(who);
    }
    return out;
}

std::string name_of(const CaseFacts& facts, MemberId id) {
    for (const Member& member : facts.household)
        if (member.id == id) return member.name;
    for (const Outsider& outsider : facts.outsiders)
        if (outsider.id == id) return outsider.name;
    return {};
}

std::vector<std::string> names_of(const CaseFacts& facts, const std::vector<MemberId>& ids) {
    std::vector<std::string> out;
    for (const MemberId id : ids) out.push_back(name_of(facts, id));
    return out;
}

int age_of(const Member& member, Instant now) {
    const CivilDate born = civil(member.birth_date);
    const CivilDate today = civil(amsterdam_day(now));
    int age = today.year - born.year;
    // Born on 29 February: in a common year a year older on 1 March (policy page, section 5).
    if (today.month < born.month || (today.month == born.month && today.day < born.day)) --age;
    return std::max(age, 0);
}

std::string member_json(const Member& member, Instant now, bool with_birth_date) {
    Writer w(128);
    w.object().field("id", member.id).field("name", member.name).field("relation", member.relation);
    w.field("age", age_of(member, now));
    if (with_birth_date) w.field("birth_date", member.birth_date);
    return w.end_object().take();
}

std::string list_text(const std::vector<std::string>& names, Language language) {
    std::string out;
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (i > 0) out += i + 1 < names.size() ? ", " : language == Language::nl ? " en " : " and ";
        out += names[i];
    }
    return out;
}

std::string last_day_text(Instant end, Language language) {
    const CivilDate date = civil(amsterdam_day(end + -1));
    const auto& months = language == Language::nl ? months_nl : months_en;
    return std::to_string(date.day) + " " + months[date.month - 1];
}

std::string ground_sentence(const CaseFacts& facts, const Ground& ground,
                            const Directory& directory, Language language) {
    const bool nl = language == Language::nl;
    std::string out;
    if (ground.deny) {
        const Organisation* organisation = directory.find(ground.organisation);
        out = list_text(names_of(facts, ground.given_by), language);
        out += nl ? " wil dit niet" : " does not want this";
        if (organisation) out += (nl ? " voor " : " for ") + organisation->name;
        return out + ".";
    }
    if (ground.kind == GroundKind::consent) {
        out = (nl ? "Toestemming van " : "Consent from ") +
              list_text(names_of(facts, ground.given_by), language);
    } else {
        out = (nl ? "Mag zonder toestemming: " : "Without consent: ") +
              kind_words(ground.kind, language);
    }
    if (ground.end)
        out += (nl ? ", tot en met " : ", up to and including ") +
               last_day_text(*ground.end, language);
    return out + ".";
}

std::string grounds_json(const CaseFacts& facts, const std::vector<GroundId>& ids,
                         Language language, Instant) {
    const bool nl = language == Language::nl;
    Writer w(512);
    w.array();
    for (int k = 0; k < 4; ++k) {
        std::vector<GroundId> of_kind;
        for (const Ground& ground : facts.grounds)
            if (ground.kind == GroundKind(k) &&
                std::find(ids.begin(), ids.end(), ground.id) != ids.end())
                of_kind.push_back(ground.id);
        const auto summary = summary_of(facts, of_kind);
        if (!summary) continue;
        const auto names = names_of(facts, summary->given_by);
        std::string sentence = nl ? "U bent hier met " : "You are here with ";
        if (GroundKind(k) == GroundKind::consent)
            sentence += (nl ? "toestemming van " : "consent from ") + list_text(names, language);
        else
            sentence =
                (nl ? "U bent hier zonder toestemming: " : "You are here without consent: ") +
                kind_words(GroundKind(k), language);
        if (summary->until)
            sentence += (nl ? ", tot en met " : ", up to and including ") +
                        last_day_text(*summary->until, language);
        w.object().field("kind", to_text(GroundKind(k))).list("names", names);
        if (summary->until) w.field("until", *summary->until);
        w.field("sentence", sentence + ".").end_object();
    }
    return w.end_array().take();
}

}  // namespace kortelijn::commands
