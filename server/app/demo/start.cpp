// The acts of some six weeks, in order of time.
#include "app/demo/start.hpp"

#include <algorithm>
#include <stdexcept>

#include "app/demo/stage.hpp"
#include "domain/calendar.hpp"
#include "writer.hpp"

namespace kortelijn::demo {
namespace {

// A household number far from the summer's, so that no address is the same.
constexpr int first_household = 900;
// Of a signal whose term of 28 days ends on the day after today.
constexpr int near_term_days = 27;
constexpr std::size_t rent = 0, energy = 1;  // of Signals::covenants

Day working_day_before(Day day, int days) {
    for (; days > 0; --days) do
            --day.number;
        while (!is_working_day(day));
    return day;
}

Instant at(Day day, int hour, int minute) {
    return amsterdam_midnight(day) + hour * hour_ms + minute * minute_ms;
}

class Prelude {
public:
    Prelude(Inside& inside, store::Store& store, const Cast& cast, const Signals& signals,
            const Calendar& calendar, CaseId kastanje)
        : inside_(inside),
          store_(store),
          cast_(cast),
          signals_(signals),
          closed_(kastanje_closed(calendar)),
          today_(calendar.today()),
          kastanje_(kastanje) {}

    void live() {
        const Day near_term{today_.number - near_term_days};
        const Day opened = working_day_before(today_, 12);
        inside_.set(closed_);
        close_kastanje();
        inside_.run();
        inside_.set(at(near_term, 10, 5));
        send(rent, 0, 3);
        inside_.run();
        inside_.set(at(opened, 11, 20));
        open_case();
        inside_.run();
        promise_and_postpone();
        last_start();
        last_afternoon();
    }

private:
    void close_kastanje() {
        protocol::Writer w(256);
        w.object().field("case", kastanje_).field("outcome", "goals_met");
        w.field("note", "Mevrouw Hofstra redt zich, met een eettafel en een buurjongen.");
        inside_.ask(cast_.of(Who::peter), "case.close",
                    w.field("follow_up", today_).end_object().take());
    }

    void promise_and_postpone() {
        const Day eve = working_day_before(today_, 1), agreed = working_day_before(today_, 4);
        inside_.set(at(working_day_before(today_, 6), 15, 45));
        promise("samen naar het spreekuur van de woningbouw", agreed,
                [this](const std::string& made) { visit_ = id_in(made, "action"); });
        inside_.run();
        inside_.set(at(agreed, 16, 10));
        postpone(working_day_before(today_, 3), "Het spreekuur was vol.");
        inside_.run();
        inside_.set(at(working_day_before(today_, 3), 16, 40));
        postpone(working_day_before(today_, 2), "Wim was ziek.");
        promise("belt de gemeente over de bijzondere bijstand", eve);
        inside_.run();
    }

    void postpone(Day due, std::string_view reason) {
        protocol::Writer w(128);
        w.object().field("action", visit_).field("due", due).field("reason", reason);
        inside_.ask(cast_.of(Who::ricardo), "action.postpone", w.end_object().take());
    }

    // Nobody reached Vlier, and nobody ended it: today's opening carries that over.
    void last_start() {
        const Day eve = working_day_before(today_, 1);
        inside_.set(at(working_day_before(today_, 2), 16, 30));
        put_on("Vlier", Who::joris, eve);
        inside_.run();
        inside_.set(at(eve, 8, 30));
        ask_of_sanne("board.open",
                     [&](protocol::Writer& w) { w.field("team", cast_.north).field("day", eve); });
        const auto vlier = find("Vlier", Who::joris);
        for (const store::AgendaItem& item : store_.items(board(eve).id))
            if (item.of_case != vlier) move(eve, item.id);
        move(eve, {});
    }

    void move(Day day, ItemId to) {
        ask_of_sanne("board.move", [&](protocol::Writer& w) {
            w.field("board", board(day).id);
            if (to) w.field("to", to);
            w.field("expected_version", board(day).version);
        });
    }

    store::BoardRecord board(Day day) const { return store_.board(cast_.north, day).value(); }

    template <class Fields>
    void ask_of_sanne(std::string_view method, Fields fields) {
        protocol::Writer w(128);
        fields(w.object());
        inside_.ask(cast_.of(Who::sanne), method, w.end_object().take());
        inside_.run();
    }

