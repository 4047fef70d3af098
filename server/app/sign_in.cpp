// One attempt: look up (core), hash (pool), decide and record (core).
#include "app/sign_in.hpp"

#include <algorithm>
#include <sodium.h>

#include "app/tokens.hpp"
#include "app/totp.hpp"

namespace kortelijn::app {

using commands::Change;
using commands::World;

struct SignIn::Judging {
    Attempt attempt;
    Done done;
    std::string account_key;
    std::string address_key;
    std::optional<store::Account> account;
    bool passphrase_right = false;
    std::optional<std::int64_t> step;  // of the code, when it is right
    std::string token;
};

std::string plain_email(std::string_view typed) {
    while (!typed.empty() && typed.front() == ' ') typed.remove_prefix(1);
    while (!typed.empty() && typed.back() == ' ') typed.remove_suffix(1);
    std::string out(typed);
    for (char& c : out)
        if (c >= 'A' && c <= 'Z') c = char(c - 'A' + 'a');
    return out;
}

core::Task refused_task(std::string_view event, const std::string& address,
                        const std::string& name) {
    core::Task task;
    task.event = event;
    task.actor.name = name;
    task.actor.address = address;
    task.effect = [](store::Store&, World&, Instant) -> Result<Change> {
        return refuse("signin.wait");
    };
    return task;
}

std::string SessionMaker::draw_token() {
    const std::scoped_lock lock(mutex_);
    return new_token(random_);
}

void SessionMaker::make(store::Store& store, Change& change, ProfessionalId who,
                        const std::string& token, const Origin& from, Instant now) {
    core::Sessions& sessions = engine_.pipeline().sessions();
    if (!from.old_token.empty())
        if (const auto old = sessions.find_by_token(token_hash(from.old_token)))
            change.ended_sessions.push_back(old->id);
    const auto theirs = sessions.of(who);  // oldest first
    for (std::size_t i = 0; i + max_sessions_per_person <= theirs.size(); ++i)
        change.ended_sessions.push_back(theirs[i].id);
    store::Session session;
    session.token_hash = token_hash(token);
    session.professional = who;
    session.device_words = from.device_words;
    session.address_hint = address_hint(from.address);
    session.begun_at = session.last_at = now;
    session.ends_at = now + sessions.limits().absolute_ms;
    session.id = store.add_session(session);
    change.after = [&sessions, session](World&) { sessions.add(session); };
}

void SignIn::login(Attempt attempt, Done done) {
    auto it = std::make_shared<Judging>();
    attempt.email = plain_email(attempt.email);
    it->account_key = token_hash(attempt.email);
    it->address_key = address_key(attempt.from.address);
    const auto verdict = throttle_.begin(it->account_key, it->address_key, clock_.now());
    if (verdict.wait_ms > 0) return told_to_wait(attempt, verdict, done);
    it->attempt = std::move(attempt);
    it->done = std::move(done);
    look_up(std::move(it));
}

void SignIn::told_to_wait(const Attempt& attempt, const Throttle::Verdict& verdict,
                          const Done& done) {
    if (verdict.record) record_wait(attempt.email, attempt.from.address);
    Refusal wait = refuse("signin.wait");
    wait.amount = (verdict.wait_ms + 999) / 1000;
    done(std::move(wait));
}

// Whose name was typed is looked up for the log alone: the officer of their organisation is to find
// it. The answer does not wait for it.
void SignIn::record_wait(const std::string& email, const std::string& address) {
    auto known = std::make_shared<ProfessionalId>();
    core::Task task;
    task.effect = [known, email](store::Store& store, World&, Instant) -> Result<Change> {
        if (const auto account = store.account_by_email(email)) *known = account->professional;
        return Change{};
    };
    task.done = [this, known, email, address](const Result<std::string>&) {
        core::Task refused = refused_task("session.refused", address, *known ? "" : email);
        refused.actor.professional = *known;
        (void)sessions_.engine().push(std::move(refused));
    };
    (void)sessions_.engine().push(std::move(task));
}

void SignIn::busy(Judging& it) {
    throttle_.taken_back(it.account_key, it.address_key);
    it.done(refuse("busy"));
}

// What comes of it is recorded by decide().
void SignIn::look_up(std::shared_ptr<Judging> it) {
    core::Task task;
    task.effect = [it](store::Store& store, World&, Instant) -> Result<Change> {
        it->account = store.account_by_email(it->attempt.email);
        return Change{};
    };
    task.done = [this, it](const Result<std::string>& outcome) {
        if (!outcome) return busy(*it);
        if (!hashing_.submit([this, it](unsigned) { hash(it); })) busy(*it);
    };
    if (!sessions_.engine().push(std::move(task))) busy(*it);
}

void SignIn::hash(std::shared_ptr<Judging> it) {
    const store::Account nobody;
    const store::Account& account = it->account ? *it->account : nobody;
    try {
        it->passphrase_right = hasher_.verify(account.passphrase_hash, it->attempt.passphrase);
    } catch (const std::exception&) {
        return busy(*it);
    }
    it->step = totp_match(account.totp_secret, it->attempt.code, clock_.now());
    sodium_memzero(it->attempt.passphrase.data(), it->attempt.passphrase.size());
    it->token = sessions_.draw_token();
    decide(std::move(it));
}

void SignIn::decide(std::shared_ptr<Judging> it) {
    core::Task task;
    task.event = "session.opened";
    task.refused_event = "session.refused";
    task.actor.address = it->attempt.from.address;
    if (it->account)
        task.actor.professional = it->account->professional;
    else
        task.actor.name = it->attempt.email;
    task.effect = [this, it](store::Store& store, World& world, Instant now) {
        return effect(*it, store, world, now);
    };
    task.done = [this, it](const Result<std::string>& outcome) {
        if (outcome) {
            throttle_.succeeded(it->account_key, it->address_key);
            return it->done(NewSession{it->token, {}});
        }
        if (outcome.error().tell != "signin.wrong") return busy(*it);
        it->done(outcome.error());
    };
    if (!sessions_.engine().push(std::move(task))) busy(*it);
}

constexpr int wrong_codes_a_day = 10;

// The same two statements for everybody; what is written comes only after all is right.
Result<Change> SignIn::effect(Judging& it, store::Store& store, World& world, Instant now) {
    auto account = store.account_by_email(it.attempt.email);
    const ProfessionalId who = account ? account->professional : ProfessionalId{};
    const bool recovered = store.use_recovery_code(who, recovery_hash(it.attempt.code));
    (void)world.directory();  // at hand or not, for everybody the same
    const auto wrong = [](std::string_view reason) { return Refusal{reason, "signin.wrong"}; };
    if (!it.account || !account) return wrong("signin.unknown");
    if (!it.passphrase_right || account->passphrase_hash != it.account->passphrase_hash)
        return wrong("signin.wrong_passphrase");
    // Only who has the passphrase gets here, so counting wrong codes is no weapon against a
    // colleague; the code's million possibilities are not to be tried at leisure (SP
    // 800-63B 5.2.2).
    WrongCodes& codes = wrong_codes_[who];
    if (codes.passphrase_hash != account->passphrase_hash || now - codes.from > day_ms)
        codes = {account->passphrase_hash, 0, now};
    const bool spent = codes.count >= wrong_codes_a_day;
    const bool code_right = it.step && *it.step > account->totp_last_step && !spent;
    if (!code_right && !recovered) {
        ++codes.count;
        return wrong(spent     ? "signin.too_many_codes"
                     : it.step ? "signin.code_used_before"
                               : "signin.wrong_code");
    }
    codes = {account->passphrase_hash, 0, now};
    if (account->blocked) return wrong("signin.blocked");
    if (const Decision may = world.decide_account(who, now); !may.permit) return wrong(may.reason);
    if (code_right) {
        account->totp_last_step = *it.step;
        store.put_account(*account);
    }
    Change change;
    if (!code_right) change.object.reason = "recovery_code";
    sessions_.make(store, change, who, it.token, it.attempt.from, now);
    return change;
}

void SignIn::login_demo(ProfessionalId who, Origin from, Done done) {
    const std::string token = sessions_.draw_token();
    core::Task task;
    task.event = "session.opened";
    task.refused_event = "session.refused";
    task.actor.professional = who;
    task.actor.address = from.address;
    task.effect = [this, who, token, from](store::Store& store, World& world,
                                           Instant now) -> Result<Change> {
        if (!world.demo() || !world.decide_account(who, now).permit) return refuse("not_found");
        Change change;
        change.object.reason = "demo";
        sessions_.make(store, change, who, token, from, now);
        return change;
    };
    task.done = [token, done](const Result<std::string>& outcome) {
        if (!outcome) return done(outcome.error());
        done(NewSession{token, {}});
    };
    if (!sessions_.engine().push(std::move(task))) done(refuse("busy"));
}

void SignIn::logout(const std::string& token, std::function<void()> done) {
    const auto session = sessions_.engine().sessions().find_by_token(token_hash(token));
    if (!session) return done();
    core::Task task;
    task.event = "session.end";
    task.actor.professional = session->professional;
    task.actor.session = session->id;
    task.effect = [id = session->id](store::Store&, World&, Instant) -> Result<Change> {
        Change change;
        change.ended_sessions.push_back(id);
        return change;
    };
    task.done = [done](const Result<std::string>&) { done(); };
    if (!sessions_.engine().push(std::move(task))) done();
}

}  // namespace kortelijn::app
