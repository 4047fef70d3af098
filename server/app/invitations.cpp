// Showing and accepting.
#include "app/invitations.hpp"

#include <sodium.h>

#include "app/tokens.hpp"
#include "app/totp.hpp"
#include "commands/items.hpp"
#include "writer.hpp"

namespace kortelijn::app {

using commands::Change;
using commands::World;

namespace {

// The invited account, when the link may still be used.
std::optional<store::Account> invited(store::Store& store, World& world, std::string_view hash,
                                      Instant now) {
    const auto invitation = store.invitation(hash);
    if (!invitation || invitation->used_at || invitation->expires_at <= now) return std::nullopt;
    auto account = store.account(invitation->professional);
    // An older link, never used, must not take over an account that is in use by now.
    if (!account || account->blocked || !account->passphrase_hash.empty()) return std::nullopt;
    // Nor outlive the employment it was sent for.
    if (!world.decide_account(account->professional, now).permit) return std::nullopt;
    return account;
}

}  // namespace

struct Invitations::Accepting {
    Acceptance wish;
    Accepted done;
    std::string token_hash;
    ProfessionalId sent_to;  // of a link that works no more too: for the log
    ProfessionalId who;      // none: it works no more
    std::string email;
    std::string totp_secret;
    std::string passphrase_hash;
    std::vector<std::string> codes;
    std::string session_token;
};

std::string Invitations::draw_secret() {
    const std::scoped_lock lock(mutex_);
    return new_totp_secret(random_);
}

template <class Done>
std::optional<Done> Invitations::counted(const std::string& token, const std::string& address,
                                         Done done) {
    const std::string by_token = token_hash(token), by_address = address_key(address);
    const auto verdict = throttle_.begin(by_token, by_address, clock_.now());
    if (verdict.wait_ms > 0) {
        if (verdict.record)
            (void)sessions_.engine().push(refused_task("admin.invitation_opened", address, {}));
        Refusal wait = refuse("signin.wait");
        wait.amount = (verdict.wait_ms + 999) / 1000;
        done(std::move(wait));
        return std::nullopt;
    }
    return [this, by_token, by_address, done](auto outcome) {
        if (outcome || outcome.error().tell != "invitation.gone")
            throttle_.taken_back(by_token, by_address);
        done(std::move(outcome));
    };
}

void Invitations::show(const std::string& token, const std::string& address, Shown answer) {
    const auto counting = counted(token, address, std::move(answer));
    if (!counting) return;
    const Shown& done = *counting;
    core::Task task;
    task.event = "admin.invitation_opened";
    task.actor.address = address;
    auto uri = std::make_shared<std::string>();
    task.effect = [uri, hash = token_hash(token), fresh = draw_secret()](
                      store::Store& store, World& world, Instant now) -> Result<Change> {
        auto account = invited(store, world, hash, now);
        if (!account) return refuse("invitation.gone");
        if (account->totp_secret.empty()) {
            account->totp_secret = fresh;
            store.put_account(*account);
        }
        const Professional* person = world.directory().find(account->professional);
        protocol::Writer w(4096);
        w.object()
            .field("name", person == nullptr ? std::string() : person->name)
            .field("email", account->email);
        *uri = totp_uri(account->totp_secret, account->email);
        w.field("totp_uri", *uri);
        w.field("totp_secret", base32(account->totp_secret));
        Change change;
        change.result = w.take();  // the picture is drawn outside the core
        change.object.professional = account->professional;
        change.object.organisation =
            commands::employer_of(world.directory(), account->professional, now);
        return change;
    };
    task.done = [this, done, uri](const Result<std::string>& outcome) {
        if (!outcome) return done(outcome.error());
        const bool taken = hashing_.submit([done, uri, begun = *outcome](unsigned) mutable {
            begun += ",\"qr_svg\":";
            protocol::append_escaped(begun, qr_svg(*uri));
            done(Result<std::string>(boost::system::in_place_value, begun + "}"));
        });
        if (!taken) done(refuse("busy"));
    };
    if (!sessions_.engine().push(std::move(task))) done(refuse("busy"));
}

void Invitations::accept(Acceptance acceptance, Accepted answer) {
    auto done = counted(acceptance.token, acceptance.from.address, std::move(answer));
    if (!done) return;
    auto it = std::make_shared<Accepting>();
    it->token_hash = token_hash(acceptance.token);
    it->wish = std::move(acceptance);
    it->done = std::move(*done);
    look_up(std::move(it));
}

void Invitations::look_up(std::shared_ptr<Accepting> it) {
    core::Task task;
    task.effect = [it](store::Store& store, World& world, Instant now) -> Result<Change> {
        if (const auto invitation = store.invitation(it->token_hash))
            it->sent_to = invitation->professional;
        const auto account = invited(store, world, it->token_hash, now);
        if (!account) return refuse("invitation.gone");
        it->who = account->professional;
        it->email = account->email;
        it->totp_secret = account->totp_secret;
        return Change{};
    };
    task.done = [this, it](const Result<std::string>& outcome) {
        if (!outcome && outcome.error().tell != "invitation.gone") return it->done(refuse("busy"));
        // Refused further on, where it is recorded.
        if (!hashing_.submit([this, it](unsigned) { hash(it); })) it->done(refuse("busy"));
    };
    if (!sessions_.engine().push(std::move(task))) it->done(refuse("busy"));
}

void Invitations::hash(std::shared_ptr<Accepting> it) {
    if (it->who) {
        if (auto good = check_passphrase(it->wish.passphrase, it->email); !good)
            return it->done(good.error());
        if (!totp_match(it->totp_secret, it->wish.code, clock_.now()))
            return it->done(refuse("code.wrong", "code"));
    }
    try {
        it->passphrase_hash = hasher_.hash(it->wish.passphrase);
    } catch (const std::exception&) {
        return it->done(refuse("busy"));
    }
    sodium_memzero(it->wish.passphrase.data(), it->wish.passphrase.size());
    {
        const std::scoped_lock lock(mutex_);
        it->codes = new_recovery_codes(random_);
    }
    it->session_token = sessions_.draw_token();
    keep(std::move(it));
}

void Invitations::keep(std::shared_ptr<Accepting> it) {
    core::Task task;
    task.event = "admin.invitation_accepted";
    task.actor.professional = it->sent_to;
    task.actor.address = it->wish.from.address;
    task.effect = [this, it](store::Store& store, World& world, Instant now) {
        return effect(*it, store, world, now);
    };
    task.done = [it](const Result<std::string>& outcome) {
        if (!outcome) return it->done(outcome.error());
        it->done(NewSession{it->session_token, *outcome});
    };
    if (!sessions_.engine().push(std::move(task))) it->done(refuse("busy"));
}

Result<Change> Invitations::effect(Accepting& it, store::Store& store, World& world, Instant now) {
    auto account = invited(store, world, it.token_hash, now);
    if (!account || account->professional != it.who || !store.use_invitation(it.token_hash, now))
        return refuse("invitation.gone");
    const auto step = totp_match(account->totp_secret, it.wish.code, now);
    if (!step) return refuse("code.wrong", "code");
    account->passphrase_hash = it.passphrase_hash;
    account->totp_last_step = *step;
    store.put_account(*account);
    std::vector<std::string> hashes;
    protocol::Writer w(512);
    w.object().key("recovery_codes").array();
    for (const std::string& code : it.codes) {
        hashes.push_back(recovery_hash(code));
        w.value(code);
    }
    store.put_recovery_codes(it.who, hashes);
    Change change;
    change.result = w.end_array().end_object().take();
    change.object.professional = it.who;
    sessions_.make(store, change, it.who, it.session_token, it.wish.from, now);
    return change;
}

}  // namespace kortelijn::app
