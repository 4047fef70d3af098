// Reads policy cases. Unknown words become the "unknown" marks that R1 looks at.
#include "support/policy_case.hpp"

#include <algorithm>
#include <fstream>
#include <set>
#include <stdexcept>

#include <nlohmann/json.hpp>

#include "support/policy_calls.hpp"
#include "support/policy_start.hpp"
#include "support/policy_words.hpp"

namespace kortelijn::test_support {
namespace {

using nlohmann::json;

const std::set<std::string, std::less<>> id_keys{"id",
                                                 "organisation",
                                                 "person",
                                                 "team",
                                                 "professional",
                                                 "absent",
                                                 "replacement",
                                                 "holder",
                                                 "representative",
                                                 "members",
                                                 "given_by",
                                                 "home_team",
                                                 "home_organisation",
                                                 "who",
                                                 "about",
                                                 "pending",
                                                 "target",
                                                 "on_behalf_of",
                                                 "covenant",
                                                 "senders",
                                                 "sender",
                                                 "of_case",
                                                 "chair",
                                                 "present",
                                                 "member",
                                                 "concerns",
                                                 "agreed_by",
                                                 "asked_by",
                                                 "asked",
                                                 "guest",
                                                 "call",
                                                 "experts",
                                                 "participant",
                                                 "link"};

void collect_ids(const json& at, std::string_view key, std::set<std::string>& out) {
    if (at.is_object())
        for (const auto& [name, value] : at.items()) collect_ids(value, name, out);
    else if (at.is_array())
        for (const auto& value : at) collect_ids(value, key, out);
    else if (at.is_string() && id_keys.contains(key))
        out.insert(at.get<std::string>());
}

// One case's reader: turns its texts into values.
class Reader {
public:
    explicit Reader(const json& of) {
        std::set<std::string> ids;
        collect_ids(of.at("facts"), "", ids);
        collect_ids(of.at("ask"), "", ids);
        names.emplace_back();  // 0 is "none"
        names.insert(names.end(), ids.begin(), ids.end());
    }

    Directory directory(const json& facts) const;
    CaseFacts case_facts(const json& facts) const;
    Ask ask(const json& from) const;

    std::vector<std::string> names;

    // Also for the facts of the daily start (policy_start.hpp).
    template <class IdType>
    IdType id(const json& from, const char* key) const {
        if (!from.contains(key)) return {};
        return number<IdType>(from.at(key).get<std::string>());
    }

    template <class IdType>
    IdType number(const std::string& text) const {
        const auto at = std::lower_bound(names.begin() + 1, names.end(), text);
        if (at == names.end() || *at != text) fail("id not collected: " + text);
        return IdType{at - names.begin()};
    }

    template <class IdType>
    std::vector<IdType> ids(const json& from, const char* key) const {
        std::vector<IdType> out;
        if (from.contains(key))
            for (const auto& text : from.at(key)) out.push_back(number<IdType>(text));
        return out;
    }

