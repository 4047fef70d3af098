// The desk: everything real but the sockets, the clock and the dice.
#include "support/desk.hpp"

#include <random>
#include <stdexcept>

#include "commands/rows.hpp"
#include "frame.hpp"

namespace kortelijn::support {

std::uint64_t SeededRandom::next() {  // splitmix64
    std::uint64_t z = (state_ += 0x9e3779b97f4a7c15ULL);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
    return z ^ (z >> 31);
}

void SeededRandom::fill(std::span<std::uint8_t> out) {
    for (auto& byte : out) byte = std::uint8_t(next());
}

void KeptOutbox::deliver(Batch&& batch) {
    if (at_delivery) at_delivery();
    if (on_batch) on_batch(batch);
    for (const Purge& purge : batch.purges) purges.push_back(purge);
    for (auto& item : batch.items) {
        if (auto* reply = std::get_if<Reply>(&item)) {
            Line& line = lines[reply->connection];
            line.frames.push_back(reply->text);
            Json parsed = Json::parse(reply->text);
            const std::string id =
                parsed["id"].is_string() ? parsed["id"].get<std::string>() : parsed["id"].dump();
            line.replies[id] = std::move(parsed);
        } else if (auto* notice = std::get_if<Notice>(&item)) {
            for (const ConnectionId to : notice->receivers) {
                lines[to].frames.push_back(*notice->text);
                lines[to].notices.push_back(Json::parse(*notice->text));
            }
        }
    }
    for (const Close& close : batch.closes) {
        lines[close.connection].closed = true;
        lines[close.connection].close_code = close.code;
    }
}

void InlineScans::start(std::function<std::shared_ptr<void>(store::ReadStore&)> job,
                        std::function<void(std::shared_ptr<void>)> done) {
    waiting_.emplace_back(std::move(job), std::move(done));
}

void InlineScans::run() {
    while (!waiting_.empty()) {
        auto [job, done] = std::move(waiting_.front());
        waiting_.pop_front();
        const auto reader = store::open_reader(options_);
        done(failing ? nullptr : job(*reader));
    }
}

Folder::Folder() {
    std::string name = (std::filesystem::temp_directory_path() / "kortelijn-test-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("no folder for a test");
    at_ = name;
}

Folder::~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(at_, ignored);
}

Desk::Desk(std::uint64_t seed, store::StatementHook the_hook)
    : hook(std::move(the_hook)), random_(seed) {
    options.path = folder.path("kortelijn.db");
    options.before_statement = [this](std::string_view statement) {
        if (hook) hook(statement);
    };
    core_options.rates = {0, 0, 0, 0, 1'000'000};
    core_options.sessions = {100LL * 366 * day_ms, 100LL * 366 * day_ms};
    open();
}

Desk::~Desk() = default;

void Desk::open() {
    store_ = store::open_store(options, random_);
    if (!store_->setting("origin")) {
        store_->begin();
        store_->put_setting("origin", "kortelijn.test/log");
        store_->commit();
    }
    scans_ = std::make_unique<InlineScans>(options);
    pipeline_ = std::make_unique<core::Pipeline>(
        *store_, clock, random_, outbox, *scans_,
        [this](core::Incoming incoming) { queue_.push_back(std::move(incoming)); }, core_options);
    pipeline_->start();
}

void Desk::crash_and_restart() {
    pipeline_.reset();
    scans_.reset();
    store_.reset();
    queue_.clear();
    sessions_.clear();
    outbox.lines.clear();
    open();
}

ConnectionId Desk::open_socket(ProfessionalId who) {
    auto session = sessions_.find(who);
    if (session == sessions_.end() || !pipeline_->sessions().find(session->second)) {
        store::Session made;
        made.token_hash =
            "token-" + std::to_string(who.value) + "-" + std::to_string(random_.next());
        made.professional = who;
        made.begun_at = made.last_at = clock.at;
        made.ends_at = clock.at + core_options.sessions.absolute_ms;
        store_->begin();
        made.id = store_->add_session(made);
        store_->commit();
        pipeline_->sessions().add(made);
        session = sessions_.insert_or_assign(who, made.id).first;
    }
    const ConnectionId id{next_connection_++ << 8};
    queue_.push_back(core::Opened{id, session->second, who, "127.0.0.x"});
    return id;
}

std::string Desk::device_text(std::uint64_t device) {
    char text[17];
    std::snprintf(text, sizeof text, "%016llx", static_cast<unsigned long long>(device));
    return text;
}

ConnectionId Desk::connect(ProfessionalId who, std::uint64_t device) {
    const ConnectionId id = open_socket(who);
    if (device == 0) device = std::uint64_t(1'000'000'000 + id.value);
    const Json answer =
        call(id, "connection.hello", {{"device", device_text(device)}, {"language", "nl"}});
    if (!answer.contains("result")) throw std::runtime_error("hello was refused: " + answer.dump());
    return id;
}

void Desk::disconnect(ConnectionId id) {
    queue_.push_back(core::Closed{id});
    run();
}

Json Desk::with_client_id(Json params, const commands::Row& row) {
    const bool lacks = give_client_ids && row.kind == commands::Kind::write && params.is_object() &&
                       !params.contains("client_id");
    if (lacks) params["client_id"] = 1'000'000 + next_id_;
    return params;
}

std::string Desk::ask(ConnectionId connection, const std::string& method, const Json& params) {
    const std::string id = std::to_string(next_id_++);
    core::Asked asked;
    asked.connection = connection;
    asked.id_json = id;
    asked.row = commands::find_row(method);
    if (asked.row == nullptr)
        asked.refusal = refuse("method.unknown");
    else
        asked.prepared = asked.row->prepare(with_client_id(params, *asked.row), asked.refusal);
    queue_.push_back(std::move(asked));
    return id;
}

void Desk::run() {
    do {
        pipeline_->run(std::exchange(queue_, {}));
        scans_->run();
    } while (!queue_.empty());
}

Json Desk::call(ConnectionId connection, const std::string& method, const Json& params) {
    const std::string id = ask(connection, method, params);
    run();
    const auto& replies = outbox.lines[connection].replies;
    const auto at = replies.find(id);
    return at == replies.end() ? Json() : at->second;
}

Json Desk::result(ConnectionId connection, const std::string& method, const Json& params) {
    const Json answer = call(connection, method, params);
    if (!answer.contains("result"))
        throw std::runtime_error(method + " was refused: " + answer.dump());
    return answer["result"];
}

std::string Desk::reason(ConnectionId connection, const std::string& method, const Json& params) {
    const Json answer = call(connection, method, params);
    return answer.contains("error") ? answer["error"]["data"]["reason"].get<std::string>()
                                    : std::string();
}

std::vector<Json> Desk::notices(ConnectionId connection, const std::string& method) {
    std::vector<Json> out;
    for (const Json& notice : outbox.lines[connection].notices)
        if (notice["method"] == method) out.push_back(notice["params"]);
    return out;
}

void Desk::pass(std::int64_t ms) {
    clock.at = clock.at + ms;
    run();
}

namespace {

Professional person(std::string name, OrganisationId employer, TeamId team,
                    std::vector<Role> roles) {
    Professional out;
    out.name = std::move(name);
    out.employment.push_back({employer, {}});
    if (team) out.teams.push_back({team, {}});
    for (const Role role : roles) out.roles.push_back({role, {}, {}, {}});
    return out;
}

}  // namespace

MotherAndDaughter make_mother_and_daughter(store::Store& store, Instant now) {
    MotherAndDaughter out;
    const Instant before = now + -30 * day_ms;
    store.begin();
    out.welfare = store.add_organisation({{}, OrganisationKind::welfare, {}, "Welzijn Noord"});
    out.youth_care =
        store.add_organisation({{}, OrganisationKind::youth_care, {}, "Jeugdhulp Lindestroom"});
    out.school = store.add_organisation({{}, OrganisationKind::school, {}, "Lindelaan College"});
    out.north = store.add_team("wijkteam Noord");
    out.sanne = store.add_professional(
        person("Sanne de Wit", out.welfare, out.north, {Role::professional}));
    out.joris = store.add_professional(
        person("Joris Hendriks", out.youth_care, out.north, {Role::professional}));
    out.bram = store.add_professional(person("Bram Kuipers", out.school, {}, {Role::professional}));
    out.outsider =
        store.add_professional(person("Olga Prins", out.school, {}, {Role::professional}));
    out.nadia = store.add_professional(
        person("Nadia el Amrani", out.welfare, {}, {Role::privacy_officer_collaboration}));

    store::CaseDraft draft;
    draft.home_team = out.north;
    draft.home_organisation = out.welfare;
    draft.number = "26-0387";
    draft.label = "Meidoorn";
    draft.opened_at = before;
    draft.pair = {{out.sanne, {before, std::nullopt}}, {out.joris, {before, std::nullopt}}};
    const auto made = store.create_case(draft);
    out.the_case = made.id;
    out.room = made.room;
    Member karin;
    karin.name = "Karin Bakker";
    karin.birth_date = *parse_day("1984-05-02");
    karin.relation = "mother";
    out.karin = store.add_member(made.id, karin);
    Member lotte;
    lotte.name = "Lotte Bakker";
    const CivilDate today = civil(amsterdam_day(now));
    lotte.birth_date = *day_of({today.year - 15, 3, 3});
    lotte.relation = "daughter";
    lotte.custody.push_back({out.karin, {}});
    lotte.custody_checked_on = amsterdam_day(before);
    out.lotte = store.add_member(made.id, lotte);
    for (const OrganisationId organisation : {out.welfare, out.youth_care}) {
        Ground ground;
        ground.members = {out.karin, out.lotte};
        ground.given_by = {out.karin, out.lotte};
        ground.given_at = before;
        ground.organisation = organisation;
        ground.purpose = Purpose::cooperation;
        for (const LifeDomain d : {LifeDomain::safety, LifeDomain::parenting,
                                   LifeDomain::mental_health, LifeDomain::school})
            ground.life_domains.add(d);
        ground.begin = before;
        ground.end = now + 200 * day_ms;
        ground.evidence = Evidence::spoken;
        ground.text_version = "2026-1";
        ground.recorded_by = out.sanne;
        store.add_ground(made.id, ground);
    }
    store.commit();
    return out;
}

}  // namespace kortelijn::support
