// Covenants at the console: which organisations may send which kind of signal to whom, on what
// legal ground and within what term; and the certificates of partners' systems. A covenant that
// began is never changed: it ends, and another one begins.
#include <algorithm>
#include <charconv>
#include <utility>

#include "app/admin_effects.hpp"
#include "app/partner_body.hpp"
#include "domain/calendar.hpp"
#include "domain/words_start.hpp"
#include "writer.hpp"

namespace kortelijn::app {

using commands::Change;
using commands::World;
using store::Store;

namespace {

constexpr std::int64_t longest_term_days = 366;

// Names with semicolons between; none of them empty.
std::vector<std::string> parts(std::string_view list) {
    std::vector<std::string> out;
    for (;;) {
        const auto end = std::min(list.find(';'), list.size());
        std::string_view one = list.substr(0, end);
        while (one.starts_with(' ')) one.remove_prefix(1);
        while (one.ends_with(' ')) one.remove_suffix(1);
        if (!one.empty()) out.emplace_back(one);
        if (end == list.size()) return out;
        list.remove_prefix(end + 1);
    }
}

std::optional<std::int64_t> number(const std::string& text) {
    std::int64_t out = 0;
    const char* end = text.data() + text.size();
    const auto [stop, bad] = std::from_chars(text.data(), end, out);
    return bad == std::errc{} && stop == end && out > 0 ? std::optional(out) : std::nullopt;
}

const Organisation* by_name(const Directory& directory, const std::string& name) {
    const auto& all = directory.organisations;
    const auto at = std::find_if(all.begin(), all.end(),
                                 [&](const Organisation& one) { return one.name == name; });
    return at == all.end() ? nullptr : &*at;
}

// The last day as people mean it: the whole of it counts. Nothing given: no end.
Result<std::optional<Instant>> read_until(const AdminAct& act, Instant now, bool needed) {
    const std::string& given = act.value("until");
    if (given.empty() && !needed) return std::optional<Instant>();
    const auto day = parse_day(given);
    if (!day || *day < amsterdam_day(now)) return refuse("request.invalid", "until");
    return std::optional(amsterdam_midnight(Day{day->number + 1}));
}

Result<Covenant> read_covenant(const AdminAct& act, const Directory& directory, Instant now) {
    Covenant covenant;
    covenant.name = act.value("name");
    covenant.legal_basis = act.value("basis");
    if (covenant.name.empty()) return refuse("request.invalid", "name");
    if (covenant.legal_basis.empty()) return refuse("request.invalid", "basis");
    const auto kind = parse_word<SignalKind>(act.value("kind"));
    if (!kind) return refuse("request.invalid", "kind");
    covenant.kind = *kind;
    for (const std::string& name : parts(act.value("senders"))) {
        const Organisation* sender = by_name(directory, name);
        if (sender == nullptr) return refuse("admin.unknown", "senders");
        covenant.senders.push_back(sender->id);
    }
    std::sort(covenant.senders.begin(), covenant.senders.end());
    covenant.senders.erase(std::unique(covenant.senders.begin(), covenant.senders.end()),
                           covenant.senders.end());
    for (const std::string& word : parts(act.value("receivers"))) {
        const auto receiver = parse_word<OrganisationKind>(word);
        if (!receiver) return refuse("request.invalid", "receivers");
        covenant.receivers |= 1U << unsigned(*receiver);
    }
    if (covenant.senders.empty()) return refuse("request.invalid", "senders");
    if (covenant.receivers == 0) return refuse("request.invalid", "receivers");
    const auto days = number(act.value("days"));
    if (!days || *days > longest_term_days) return refuse("request.invalid", "days");
    const auto counted = parse_word<TermKind>(act.value("term"));
    if (!counted) return refuse("request.invalid", "term");
    covenant.term = {int(*days), *counted};
    const auto until = read_until(act, now, false);
    if (!until) return until.error();
    covenant.period = {now, *until};
    return covenant;
}

// Hex with or without colons, as tools print it; gives the raw bytes.
Result<std::string> read_fingerprint(const AdminAct& act) {
    const auto value = [](char c) {
        return c >= '0' && c <= '9'   ? c - '0'
               : c >= 'a' && c <= 'f' ? c - 'a' + 10
               : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                      : -1;
    };
    std::string hex = act.value("fingerprint"), bytes;
    std::erase(hex, ':');
    if (hex.size() != 64) return refuse("request.invalid", "fingerprint");
    for (std::size_t i = 0; i < hex.size(); i += 2) {
        const int high = value(hex[i]), low = value(hex[i + 1]);
        if (high < 0 || low < 0) return refuse("request.invalid", "fingerprint");
        bytes += char(high * 16 + low);
    }
    // Named: a refusal could be made of a text as well.
    return {boost::system::in_place_value, std::move(bytes)};
}

// What the entry says of the act (I1).
Change concerning(CovenantId covenant) {
    Change change;
    change.object.key_kind = "covenant";
    change.object.key_id = covenant.value;
    return change;
}

Change concerning(OrganisationId organisation, std::string_view fingerprint) {
    Change change;
    change.object.organisation = organisation;
    change.object.key_kind = "certificate";
    change.object.query = hex_fingerprint(fingerprint);
    return change;
}

}  // namespace

Result<Change> add_covenant(const AdminAct& act, Store& store, World& world, Instant now) {
    auto covenant = read_covenant(act, world.directory(), now);
    if (!covenant) return covenant.error();
    const CovenantId id = store.add_covenant(*covenant);
    world.touch_directory();
    Change change = concerning(id);
    protocol::Writer w(64);
    change.result = w.object().field("covenant", id).end_object().take();
    return change;
}

Result<Change> end_covenant(const AdminAct& act, Store& store, World& world, Instant now) {
    const auto id = number(act.value("covenant"));
    if (!id) return refuse("request.invalid", "covenant");
    const auto& all = world.directory().covenants;
    const auto at = std::find_if(all.begin(), all.end(),
                                 [&](const Covenant& one) { return one.id.value == *id; });
    if (at == all.end()) return refuse("admin.unknown", "covenant");
    if (!at->period.live(now)) return refuse("admin.not_held", "covenant");
    store.end_covenant(CovenantId{*id}, now);
    world.touch_directory();
    return concerning(CovenantId{*id});
}

Result<Change> add_certificate(const AdminAct& act, Store& store, World& world, Instant now) {
    store::Certificate certificate;
    const Organisation* organisation = by_name(world.directory(), act.value("organisation"));
    if (organisation == nullptr) return refuse("admin.unknown", "organisation");
    certificate.organisation = organisation->id;
    auto fingerprint = read_fingerprint(act);
    if (!fingerprint) return fingerprint.error();
    certificate.fingerprint = std::move(*fingerprint);
    // A certificate stands for one organisation, also after its time.
    const auto known = store.certificate(certificate.fingerprint);
    if (known && known->organisation != organisation->id)
        return refuse("admin.exists", "fingerprint");
    const auto until = read_until(act, now, true);
    if (!until) return until.error();
    // While it is registered its last day may be moved. When its time is over it stays so: since
    // when it stood for whom is never written over.
    if (known && !known->period.live(now)) return refuse("admin.exists", "fingerprint");
    certificate.period = {known ? known->period.from : now, *until};
    store.add_certificate(certificate);
    Change change = concerning(organisation->id, certificate.fingerprint);
    change.object.until = (*until)->ms;
    return change;
}

Result<Change> end_certificate(const AdminAct& act, Store& store, World&, Instant now) {
    auto fingerprint = read_fingerprint(act);
    if (!fingerprint) return fingerprint.error();
    auto known = store.certificate(*fingerprint);
    if (!known) known = store.unsealed_certificate(*fingerprint);
    if (!known) return refuse("admin.unknown", "fingerprint");
    if (!known->period.live(now)) return refuse("admin.not_held", "fingerprint");
    store.end_certificate(*fingerprint, now);
    return concerning(known->organisation, *fingerprint);
}

}  // namespace kortelijn::app