    // Each element of an array that may be absent.
    template <class Read>
    static auto each(const json& from, const char* key, Read read) {
        std::vector<decltype(read(from))> out;
        if (from.contains(key))
            for (const auto& item : from.at(key)) out.push_back(read(item));
        return out;
    }

private:
    std::vector<Seat> seats(const json& from, const char* key) const;
    Professional professional(const json& from) const;
    Member member(const json& from) const;
    Ground ground(const json& from, bool& purpose_unknown, bool& domain_unknown) const;
    Bar bar(const json& from) const;
    Case the_case(const json& from) const;
};

std::vector<Seat> Reader::seats(const json& from, const char* key) const {
    return each(from, key, [&](const json& s) {
        return Seat{id<ProfessionalId>(s, "professional"), period(s)};
    });
}

Professional Reader::professional(const json& from) const {
    Professional out;
    out.id = id<ProfessionalId>(from, "id");
    out.blocked = text(from, "account") == "blocked";
    out.employment = each(from, "employment", [&](const json& e) {
        return Employment{id<OrganisationId>(e, "organisation"), period(e)};
    });
    out.teams = each(from, "teams", [&](const json& t) {
        return TeamMembership{id<TeamId>(t, "team"), period(t)};
    });
    out.roles = each(from, "roles", [&](const json& r) {
        return HeldRole{*word<Role>(r, "role"), id<OrganisationId>(r, "organisation"),
                        id<TeamId>(r, "team"), period(r)};
    });
    return out;
}

Member Reader::member(const json& from) const {
    Member out;
    out.id = id<MemberId>(from, "id");
    out.birth_date = *day(from, "birth_date");
    out.period = period(from);
    out.deceased_on = day(from, "deceased_on");
    out.custody = each(from, "custody", [&](const json& c) {
        return Custody{id<MemberId>(c, "holder"), period(c)};
    });
    out.custody_checked_on = day(from, "custody_checked_on");
    out.help = each(from, "help", [&](const json& h) {
        return Help{*word<Law>(h, "law"), period(h)};
    });
    out.capacity = each(from, "capacity", [&](const json& c) {
        return Capacity{*small_word<CapacityKind>(c, "kind", 3), id<MemberId>(c, "representative"),
                        period(c)};
    });
    out.relation = text(from, "relation");
    return out;
}

Ground Reader::ground(const json& from, bool& purpose_unknown, bool& domain_unknown) const {
    Ground out;
    out.id = id<GroundId>(from, "id");
    out.kind = *word<GroundKind>(from, "kind");
    out.deny = text(from, "effect") == "deny";
    out.members = ids<MemberId>(from, "members");
    out.given_by = ids<MemberId>(from, "given_by");
    out.given_at = instant(from, "given_at");
    out.organisation = id<OrganisationId>(from, "organisation");
    out.person = id<ProfessionalId>(from, "person");
    if (from.contains("purpose")) out.purpose = parse_word<Purpose>(text(from, "purpose"));
    purpose_unknown |= from.contains("purpose") && !out.purpose;
    out.life_domains = life_domains(from, domain_unknown);
    out.begin = instant(from, "begin");
    out.end = instant(from, "end");
    out.withdrawn_at = instant(from, "withdrawn_at");
    out.secrecy_ground = text(from, "secrecy_ground");
    out.reason = text(from, "reason");
    out.without_parents =
        small_word<WithoutParents>(from, "without_parents", 3).value_or(WithoutParents::no);
    if (from.contains("confidential")) out.confidential = from.at("confidential").get<bool>();
    out.evidence = small_word<Evidence>(from, "evidence", 5).value_or(Evidence::none);
    out.text_version = text(from, "text_version");
    return out;
}

Bar Reader::bar(const json& from) const {
    Bar out;
    bool unknown = false;
    out.members = ids<MemberId>(from, "members");
    out.organisation = id<OrganisationId>(from, "organisation");
    out.person = id<ProfessionalId>(from, "person");
    out.life_domains = life_domains(from, unknown);
    out.period = period(from);
    if (unknown) fail("unknown life domain in a bar");
    return out;
}

Case Reader::the_case(const json& from) const {
    Case out;
    out.id = id<CaseId>(from, "id");
    out.home_team = id<TeamId>(from, "home_team");
    out.home_organisation = id<OrganisationId>(from, "home_organisation");
    out.open = each(from, "open", period);
    out.pair = seats(from, "pair");
    out.participants = seats(from, "participants");
    return out;
}

Directory Reader::directory(const json& facts) const {
    Directory out;
    out.organisations = each(facts, "organisations", [&](const json& o) {
        return Organisation{id<OrganisationId>(o, "id"), *word<OrganisationKind>(o, "kind"),
                            period(o), text(o, "id")};
    });
    out.professionals =
        each(facts, "professionals", [&](const json& p) { return professional(p); });
    out.absences = each(facts, "absences", [&](const json& a) {
        return Absence{id<ProfessionalId>(a, "professional"), period(a)};
    });
    out.replacements = each(facts, "replacements", [&](const json& r) {
        return Replacement{id<ProfessionalId>(r, "absent"), id<ProfessionalId>(r, "replacement"),
                           period(r)};
    });
    out.covenants = each(facts, "covenants", [&](const json& c) { return covenant(*this, c); });
    const auto by_id = [](const auto& a, const auto& b) { return a.id < b.id; };
    std::stable_sort(out.covenants.begin(), out.covenants.end(), by_id);
    std::stable_sort(out.organisations.begin(), out.organisations.end(), by_id);
    std::stable_sort(out.professionals.begin(), out.professionals.end(), by_id);
    return out;
}

CaseFacts Reader::case_facts(const json& facts) const {
    CaseFacts out;
    if (facts.contains("case")) out.the_case = the_case(facts.at("case"));
    out.household = each(facts, "household", [&](const json& m) { return member(m); });
    out.outsiders = each(facts, "outsiders", [&](const json& o) {
        return Outsider{id<MemberId>(o, "id"), day(o, "deceased_on"), {}, {}};
    });
    bool purpose_unknown = false, domain_unknown = false;
    out.grounds = each(facts, "grounds",
                       [&](const json& g) { return ground(g, purpose_unknown, domain_unknown); });
    if (purpose_unknown || domain_unknown) fail("unknown word in a ground");
    out.bars = each(facts, "bars", [&](const json& b) { return bar(b); });
    out.guests = each(facts, "guests", [&](const json& g) { return guest(*this, g); });
    if (facts.contains("discussion"))
        out.discussion = Discussion{seats(facts.at("discussion"), "participants"),
                                    period(facts.at("discussion"))};
    if (facts.contains("signal")) out.signal = signal_facts(*this, facts.at("signal"));
    if (facts.contains("board")) out.board = board_facts(*this, facts.at("board"));
    out.coordinators =
        each(facts, "coordinators", [&](const json& c) { return coordinator(*this, c); });
    read_call_facts(*this, facts, out);
    return out;
}

Ask Reader::ask(const json& from) const {
    Ask out;
    out.as = parse_word<Role>(text(from, "as"));
    const bool guest_asks = out.as == Role::guest_family || out.as == Role::guest_partner ||
                            out.as == Role::guest_network;
    guest_asks ? void(out.guest = id<GuestId>(from, "who"))
               : void(out.who = id<ProfessionalId>(from, "who"));
    out.action = parse_word<Action>(text(from, "action"));
    if (from.contains("purpose")) out.purpose = parse_word<Purpose>(text(from, "purpose"));
    out.purpose_unknown = from.contains("purpose") && !out.purpose;
    out.about = ids<MemberId>(from, "about");
    out.life_domains = life_domains(from, out.life_domain_unknown);
    out.source_law = word<Law>(from, "source_law").value_or(Law::none);
    if (from.contains("record")) {
        out.record.emplace();
        out.record->ground =
            ground(from.at("record"), out.record->purpose_unknown, out.record->life_domain_unknown);
        out.record->ground.id = {};
    }
    out.pending = ids<MemberId>(from, "pending");
    out.target = id<GroundId>(from, "target");
    out.on_behalf_of = id<MemberId>(from, "on_behalf_of");
    if (from.contains("invitee")) {
        const json& i = from.at("invitee");
        out.invitee = Invitee{invitee_kind(text(i, "kind")), id<MemberId>(i, "person"),
                              id<ProfessionalId>(i, "who"), id<OrganisationId>(i, "organisation")};
    }
    if (from.contains("minutes")) out.minutes = from.at("minutes").get<int>();
    out.reason = text(from, "reason");
    out.organisation = id<OrganisationId>(from, "organisation");
    out.team = id<TeamId>(from, "team");
    out.identifiers = each(from, "identifiers", identifier);
    out.confirmed_harmless = from.value("confirmed_harmless", false);
    read_start_ask(*this, from, out);
    read_call_ask(*this, from, out);
    return out;
}

PolicyCase read_case(const json& from) {
    const Reader reader(from);
    PolicyCase out;
    out.id = text(from, "id");
    out.rules = from.at("rule").get<std::vector<std::string>>();
    out.story = text(from, "story");
    out.now = *instant(from, "now");
    out.directory = reader.directory(from.at("facts"));
    out.facts = reader.case_facts(from.at("facts"));
    out.ask = reader.ask(from.at("ask"));
    const json& expect = from.at("expect");
    out.expect.permit = text(expect, "decision") == "permit";
    out.expect.reason = text(expect, "reason");
    out.expect.tell = text(expect, "tell");
    const json& grounds = expect.at("ground");
    if (grounds.is_string()) out.expect.grounds = {grounds.get<std::string>()};
    if (grounds.is_array()) out.expect.grounds = grounds.get<std::vector<std::string>>();
    out.names = reader.names;
    return out;
}

}  // namespace

std::vector<PolicyCase> read_policy_cases(const std::string& path) {
    std::ifstream in(path);
    if (!in) fail("cannot open " + path);
    std::vector<PolicyCase> out;
    std::string line;
    for (int number = 1; std::getline(in, line); ++number) {
        if (line.empty()) continue;
        try {
            out.push_back(read_case(json::parse(line)));
            out.back().file = path.substr(path.rfind('/') + 1);
        } catch (const std::exception& problem) {
            fail(path + " line " + std::to_string(number) + ": " + problem.what());
        }
    }
    return out;
}

}  // namespace kortelijn::test_support
