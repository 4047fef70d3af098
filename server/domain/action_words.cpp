// Splits into words, takes the owners out, then the day at the end.
#include "domain/action_words.hpp"

#include <algorithm>
#include <array>

#include "domain/address.hpp"
#include "domain/day_words.hpp"

namespace kortelijn {
namespace {

using std::string_view;

constexpr std::size_t most_owners = 2;

std::vector<string_view> split(string_view text) {
    constexpr string_view blanks = " \t\r\n";
    std::vector<string_view> words;
    for (std::size_t at = text.find_first_not_of(blanks); at != string_view::npos;) {
        const std::size_t end = std::min(text.find_first_of(blanks, at), text.size());
        words.push_back(text.substr(at, end - at));
        at = text.find_first_not_of(blanks, end);
    }
    return words;
}

string_view without_punctuation(string_view word) {
    constexpr string_view marks = ".,;:!?()\"'";
    const std::size_t begin = word.find_first_not_of(marks);
    if (begin == string_view::npos) return {};
    return word.substr(begin, word.find_last_not_of(marks) - begin + 1);
}

std::string lower_case(string_view word) {
    std::string out(without_punctuation(word));
    for (char& c : out)
        if (c >= 'A' && c <= 'Z') c = char(c - 'A' + 'a');
    return out;
}

struct Named {
    std::vector<Owner> owners;  // all that fit equally well
    std::size_t words = 0;      // of the text that named them, the "@" included
};

// How many of `words` begin `name`: each whole, the last one perhaps the begin of a name's word.
std::size_t words_of_name(std::span<const std::string> words, string_view name, bool& whole) {
    const auto parts = folded_words(name);
    std::size_t best = 0;
    for (std::size_t first = 0; first < parts.size(); ++first) {
        std::size_t count = 0;
        while (count < words.size() && first + count < parts.size() &&
               words[count] == parts[first + count])
            ++count;
        if (count > best) best = count, whole = true;
    }
    if (best == 0 && words[0].size() >= 2 &&
        std::any_of(parts.begin(), parts.end(),
                    [&](const std::string& part) { return part.starts_with(words[0]); }))
        best = 1, whole = false;
    return best;
}

// The best: a whole word of a name before the begin of one, and the most words of the name.
Named owner_named(std::span<const std::string> words, std::span<const OwnerCandidate> candidates) {
    Named named;
    bool best_whole = false;
    for (const OwnerCandidate& candidate : candidates) {
        std::size_t count = 0;
        bool whole = false;
        for (const std::string& name : candidate.names) {
            bool this_whole = false;
            const std::size_t this_count = words_of_name(words, name, this_whole);
            if (std::pair(this_whole, this_count) > std::pair(whole, count))
                whole = this_whole, count = this_count;
        }
        if (count == 0 || std::pair(whole, count) < std::pair(best_whole, named.words)) continue;
        if (std::pair(whole, count) > std::pair(best_whole, named.words)) named.owners.clear();
        best_whole = whole, named.words = count;
        named.owners.push_back(candidate.owner);
    }
    return named;
}

// The words of a name after an "@": those that are letters only.
std::vector<std::string> name_after(std::span<const string_view> words) {
    std::vector<std::string> out;
    for (string_view word : words) {
        if (out.empty()) word.remove_prefix(1);
        const auto folded = folded_words(word);
        if (folded.empty()) break;
        out.push_back(folded[0]);
        if (folded.size() > 1 || without_punctuation(word).size() != word.size()) {
            for (std::size_t i = 1; i < folded.size(); ++i) out.push_back(folded[i]);
            break;
        }
    }
    return out;
}

class Reading {
public:
    Reading(string_view text, std::span<const OwnerCandidate> candidates)
        : candidates_(candidates), words_(split(text)) {}

    ReadAction read(Day today) {
        take_owners();
        take_day(today);
        for (const string_view word : kept_) {
            if (!action_.text.empty()) action_.text.push_back(' ');
            action_.text.append(word);
        }
        if (action_.owners.empty()) problem(ActionProblem::no_owner);
        if (action_.text.empty()) problem(ActionProblem::no_text);
        if (!action_.due) problem(ActionProblem::no_day);
        if (action_.due && *action_.due < today) problem(ActionProblem::in_the_past);
        std::sort(action_.problems.begin(), action_.problems.end());
        return std::move(action_);
    }

private:
    void problem(ActionProblem which) {
        auto& all = action_.problems;
        if (std::find(all.begin(), all.end(), which) == all.end()) all.push_back(which);
    }

    void take_owners() {
        for (std::size_t at = 0; at < words_.size();) {
            const std::span<const string_view> rest = std::span(words_).subspan(at);
            if (rest[0].size() < 2 || rest[0][0] != '@') {
                kept_.push_back(words_[at++]);
                continue;
            }
            at += take_owner(rest);
        }
    }

    // How many words it took.
    std::size_t take_owner(std::span<const string_view> rest) {
        const auto name = name_after(rest);
        const Named named = name.empty() ? Named{} : owner_named(name, candidates_);
        if (named.owners.empty()) {
            problem(ActionProblem::owner_unknown);
            kept_.push_back(rest[0]);
            return 1;
        }
        if (named.owners.size() > 1)
            problem(ActionProblem::owner_unclear);
        else if (std::find(action_.owners.begin(), action_.owners.end(), named.owners[0]) ==
                 action_.owners.end())
            add(named.owners[0]);
        std::size_t folded = 0, taken = 0;  // a word such as "de-wit" folds into two
        while (taken < rest.size() && folded < named.words)
            folded += std::max<std::size_t>(folded_words(rest[taken++]).size(), 1);
        return std::max<std::size_t>(taken, 1);
    }

    void add(Owner owner) {
        if (action_.owners.size() < most_owners)
            action_.owners.push_back(owner);
        else
            problem(ActionProblem::too_many_owners);
    }

    void take_day(Day today) {
        std::vector<std::string> lower;
        for (const string_view word : kept_) lower.push_back(lower_case(word));
        if (const auto found = day_at_end(lower, today)) {
            action_.due = found->day;
            kept_.resize(found->begin);
        } else if (const auto within = day_within(lower, today)) {
            action_.due = within->day;
        }
    }

    std::span<const OwnerCandidate> candidates_;
    std::vector<string_view> words_;
    std::vector<string_view> kept_;
    ReadAction action_;
};

}  // namespace

std::string_view to_text(ActionProblem problem) {
    static constexpr auto texts = std::to_array<string_view>(
        {"action.no_owner", "action.owner_unknown", "action.owner_unclear",
         "action.too_many_owners", "action.no_text", "action.no_day", "action.in_the_past"});
    return texts[std::size_t(problem)];
}

ReadAction read_action(std::string_view text, std::span<const OwnerCandidate> candidates,
                       Day today) {
    return Reading(text, candidates).read(today);
}

}  // namespace kortelijn
