// After a no: what was not read for it is read now, so that absent, forbidden, and forbidden and at
// hand take the same statements and each read one whole of a kind (I6). Never for a yes.
#include <algorithm>
#include <bit>

#include "commands/command.hpp"
#include "commands/world.hpp"

namespace kortelijn::commands {
namespace {

// What is damaged is read as far as it opens.
template <class Body>
void as_far_as_it_opens(Body&& body) {
    try {
        body();
    } catch (const store::StoreFailure& failure) {
        if (failure.kind() != store::StoreFailure::Kind::damaged) throw;
    }
}

// After a no one of a kind has been read that is not there (0), and one that is.
template <class Read>
void read_the_other(bool there, bool loaded, std::int64_t own, std::int64_t near, Read&& read) {
    if (!loaded || there) as_far_as_it_opens([&] { read(0); });
    if (!loaded || !there) as_far_as_it_opens([&] { read(there ? own : near); });
}

}  // namespace

// Always the same for the same number: asking again tells nothing. Picked by a secret, because who
// could work out which one stands in could compare. They are numbered from 1 without a hole; taken
// from the lowest power of two of them, so that a new one changes no choice but at a doubling.
std::int64_t World::stand_in_for(std::int64_t number, std::int64_t newest) const {
    if (newest <= 0) return 0;
    return 1 + std::int64_t(mixed(number) & (std::bit_floor(std::uint64_t(newest)) - 1));
}

std::int64_t World::somewhere(std::int64_t number) const {
    return std::int64_t(mixed(number) & ((std::uint64_t{1} << 53) - 1));
}

std::uint64_t World::mixed(std::int64_t number) const {
    std::uint64_t hash = 0xcbf29ce484222325ULL;
    const auto mix = [&hash](std::uint8_t byte) { hash = (hash ^ byte) * 0x100000001b3ULL; };
    for (const char c : stand_in_secret_) mix(std::uint8_t(c));
    for (int i = 0; i < 8; ++i) mix(std::uint8_t(std::uint64_t(number) >> (8 * i)));
    hash = (hash ^ (hash >> 33)) * 0xff51afd7ed558ccdULL;
    return hash ^ (hash >> 33);
}

// After a no two cases have been read, whatever was at hand: one that is not there, and a whole
// one: the one that was asked for, or, when there is none, the one that stands in for its number.
// Not equal where a case is damaged: it is read as far as it opens, and then the one that stands in
// as well; or that one only in part.
void World::even_out(const Requirement& need, const Named& named, Steps before) {
    if (need.room && steps_.rooms == before.rooms) (void)store_.case_of_room(need.room);
    if ((need.board || need.team) && steps_.boards == before.boards) {
        BoardEntry again;
        again.id = named.board ? named.board->id : BoardId{};
        read_board(again);
    }
    if (need.signal || need.item) even_out_signal(need, named);
    if (need.action) even_out_action(need);
    even_out_family(need, named, before);
    const CaseEntry& entry = *named.entry;
    const std::int64_t number = std::max({need.room.value, need.of_case.value, need.signal.value,
                                          need.item.value, need.action.value, need.question.value,
                                          need.call.value, need.consult.value, need.link.value});
    const CaseId stand_in{stand_in_for(number, store_.newest_case().value)};
    const bool loaded = steps_.cases != before.cases;
    if (!loaded || entry.exists()) (void)store_.load_case(CaseId{});
    if (loaded && entry.exists()) return;
    try {
        (void)store_.load_case(entry.exists() ? entry.id : stand_in);
    } catch (const store::StoreFailure& failure) {
        if (failure.kind() != store::StoreFailure::Kind::damaged) throw;
    }
}

// After a no one signal has been read that is not there, and one that is.
void World::even_out_signal(const Requirement& need, const Named& named) {
    const std::int64_t newest = store_.newest_signal().value;
    const std::int64_t number = std::max(need.signal.value, need.item.value);
    if (named.signal || !need.signal) (void)store_.signal(SignalId{});
    if (named.signal) return;
    try {
        (void)store_.signal(SignalId{stand_in_for(number, newest)});
    } catch (const store::StoreFailure& failure) {
        if (failure.kind() != store::StoreFailure::Kind::damaged) throw;
    }
}

// After a no one action has been read that is not there, and one that is.
void World::even_out_action(const Requirement& need) {
    const ActionId stand_in{stand_in_for(need.action.value, store_.newest_action().value)};
    try {
        (void)store_.action(need.found ? ActionId{} : stand_in);
    } catch (const store::StoreFailure& failure) {
        if (failure.kind() != store::StoreFailure::Kind::damaged) throw;
    }
}

void World::even_out_family(const Requirement& need, const Named& named, Steps before) {
    if (need.call)
        read_the_other(named.call.has_value(), steps_.calls != before.calls, need.call.value,
                       store_.call_near(somewhere(need.call.value)).value,
                       [&](std::int64_t id) { (void)store_.call(CallId{id}); });
    if (need.consult || need.room) {
        const std::int64_t asked = std::max(need.consult.value, need.room.value);
        read_the_other(named.entry->consult && named.entry->exists(),
                       steps_.consults != before.consults, named.entry->consult.value,
                       store_.consult_near(somewhere(asked)).value,
                       [&](std::int64_t id) { (void)store_.consult(ConsultId{id}); });
    }
    if (need.link) {
        const GuestId near = store_.link_near(somewhere(need.link.value));
        as_far_as_it_opens([&] { (void)store_.link(named.entry->exists() ? GuestId{} : near); });
    }
    if (need.attachment) {
        const AttachmentId near = store_.attachment_near(somewhere(need.attachment.value));
        as_far_as_it_opens([&] { (void)store_.attachment(need.found ? AttachmentId{} : near); });
    }
}

}  // namespace kortelijn::commands