    void last_afternoon() {
        const Day eve = working_day_before(today_, 1);
        inside_.set(at(eve, 14, 10));
        send(rent, 1, 6);
        inside_.run();
        inside_.set(at(eve, 15, 20));
        send(energy, 2, 4);
        inside_.run();
        inside_.set(at(eve, 16, 25));
        put_on("Meidoorn", Who::joris, today_);
        put_on("Esdoorn", Who::fatma, today_);
        inside_.run();
    }

    void send(std::size_t covenant, int household, int which) {
        const DemoCovenant& of = signals_.covenants[covenant];
        household += first_household;
        const SignalText said = signal_text(of.kind, household, 3, which);
        inside_.queue(signal_task(of, cast_.north, said, "start-" + std::to_string(household)));
    }

    // Sole inhabitant; says yes to the pair's organisations for all of it, and to three others for
    // what the start is about.
    void open_case() {
        protocol::Writer w(2048);
        w.object().field("team", cast_.north).field("label", "Populier");
        w.field("neighbourhood", "Noord");
        w.key("pair").array().value(cast_.of(Who::aylin)).value(cast_.of(Who::ricardo)).end_array();
        w.key("household").array().object();
        w.field("ref", "m1").field("name", "Wim Zijlstra").field("relation", "bewoner");
        w.field("birth_date", *day_of({1971, 3, 14}));
        w.key("help").array().value("wmo").end_array().end_object().end_array();
        w.key("grounds").array();
        for (const Org pair : {Org::mee, Org::addiction_care}) {
            consent(w, pair, "cooperation", {"practical", "addiction", "social_network"});
            consent(w, pair, "daily_start", {"practical", "addiction", "social_network"});
        }
        for (const Org other : {Org::welfare, Org::debt_bank, Org::municipality})
            consent(w, other, "daily_start", {"practical"});
        w.end_array().end_object();
        inside_.ask(cast_.of(Who::aylin), "case.create", w.take(),
                    [this](const std::string& made) { populier_ = id_in(made, "case"); });
    }

    void consent(protocol::Writer& w, Org organisation, const char* purpose,
                 std::initializer_list<const char*> life_domains) {
        w.object().field("kind", "consent");
        w.key("members").array().value("m1").end_array();
        w.key("given_by").array().value("m1").end_array();
        w.field("organisation", cast_.of(organisation)).field("purpose", purpose);
        w.key("life_domains").array();
        for (const char* one : life_domains) w.value(one);
        w.end_array();
        w.field("given_at", inside_.now()).field("begin", inside_.now());
        w.field("end", amsterdam_midnight(Day{today_.number + 120}));
        w.field("evidence", "spoken").field("text_version", "2026-1").end_object();
    }

    void promise(std::string_view text, Day due, Inside::Then then = {}) {
        protocol::Writer w(256);
        w.object().field("case", populier_).field("text", text);
        w.key("owners").array().object();
        w.field("kind", "professional").field("id", cast_.of(Who::ricardo));
        w.end_object().end_array().field("due", due);
        w.key("life_domains").array().value("practical").end_array().end_object();
        inside_.ask(cast_.of(Who::aylin), "action.make", w.take(), std::move(then));
    }

    CaseId find(std::string_view label, Who carrier) const {
        for (const CaseId id : store_.cases_around(cast_.of(carrier), {})) {
            const auto record = store_.load_case(id);
            if (record && record->label == label) return id;
        }
        throw std::logic_error("the demo has no case " + std::string(label));
    }

    void put_on(std::string_view label, Who by, Day day) {
        protocol::Writer w(96);
        w.object().field("team", cast_.north).field("case", find(label, by)).field("day", day);
        inside_.ask(cast_.of(by), "agenda.put", w.end_object().take());
    }

    Inside& inside_;
    store::Store& store_;
    const Cast& cast_;
    const Signals& signals_;
    const Instant closed_;
    const Day today_;
    const CaseId kastanje_;
    std::int64_t populier_ = 0;
    std::int64_t visit_ = 0;
};

}  // namespace

Instant story_begin(const Calendar& calendar) {
    return amsterdam_midnight(amsterdam_day(kastanje_closed(calendar)));
}

void live_towards_start(Inside& inside, store::Store& store, const Cast& cast,
                        const Signals& signals, const Calendar& calendar, CaseId kastanje) {
    Prelude(inside, store, cast, signals, calendar, kastanje).live();
}

}  // namespace kortelijn::demo
