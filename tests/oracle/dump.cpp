// One line per fact; left out is what has its default. Ids are numbers with a letter: o
// organisation, p professional, m member, g ground, t team, l guest link.
#include "dump.hpp"

#include <sstream>

namespace kortelijn::oracle {
namespace {

template <class IdType>
std::string id(char letter, IdType value) {
    return value ? letter + std::to_string(value.value) : std::string("-");
}

template <class IdType>
std::string ids(char letter, const std::vector<IdType>& all) {
    std::string text = "[";
    for (const auto& one : all) text += (text.size() > 1 ? " " : "") + id(letter, one);
    return text + "]";
}

std::string when(const char* name, std::optional<Instant> at) {
    return at ? std::string(" ") + name + "=" + to_text(*at) : "";
}

std::string during(const Period& period) {
    return when("from", period.from) + when("to", period.to);
}

std::string domains(LifeDomains set) {
    std::string text = "{";
    for (int d = 0; d < life_domain_count; ++d)
        if (set.has(LifeDomain(d)))
            text += (text.size() > 1 ? " " : "") + std::string(to_text(LifeDomain(d)));
    return text + "}";
}

std::string purpose(std::optional<Purpose> one) { return one ? std::string(to_text(*one)) : "-"; }

std::string ground(const Ground& g) {
    std::ostringstream out;
    out << id('g', g.id) << " " << to_text(g.kind) << (g.deny ? " DENY" : "") << " about "
        << ids('m', g.members) << " by " << ids('m', g.given_by) << " for "
        << id('o', g.organisation);
    if (g.person) out << " person " << id('p', g.person);
    out << " " << purpose(g.purpose) << " " << domains(g.life_domains) << when("given", g.given_at)
        << when("begin", g.begin) << when("end", g.end) << when("withdrawn", g.withdrawn_at);
    if (!g.secrecy_ground.empty()) out << " row=" << g.secrecy_ground;
    if (!g.reason.empty()) out << " reason";
    if (g.without_parents != WithoutParents::no) out << " without_parents";
    if (g.confidential) out << (*g.confidential ? " confidential" : " not-confidential");
    if (g.evidence != Evidence::none) out << " evidence";
    if (!g.text_version.empty()) out << " text";
    return out.str();
}

void directory_lines(std::ostream& out, const Directory& directory) {
    for (const auto& one : directory.organisations)
        out << "  organisation " << id('o', one.id) << " " << to_text(one.kind)
            << during(one.period) << "\n";
    for (const auto& one : directory.professionals) {
        out << "  professional " << id('p', one.id) << (one.blocked ? " BLOCKED" : "");
        for (const auto& part : one.employment)
            out << "; works " << id('o', part.organisation) << during(part.period);
        for (const auto& part : one.teams)
            out << "; team " << id('t', part.team) << during(part.period);
        for (const auto& part : one.roles) {
            out << "; role " << to_text(part.role);
            if (part.organisation) out << " " << id('o', part.organisation);
            if (part.team) out << " " << id('t', part.team);
            out << during(part.period);
        }
        out << "\n";
    }
    for (const auto& one : directory.absences)
        out << "  absent " << id('p', one.professional) << during(one.period) << "\n";
    for (const auto& one : directory.replacements)
        out << "  replaced " << id('p', one.absent) << " by " << id('p', one.replacement)
            << during(one.period) << "\n";
    for (const auto& one : directory.covenants)
        out << "  covenant v" << one.id.value << " " << to_text(one.kind) << " senders "
            << ids('o', one.senders) << " receivers " << std::hex << one.receivers << std::dec
            << during(one.period) << "\n";
}

void start_lines(std::ostream& out, const CaseFacts& facts) {
    if (const auto& one = facts.signal)
        out << "  signal of covenant v" << one->covenant.value << " " << id('t', one->team)
            << when("received", one->received_at) << " " << to_text(one->status)
            << (one->of_case ? " JOINED" : "") << "\n";
    if (const auto& one = facts.board)
        out << "  board of " << id('t', one->team) << " " << to_text(one->state) << " chair "
            << id('p', one->chair) << " present " << ids('p', one->present) << "\n";
    for (const auto& one : facts.coordinators)
        out << "  coordinator " << id('m', one.member) << id('p', one.professional)
            << during(one.period) << "\n";
}

void call_lines(std::ostream& out, const CaseFacts& facts) {
    if (const auto& one = facts.consult) {
        out << "  consult of " << id('p', one->asked_by) << " about " << ids('m', one->about) << " "
            << domains(one->life_domains) << during(one->period) << when("ended", one->ended_at);
        if (one->panel) out << " panel chair " << id('p', one->chair);
        for (const auto& part : one->asked)
            out << "; " << id('p', part.professional) << " of " << id('o', part.organisation) << " "
                << to_text(part.answer);
        out << "\n";
    }
    if (const auto& one = facts.call) {
        out << "  call " << one->id.value << " " << to_text(one->purpose) << " "
            << to_text(one->state) << " about " << ids('m', one->about) << " "
            << domains(one->life_domains) << when("together", one->together_at);
        for (const auto& part : one->participants)
            out << "; " << id('e', part.id) << " " << id('p', part.professional)
                << id('l', part.guest) << " " << to_text(part.state);
        out << "\n";
    }
    if (const auto& one = facts.question)
        out << "  question of call " << one->call.value << " to " << ids('m', one->asked)
            << (one->open ? " open" : "") << "\n";
    if (const auto& one = facts.checklist)
        out << "  checklist of call " << one->call.value << " by " << id('o', one->organisation)
            << " " << to_text(one->state) << "\n";
}

void start_words(std::ostream& out, const Ask& ask) {
    if (ask.signal_kind) out << " kind " << to_text(*ask.signal_kind);
    if (ask.household_knows) out << " known";
    if (ask.bsn_found) out << " bsn";
    if (ask.bsn_meant) out << " meant";
    if (ask.asked) out << " asked";
    if (ask.own) out << " own";
    if (ask.evidence) out << " evidence";
    if (ask.concerns) out << " concerns " << id('p', ask.concerns);
    if (ask.replacement) out << " replaced by " << id('p', ask.replacement);
    if (ask.member) out << " member " << id('m', ask.member);
    if (!ask.agreed_by.empty()) out << " agreed " << ids('m', ask.agreed_by);
    if (!ask.experts.empty()) out << " experts " << ids('p', ask.experts);
    if (ask.participant) out << " participant " << id('e', ask.participant);
    if (ask.link) out << " link " << id('l', ask.link);
    if (ask.shared) out << " shared";
    out << when("from", ask.from) << when("until", ask.until);
}

void member_line(std::ostream& out, const Member& one) {
    out << "  member " << id('m', one.id) << " born " << to_text(one.birth_date)
        << during(one.period);
    if (one.deceased_on) out << " deceased " << to_text(*one.deceased_on);
    for (const auto& part : one.custody)
        out << "; custody " << id('m', part.holder) << during(part.period);
    if (one.custody_checked_on) out << "; checked " << to_text(*one.custody_checked_on);
    for (const auto& part : one.help) out << "; help " << to_text(part.law) << during(part.period);
    for (const auto& part : one.capacity)
        out << "; " << to_text(part.kind) << " " << id('m', part.representative)
            << during(part.period);
    out << "\n";
}

void case_lines(std::ostream& out, const CaseFacts& facts) {
    if (const auto& one = facts.the_case) {
        out << "  case home " << id('o', one->home_organisation) << " " << id('t', one->home_team);
        for (const auto& part : one->open) out << "; open" << during(part);
        for (const auto& part : one->pair)
            out << "; pair " << id('p', part.professional) << during(part.period);
        for (const auto& part : one->participants)
            out << "; invited " << id('p', part.professional) << during(part.period);
        out << "\n";
    }
    for (const auto& one : facts.household) member_line(out, one);
    for (const auto& one : facts.outsiders)
        out << "  outsider " << id('m', one.id)
            << (one.deceased_on ? " deceased " + to_text(*one.deceased_on) : "") << "\n";
    for (const auto& one : facts.grounds) out << "  " << ground(one) << "\n";
    for (const auto& one : facts.bars)
        out << "  bar about " << ids('m', one.members) << " for " << id('o', one.organisation)
            << " " << id('p', one.person) << " " << domains(one.life_domains) << during(one.period)
            << "\n";
    for (const auto& one : facts.guests)
        out << "  link " << id('l', one.id) << " " << to_text(one.kind) << " "
            << id('m', one.person) << id('o', one.organisation) << " use " << to_text(one.use)
            << " " << one.call.value << when("anyway", one.on_anyway_at) << during(one.period)
            << when("revoked", one.revoked_at) << "\n";
    if (facts.discussion) {
        out << "  discussion" << during(facts.discussion->period);
        for (const auto& part : facts.discussion->participants)
            out << "; " << id('p', part.professional) << during(part.period);
        out << "\n";
    }
}

void ask_line(std::ostream& out, const Ask& ask) {
    out << "  ASK " << id('p', ask.who) << id('l', ask.guest) << " as "
        << (ask.as ? to_text(*ask.as) : "?") << " " << (ask.action ? to_text(*ask.action) : "?")
        << " " << purpose(ask.purpose) << (ask.purpose_unknown ? " purpose?" : "") << " about "
        << ids('m', ask.about) << " " << domains(ask.life_domains)
        << (ask.life_domain_unknown ? " domain?" : "") << " law " << to_text(ask.source_law);
    if (ask.target) out << " target " << id('g', ask.target);
    if (ask.on_behalf_of) out << " on behalf of " << id('m', ask.on_behalf_of);
    if (ask.organisation) out << " scope " << id('o', ask.organisation);
    if (ask.team) out << " " << id('t', ask.team);
    if (ask.minutes) out << " minutes " << *ask.minutes;
    if (!ask.reason.empty()) out << " reason";
    if (!ask.pending.empty()) out << " pending " << ids('m', ask.pending);
    if (!ask.identifiers.empty()) out << " identifiers " << ask.identifiers.size();
    if (ask.confirmed_harmless) out << " harmless";
    start_words(out, ask);
    if (ask.invitee)
        out << " invitee " << id('m', ask.invitee->person) << id('p', ask.invitee->who)
            << id('o', ask.invitee->organisation);
    if (ask.record)
        out << "\n  RECORD " << ground(ask.record->ground)
            << (ask.record->purpose_unknown ? " purpose?" : "")
            << (ask.record->life_domain_unknown ? " domain?" : "");
    out << "\n";
}

}  // namespace

std::string in_words(const Question& question) {
    std::ostringstream out;
    out << "  now " << to_text(question.now) << "\n";
    directory_lines(out, question.directory);
    case_lines(out, question.facts);
    start_lines(out, question.facts);
    call_lines(out, question.facts);
    ask_line(out, question.ask);
    return out.str();
}

std::string in_words(const Decision& decision) {
    std::string text = decision.permit ? "permit " : "refuse ";
    text += std::string(decision.reason) + " " + ids('g', decision.grounds) + " tell " +
            std::string(decision.tell);
    return text + (decision.law_changing ? " (law changing)" : "");
}

}  // namespace kortelijn::oracle
