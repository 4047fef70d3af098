// Fills the sentences of explain_words in. Names are put in as they are and never read as pattern.
#include "audit/explain.hpp"

#include "audit/explain_words.hpp"

namespace kortelijn::audit {
namespace {

// A code fits a row that names it, or a row ending in '.' or '_' that it begins with.
bool fits(std::string_view code, std::string_view row) {
    return code == row || ((row.ends_with('.') || row.ends_with('_')) && code.starts_with(row));
}

class Teller {
public:
    Teller(const Told& told, const LanguageWords& words, const StartWords& start,
           const CallWords& calls)
        : told_{told}, words_{words}, start_{start}, calls_{calls} {}

    Explained tell() const {
        const EventWords& row = find();
        if (told_.outcome == Outcome::ok) return {std::string{row.title}, fill(row.done)};
        const bool failed = told_.outcome == Outcome::failed;
        // A refused sign-in has a title of its own; it is not somebody asking for a case.
        const bool own = row.refused == row.done;
        const std::string_view title = own      ? row.title
                                       : failed ? words_.failed_title
                                                : words_.refused_title;
        return {std::string{title}, fill(row.refused) + ' ' + std::string{why()}};
    }

private:
    const EventWords& find() const {
        for (const EventForReason& row : words_.for_reason)
            if (row.words.event == told_.event && row.reason == told_.reason) return row.words;
        for (const auto words : {words_.events, start_.events, calls_.events})
            for (const EventWords& row : words)
                if (row.event == told_.event) return row;
        return told_.event.starts_with("admin.") ? words_.admin : words_.unknown;
    }

    std::string_view why() const {
        if (told_.outcome == Outcome::failed) return words_.failed;
        if (!told_.reason.empty())
            for (const auto words : {calls_.reasons, start_.reasons, words_.reasons})
                for (const ReasonWords& row : words)
                    if (fits(told_.reason, row.code)) return row.sentence;
        return told_.outcome == Outcome::refused_request ? words_.refused_request
                                                         : words_.refused_policy;
    }

    std::string actor(std::string_view unknown, std::string_view system,
                      std::string_view guest) const {
        std::string out{!told_.actor.empty() ? std::string_view{told_.actor}
                        : told_.by_guest     ? guest
                        : told_.by_system    ? system
                                             : unknown};
        if (!told_.organisation.empty()) (out += words_.of) += told_.organisation;
        if (!told_.on_behalf_of.empty()) (out += words_.on_behalf_of) += told_.on_behalf_of;
        return out;
    }

    std::string members() const {
        std::string out;
        for (std::size_t i = 0; i < told_.members.size(); ++i) {
            if (i > 0)
                out += i + 1 == told_.members.size() ? words_.conjunction : std::string_view{", "};
            out += told_.members[i];
        }
        return out;
    }

    std::string messages() const {
        if (!told_.count) return std::string{words_.messages_unknown};
        if (*told_.count == 1) return std::string{words_.message_one};
        return std::to_string(*told_.count) + std::string{words_.message_many};
    }

    // The last day something holds: ends are half-open and fall on local midnight.
    std::string last_day() const {
        if (!told_.until) return {};
        const CivilDate date = civil(amsterdam_day(*told_.until + -1));
        return std::to_string(date.day) + ' ' + std::string{words_.months[date.month - 1]} + ' ' +
               std::to_string(date.year);
    }

    std::string numbered(std::string_view some, std::string_view the) const {
        if (told_.case_number.empty()) return std::string{some};
        return std::string{the} + told_.case_number;
    }

    // Empty when unknown; the first six always have words.
    std::string value(std::string_view name) const {
        if (name == "actor")
            return actor(words_.somebody, start_.a_system_first, calls_.a_guest_first);
        if (name == "by") return actor(words_.someone, start_.a_system, calls_.a_guest);
        if (name == "who")
            return told_.professional_concerned.empty() ? std::string{words_.someone}
                                                        : told_.professional_concerned;
        if (name == "whom") return told_.professional_concerned;
        if (name == "person")
            return told_.members.empty() ? std::string{words_.a_member} : members();
        if (name == "case") return numbered(words_.a_case, words_.the_case);
        if (name == "room") return numbered(words_.a_room, words_.the_room);
        if (name == "number") return told_.case_number;
        if (name == "members") return members();
        if (name == "organisation") return told_.organisation_concerned;
        if (name == "grounds") return told_.grounds;
        if (name == "messages") return messages();
        if (name == "count") return told_.count ? std::to_string(*told_.count) : std::string{};
        if (name == "until") return last_day();
        return {};
    }

    std::string fill(std::string_view pattern) const {
        std::string out, part;
        bool optional = false, whole = true;
        for (std::size_t at = 0; at < pattern.size(); ++at) {
            const char c = pattern[at];
            if (c == '[') {
                optional = true, whole = true;
                part.clear();
            } else if (c == ']') {
                if (whole) out += part;
                optional = false;
            } else if (c == '{') {
                const std::size_t end = pattern.find('}', at);
                const std::string text = value(pattern.substr(at + 1, end - at - 1));
                whole = whole && !text.empty();
                (optional ? part : out) += text;
                at = end;
            } else {
                (optional ? part : out) += c;
            }
        }
        return out;
    }

    const Told& told_;
    const LanguageWords& words_;
    const StartWords& start_;
    const CallWords& calls_;
};

}  // namespace

Explained explain(const Told& told, Language language) {
    const bool dutch = language == Language::dutch;
    return Teller{told, dutch ? dutch_words() : english_words(),
                  dutch ? dutch_start_words() : english_start_words(),
                  dutch ? dutch_call_words() : english_call_words()}
        .tell();
}

}  // namespace kortelijn::audit
