// Makes a differing question smaller: every list gets shorter while the difference stays.
#include "dump.hpp"

namespace kortelijn::oracle {
namespace {

// One attempt: change a copy, keep it when the two still differ.
struct Shrinker {
    Question& best;
    const std::function<bool(const Question&)>& still_differs;
    bool smaller = false;

    template <class Change>
    bool attempt(Change change) {
        Question trial = best;
        change(trial);
        if (!still_differs(trial)) return false;
        best = std::move(trial);
        return smaller = true;
    }

    // `list` finds a vector inside a question.
    template <class Find>
    void shorten(Find list) {
        for (std::size_t i = list(best).size(); i-- > 0;)
            attempt([&](Question& trial) {
                auto& all = list(trial);
                all.erase(all.begin() + std::ptrdiff_t(i));
            });
    }

    // A period, an optional: to nothing, when there is something.
    template <class Find>
    void clear(Find part) {
        auto& now_there = part(best);
        if (now_there != std::remove_reference_t<decltype(now_there)>{})
            attempt([&](Question& trial) { part(trial) = {}; });
    }
};

#define OF(path) \
    [&](Question & q) -> auto& { return q.path; }

void shrink_directory(Shrinker& s) {
    s.shorten(OF(directory.professionals));
    s.shorten(OF(directory.organisations));
    s.shorten(OF(directory.absences));
    s.shorten(OF(directory.replacements));
    s.shorten(OF(directory.covenants));
    for (std::size_t i = 0; i < s.best.directory.professionals.size(); ++i) {
        s.shorten(OF(directory.professionals[i].employment));
        s.shorten(OF(directory.professionals[i].teams));
        s.shorten(OF(directory.professionals[i].roles));
        for (std::size_t k = 0; k < s.best.directory.professionals[i].employment.size(); ++k)
            s.clear(OF(directory.professionals[i].employment[k].period));
        for (std::size_t k = 0; k < s.best.directory.professionals[i].roles.size(); ++k)
            s.clear(OF(directory.professionals[i].roles[k].period));
        for (std::size_t k = 0; k < s.best.directory.professionals[i].teams.size(); ++k)
            s.clear(OF(directory.professionals[i].teams[k].period));
    }
    for (std::size_t i = 0; i < s.best.directory.organisations.size(); ++i)
        s.clear(OF(directory.organisations[i].period));
}

void shrink_household(Shrinker& s) {
    s.shorten(OF(facts.household));
    s.shorten(OF(facts.outsiders));
    for (std::size_t i = 0; i < s.best.facts.household.size(); ++i) {
        s.shorten(OF(facts.household[i].custody));
        s.shorten(OF(facts.household[i].help));
        s.shorten(OF(facts.household[i].capacity));
        s.clear(OF(facts.household[i].period));
        s.clear(OF(facts.household[i].deceased_on));
        s.clear(OF(facts.household[i].custody_checked_on));
        for (std::size_t k = 0; k < s.best.facts.household[i].custody.size(); ++k)
            s.clear(OF(facts.household[i].custody[k].period));
        for (std::size_t k = 0; k < s.best.facts.household[i].help.size(); ++k)
            s.clear(OF(facts.household[i].help[k].period));
        for (std::size_t k = 0; k < s.best.facts.household[i].capacity.size(); ++k)
            s.clear(OF(facts.household[i].capacity[k].period));
    }
}

void shrink_grounds(Shrinker& s) {
    s.shorten(OF(facts.grounds));
    s.shorten(OF(facts.bars));
    s.shorten(OF(facts.guests));
    s.clear(OF(ask.target));
    s.clear(OF(ask.on_behalf_of));
    s.shorten(OF(ask.about));
    s.clear(OF(ask.life_domains));
    for (std::size_t i = 0; i < s.best.facts.grounds.size(); ++i) {
        s.shorten(OF(facts.grounds[i].members));
        s.shorten(OF(facts.grounds[i].given_by));
        s.clear(OF(facts.grounds[i].withdrawn_at));
        s.clear(OF(facts.grounds[i].person));
        s.clear(OF(facts.grounds[i].without_parents));
    }
    for (std::size_t i = 0; i < s.best.facts.bars.size(); ++i) {
        s.shorten(OF(facts.bars[i].members));
        s.clear(OF(facts.bars[i].period));
    }
    if (s.best.ask.record) {
        s.shorten(OF(ask.record->ground.members));
        s.shorten(OF(ask.record->ground.given_by));
    }
    s.shorten(OF(ask.pending));
    s.shorten(OF(ask.agreed_by));
    s.shorten(OF(facts.coordinators));
    if (s.best.facts.board) s.shorten(OF(facts.board->present));
    s.shorten(OF(ask.experts));
    if (s.best.facts.consult) s.shorten(OF(facts.consult->asked));
    if (s.best.facts.call) s.shorten(OF(facts.call->participants));
}

void shrink_case(Shrinker& s) {
    if (!s.best.facts.the_case) return;
    s.shorten(OF(facts.the_case->pair));
    s.shorten(OF(facts.the_case->participants));
    s.shorten(OF(facts.the_case->open));
    for (std::size_t i = 0; i < s.best.facts.the_case->pair.size(); ++i)
        s.clear(OF(facts.the_case->pair[i].period));
    for (std::size_t i = 0; i < s.best.facts.the_case->participants.size(); ++i)
        s.clear(OF(facts.the_case->participants[i].period));
}

#undef OF

}  // namespace

Question shrink(Question question, const std::function<bool(const Question&)>& still_differs) {
    Shrinker shrinker{question, still_differs};
    if (question.facts.discussion)
        shrinker.attempt([](Question& trial) { trial.facts.discussion.reset(); });
    if (question.facts.signal)
        shrinker.attempt([](Question& trial) { trial.facts.signal.reset(); });
    if (question.facts.board) shrinker.attempt([](Question& trial) { trial.facts.board.reset(); });
    if (question.facts.consult)
        shrinker.attempt([](Question& trial) { trial.facts.consult.reset(); });
    if (question.facts.call) shrinker.attempt([](Question& trial) { trial.facts.call.reset(); });
    do {
        shrinker.smaller = false;
        shrink_grounds(shrinker);
        shrink_household(shrinker);
        shrink_directory(shrinker);
        shrink_case(shrinker);
    } while (shrinker.smaller);
    return question;
}

}  // namespace kortelijn::oracle
