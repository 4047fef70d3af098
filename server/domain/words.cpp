// One table of texts per word list; the position in the table is the value.
#include "domain/words.hpp"

#include <array>
#include <cstddef>

namespace kortelijn {
namespace {

using std::string_view;

template <class Word>
struct Table;

#define KORTELIJN_WORDS(Word, ...)                                               \
    template <>                                                                  \
    struct Table<Word> {                                                         \
        static constexpr auto texts = std::to_array<string_view>({__VA_ARGS__}); \
    };                                                                           \
    string_view text_of(Word word) { return Table<Word>::texts[std::size_t(word)]; }

KORTELIJN_WORDS(OrganisationKind, "municipality", "welfare", "mee", "ggd", "youth_care",
                "addiction_care", "debt_bank", "housing", "school", "gp", "police", "gi",
                "veilig_thuis", "child_protection_board", "utility", "insurer", "other")
KORTELIJN_WORDS(Purpose, "cooperation", "daily_start", "consult", "call", "plan", "reporting_code",
                "emergency")
KORTELIJN_WORDS(LifeDomain, "safety", "parenting", "development", "health", "mental_health",
                "addiction", "housing", "finances", "work", "school", "social_network", "practical")
KORTELIJN_WORDS(Law, "none", "jeugdwet", "wmo", "participatiewet", "wgs")
KORTELIJN_WORDS(Role, "professional", "team_leader", "privacy_officer_organisation",
                "privacy_officer_collaboration", "organisation_admin", "server_admin",
                "guest_family", "guest_partner")
KORTELIJN_WORDS(GroundKind, "consent", "statutory_task", "reporting_code", "vital_interest")
KORTELIJN_WORDS(WithoutParents, "no", "prevent_serious_harm", "considered_wish")
KORTELIJN_WORDS(CapacityKind, "curatele", "mentorschap", "incapable")
KORTELIJN_WORDS(Evidence, "none", "spoken", "paper", "in_call", "guest_link")
KORTELIJN_WORDS(Action, "message.read", "message.post", "attachment.read", "attachment.add",
                "call.join", "case.exists", "case.open", "member.list", "ground.read", "ground.end",
                "ground.record", "invite", "household.change", "case.close", "case.reopen",
                "followup.record", "case.create", "anonymous.post", "anonymous.read",
                "emergency.open", "audit.search", "subject.report", "ground.review", "admin.manage",
                "summary.read")
#undef KORTELIJN_WORDS

}  // namespace

string_view to_text(OrganisationKind w) { return text_of(w); }
string_view to_text(Purpose w) { return text_of(w); }
string_view to_text(LifeDomain w) { return text_of(w); }
string_view to_text(Law w) { return text_of(w); }
string_view to_text(Role w) { return text_of(w); }
string_view to_text(GroundKind w) { return text_of(w); }
string_view to_text(WithoutParents w) { return text_of(w); }
string_view to_text(CapacityKind w) { return text_of(w); }
string_view to_text(Evidence w) { return text_of(w); }
string_view to_text(Action w) { return text_of(w); }

template <class Word>
std::optional<Word> parse_word(string_view text) {
    const auto& texts = Table<Word>::texts;
    for (std::size_t i = 0; i < texts.size(); ++i)
        if (texts[i] == text) return Word(i);
    return std::nullopt;
}

template std::optional<OrganisationKind> parse_word(string_view);
template std::optional<Purpose> parse_word(string_view);
template std::optional<LifeDomain> parse_word(string_view);
template std::optional<Law> parse_word(string_view);
template std::optional<Role> parse_word(string_view);
template std::optional<GroundKind> parse_word(string_view);
template std::optional<WithoutParents> parse_word(string_view);
template std::optional<CapacityKind> parse_word(string_view);
template std::optional<Evidence> parse_word(string_view);
template std::optional<Action> parse_word(string_view);

}  // namespace kortelijn
