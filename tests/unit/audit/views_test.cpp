// The views derived from entries: a table with NEN 7513's fields, FHIR AuditEvents and Consents.
// Our own table of what each AuditEvent must hold is stricter than FHIR's schema, and is held
// against every event of the list with every outcome.
#include <gtest/gtest.h>
#include <set>

#include <nlohmann/json.hpp>

#include "audit/balp.hpp"
#include "audit/consent_resource.hpp"
#include "audit/csv.hpp"
#include "audit/events.hpp"
#include "unit/audit/memory_log.hpp"

namespace kortelijn::audit {
namespace {

using Json = nlohmann::json;

EntryView view_of(const Draft& draft, std::uint64_t n = 17, std::set<std::size_t> erased = {}) {
    MemoryLog random;
    const Built built = build_entry(n, *parse_instant("2026-11-10T08:31:04.120Z"), draft, random);
    Disclosures texts;
    for (std::size_t i = 0; i < built.disclosures.size(); ++i)
        texts.push_back(erased.contains(i) ? std::nullopt
                                           : std::optional{built.disclosures[i].text});
    EntryView out;
    EXPECT_TRUE(read_view(built.leaf, texts, out));
    return out;
}

ActorValue sanne() {
    ActorValue actor;
    actor.professional = ProfessionalId{12};
    actor.organisation = OrganisationId{3};
    actor.role = "professional";
    actor.session = SessionId{44};
    actor.device = 7;
    actor.address = "192.0.2.10";
    return actor;
}

Draft reading(std::vector<MemberId> members = {MemberId{8}}) {
    Draft draft{"message.history", EntryAction::read, Outcome::ok, {0xAB}, {}, {}, {}};
    disclose(draft, sanne());
    disclose(draft, CaseValue{CaseId{5}, RoomId{6}, "26-0388"});
    ObjectValue object;
    object.ranges = {{4, 9}, {12, 12}};
    object.grounds = {31, 32};
    object.purpose = "cooperation,plan";
    disclose(draft, object, CaseId{5});
    disclose_members(draft, members, CaseId{5});
    return draft;
}

Json event_of(const EntryView& view) {
    std::string line;
    append_audit_event(line, view, "kortelijn.example/log");
    EXPECT_TRUE(line.ends_with("}\n"));
    EXPECT_EQ(line.find('\n'), line.size() - 1);
    return Json::parse(line);
}

std::string code_of(const Json& concept_) { return concept_["coding"][0]["code"]; }

// What every one must hold, whatever happened.
void expect_own_table(const Json& event, const EntryView& view) {
    EXPECT_EQ(event["resourceType"], "AuditEvent");
    EXPECT_EQ(event["id"], std::to_string(view.entry.n));
    EXPECT_EQ(std::string(event["recorded"]).size(), 24U);
    EXPECT_TRUE(std::string(event["recorded"]).ends_with("Z"));
    EXPECT_EQ(event["outcome"], std::to_string(unsigned(view.entry.outcome)));
    EXPECT_EQ(event.contains("outcomeDesc"), view.entry.outcome != Outcome::ok);
    EXPECT_GE(event["subtype"].size(), 1U);
    int requestors = 0;
    for (const Json& agent : event["agent"]) requestors += agent["requestor"] == true ? 1 : 0;
    EXPECT_EQ(requestors, 1) << event.dump();
    EXPECT_GE(event["entity"].size(), 1U);
    for (const Json& entity : event["entity"])
        EXPECT_FALSE(entity["what"].contains("display")) << "a name";
    EXPECT_EQ(event["source"]["site"], "kortelijn.example");
    if (!event.contains("meta")) return;
    const std::string profile = event["meta"]["profile"][0];
    const std::string name = profile.substr(profile.rfind('.') + 1);
    int patients = 0, data = 0, networks = 0;
    for (const Json& entity : event["entity"]) {
        patients += entity["type"]["code"] == "1" ? 1 : 0;
        data += entity["type"]["code"] == "2" ? 1 : 0;
    }
    for (const Json& agent : event["agent"]) networks += agent.contains("network") ? 1 : 0;
    EXPECT_EQ(networks, 2) << "server and client both, and nobody else";
    if (name == "AuthZconsent") {
        EXPECT_EQ(event["action"], "E");
        EXPECT_EQ(patients, 1);
        EXPECT_EQ(data, 0);
        return;
    }
    EXPECT_EQ(event["outcome"], "0") << "these profiles are of what succeeded";
    EXPECT_EQ(data, 1);
    EXPECT_EQ(patients, name.starts_with("Patient") ? 1 : 0);
    EXPECT_EQ(std::string(event["subtype"][0]["code"]), name.ends_with("Read")     ? "read"
                                                        : name.ends_with("Create") ? "create"
                                                                                   : "update");
}

TEST(AuditEvent, of_a_read_names_who_what_why_and_on_which_grounds) {
    const EntryView view = view_of(reading());
    const Json event = event_of(view);
    expect_own_table(event, view);
    EXPECT_EQ(event["meta"]["profile"][0],
              "https://profiles.ihe.net/ITI/BALP/StructureDefinition/IHE.BasicAudit.PatientRead");
    EXPECT_EQ(event["type"]["code"], "rest");
    EXPECT_EQ(event["action"], "R");
    EXPECT_EQ(event["recorded"], "2026-11-10T08:31:04.120Z");
    ASSERT_EQ(event["agent"].size(), 4U);
    EXPECT_EQ(code_of(event["agent"][0]["type"]), "110153") << "of a read the server is the source";
    EXPECT_EQ(code_of(event["agent"][1]["type"]), "110152");
    EXPECT_EQ(event["agent"][1]["network"]["address"], "192.0.2.10");
    const Json& user = event["agent"][2];
    EXPECT_EQ(code_of(user["type"]), "IRCP");
    EXPECT_EQ(user["who"]["identifier"]["value"], "12");
    EXPECT_EQ(user["policy"],
              Json::parse(R"(["urn:kortelijn:ground:31","urn:kortelijn:ground:32"])"));
    ASSERT_EQ(user["purposeOfUse"].size(), 2U) << "each purpose by itself";
    EXPECT_EQ(user["purposeOfUse"][0]["coding"][0]["code"], "CAREMGT");
    EXPECT_EQ(user["purposeOfUse"][1]["coding"][1]["code"], "plan");
    EXPECT_EQ(code_of(event["agent"][3]["type"]), "PROV");
    ASSERT_EQ(event["entity"].size(), 3U);
    EXPECT_EQ(event["entity"][0]["what"]["identifier"]["value"], "8");
    EXPECT_EQ(event["entity"][1]["what"]["identifier"]["value"], "case/5/room/6");
    EXPECT_EQ(event["entity"][1]["detail"][0]["valueString"], "4-9");
    EXPECT_EQ(event["entity"][2]["what"]["identifier"]["value"],
              "ab000000000000000000000000000000");
}

TEST(AuditEvent, claims_no_profile_whose_demands_it_does_not_meet) {
    EXPECT_FALSE(event_of(view_of(reading({MemberId{8}, MemberId{9}}))).contains("meta"))
        << "two patients";
    Draft elsewhere = reading();
    ActorValue nowhere = sanne();
    nowhere.address.clear();
    elsewhere.disclosures[0].value_json = to_json(nowhere);
    EXPECT_FALSE(event_of(view_of(elsewhere)).contains("meta")) << "no address of the client";
    Draft refused = reading();
    refused.outcome = Outcome::refused_request;
    EXPECT_FALSE(event_of(view_of(refused)).contains("meta"));
}

TEST(AuditEvent, of_a_refusal_is_a_decision_on_consent) {
    Draft draft = reading();
    draft.outcome = Outcome::refused_policy;
    ObjectValue object;
    object.reason = "ground.none";
    object.grounds = {31};
    draft.disclosures[2].value_json = to_json(object);
    const EntryView view = view_of(draft);
    const Json event = event_of(view);
    expect_own_table(event, view);
    EXPECT_EQ(event["type"]["code"], "110113");
    EXPECT_EQ(event["subtype"][0]["code"], "AuthZ-Consent");
    EXPECT_EQ(event["outcomeDesc"], "ground.none");
    EXPECT_EQ(event["entity"][1]["type"]["code"], "Consent");
    EXPECT_EQ(event["meta"]["tag"][0]["code"], "ab000000000000000000000000000000");
}

TEST(AuditEvent, of_what_was_erased_says_that_somebody_did_it_and_not_who) {
    const EntryView view = view_of(reading(), 17, {0, 1, 3});
    const Json event = event_of(view);
    expect_own_table(event, view);
    EXPECT_EQ(event.dump().find("192.0.2.10"), std::string::npos);
    EXPECT_NE(event.dump().find("data-absent-reason"), std::string::npos);
}

TEST(AuditEvent, of_every_event_with_every_outcome_keeps_our_own_table) {
    for (const EventInfo& info : events())
        for (const Outcome outcome :
             {Outcome::ok, Outcome::refused_request, Outcome::refused_policy, Outcome::failed})
            for (int with = 0; with < 3; ++with) {
                if (info.name == erasure_event) continue;
                Draft draft = with == 0 ? Draft{}
                                        : reading(with == 1 ? std::vector{MemberId{8}}
                                                            : std::vector<MemberId>{});
                draft.event = info.name;
                draft.action = info.action;
                draft.outcome = outcome;
                const EntryView view = view_of(draft);
                SCOPED_TRACE(std::string(info.name) + " " + std::to_string(unsigned(outcome)));
                expect_own_table(event_of(view), view);
            }
}

TEST(Csv, has_nen_7513s_columns_and_a_line_for_an_entry) {
    std::string line;
    append_csv_line(line, view_of(reading()));
    EXPECT_EQ(line,
              "17,2026-11-10T08:31:04.120Z,message.history,R,0,12,3,professional,,7,case:5 room:6 "
              "range:4-9 range:12 member:8,"
              "\"cooperation,plan\",31 "
              "32,ja,ja,onbekend,nee,,ab000000000000000000000000000000,192.0.2.10,\r\n");
    const std::string header{csv_header()};
    EXPECT_EQ(std::count(header.begin(), header.end(), ','), 20);
    EXPECT_EQ(header.rfind("n,t,event,actie,uitkomst,wie_id", 0), 0U);
}

TEST(Csv, says_what_was_erased) {
    std::string line;
    append_csv_line(line, view_of(reading(), 17, {0, 1, 2, 3}));
    EXPECT_EQ(line,
              "17,2026-11-10T08:31:04.120Z,message.history,R,0,gewist,gewist,gewist,gewist,,gewist,"
              ",,ja,onbekend,"
              "onbekend,onbekend,,ab000000000000000000000000000000,,\r\n");
}

TEST(Csv, a_cell_never_runs_as_a_formula_and_never_ends_a_line) {
    const std::pair<const char*, const char*> cells[] = {{"", ""},
                                                         {"a", "a"},
                                                         {"a,b", "\"a,b\""},
                                                         {"a\"b", "\"a\"\"b\""},
                                                         {"a\r\nb", "\"a\r\nb\""},
                                                         {"=1+1", "'=1+1"},
                                                         {"+1", "'+1"},
                                                         {"-1", "'-1"},
                                                         {"@x", "'@x"},
                                                         {"\tx", "'\tx"},
                                                         {"=a,b", "\"'=a,b\""}};
    for (const auto& [text, cell] : cells) {
        std::string out;
        append_csv_cell(out, text);
        EXPECT_EQ(out, cell);
    }
}

TEST(Checks, as_recorded_win_over_what_is_derived) {
    Draft draft = reading();
    draft.disclosures[2].value_json =
        R"({"grounds":[31],"checks":"ac","policy":"0a1b2c3d","new":{"x":[1]}})";
    const EntryView view = view_of(draft);
    EXPECT_EQ(view.checks, (Checks{Checked::yes, Checked::no, Checked::yes, Checked::no}));
    EXPECT_EQ(view.policy, "0a1b2c3d");
}

TEST(Checks, of_an_emergency_are_seen_in_table_and_event) {
    Draft draft = reading();
    ObjectValue object;
    object.ground_kind = "vital_interest";
    draft.event = "ground.record";
    draft.disclosures[2].value_json = to_json(object);
    const EntryView view = view_of(draft);
    EXPECT_EQ(view.checks.emergency, Checked::yes);
    EXPECT_EQ(view.checks.consent, Checked::no);
    EXPECT_EQ(event_of(view)["subtype"][1]["code"], "110127");
}

Ground some_ground() {
    Ground ground;
    ground.id = GroundId{31};
    ground.members = {MemberId{8}, MemberId{9}};
    ground.given_by = {MemberId{8}};
    ground.given_at = ground.begin = *parse_instant("2026-03-03T10:00:00Z");
    ground.end = *parse_instant("2026-06-03T22:00:00Z");
    ground.organisation = OrganisationId{3};
    ground.purpose = Purpose::cooperation;
    ground.life_domains.add(LifeDomain::finances);
    ground.evidence = Evidence::spoken;
    ground.text_version = "2026-1";
    ground.reason = "words that somebody wrote";
    return ground;
}

TEST(ConsentResource, is_one_per_person_and_holds_what_was_agreed_and_no_words_of_people) {
    const Ground ground = some_ground();
    std::string lines;
    append_consents(lines,
                    {&ground, OrganisationId{1}, false, *parse_instant("2026-04-01T00:00:00Z")});
    EXPECT_EQ(std::count(lines.begin(), lines.end(), '\n'), 2);
    EXPECT_EQ(lines.find("words that"), lines.npos);
    const Json one = Json::parse(lines.substr(0, lines.find('\n')));
    EXPECT_EQ(one["status"], "active");
    EXPECT_EQ(one["patient"]["identifier"]["value"], "8");
    EXPECT_EQ(one["performer"][0]["identifier"]["value"], "8");
    EXPECT_EQ(one["category"][0]["coding"][0]["code"], "59284-0");
    EXPECT_EQ(one["category"][1]["coding"][0]["code"], "consent");
    EXPECT_EQ(one["provision"]["type"], "deny");
    const Json& permit = one["provision"]["provision"][0];
    EXPECT_EQ(permit["type"], "permit");
    EXPECT_EQ(permit["period"]["end"], "2026-06-03T22:00:00.000Z");
    EXPECT_EQ(permit["actor"][0]["reference"]["identifier"]["value"], "3");
    EXPECT_EQ(permit["purpose"][0]["code"], "CAREMGT");
    EXPECT_EQ(permit["securityLabel"][0]["code"], "finances");
}

TEST(ConsentResource, that_ended_was_withdrawn_waits_or_is_a_no_says_so) {
    Ground ground = some_ground();
    const auto status = [&](bool pending, const char* now) {
        std::string lines;
        append_consents(lines, {&ground, {}, pending, *parse_instant(now)});
        return std::string(Json::parse(lines.substr(0, lines.find('\n')))["status"]);
    };
    EXPECT_EQ(status(false, "2026-06-03T21:59:59Z"), "active");
    EXPECT_EQ(status(false, "2026-06-03T22:00:00Z"), "inactive");
    EXPECT_EQ(status(true, "2026-04-01T00:00:00Z"), "proposed");
    ground.id = {};
    std::string waiting;
    append_consents(waiting, {&ground, {}, true, {}});
    EXPECT_EQ(waiting.find("identifier\":[{\"system\":\"urn:kortelijn:ground\""), waiting.npos);
    ground.deny = true;
    EXPECT_EQ(status(false, "2026-04-01T00:00:00Z"), "rejected");
    ground.withdrawn_at = *parse_instant("2026-04-01T00:00:00Z");
    EXPECT_EQ(status(false, "2026-05-01T00:00:00Z"), "inactive");
}

}  // namespace
}  // namespace kortelijn::audit
