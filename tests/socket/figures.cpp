// Figures of the transport alone, clients in a process of their own: server CPU per delivery for
// several batch sizes, and memory per idle connection. The whole product is measured by ./dev
// bench.
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <sys/epoll.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "socket/test_server.hpp"

namespace {

using namespace kortelijn;
using namespace kortelijn::transport;

struct Shared {
    std::atomic<int> port{0};
    std::atomic<int> connected{0};
    std::atomic<std::uint64_t> received{0};  // notices
    std::atomic<bool> stop{false};
};

double cpu_seconds(int who = RUSAGE_SELF) {
    rusage usage{};
    getrusage(who, &usage);
    const auto seconds = [](const timeval& t) {
        return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) / 1e6;
    };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

double thread_seconds() {
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
}

std::size_t resident_bytes() {
    std::ifstream in("/proc/self/statm");
    std::size_t pages = 0;
    in >> pages >> pages;
    return pages * 4096;
}

// Each notice of the driver holds one '#'.
[[noreturn]] void be_clients(Shared& shared, int count) {
    while (shared.port == 0) usleep(1000);
    support::ClientOptions options;
    options.port = static_cast<std::uint16_t>(shared.port);
    const int epoll = epoll_create1(0);
    std::vector<TlsClient> clients;
    for (int i = 0; i < count; ++i) {
        clients.emplace_back(options);
        if (clients.back().upgrade().status != 101) std::abort();
        epoll_event event{EPOLLIN, {.u32 = static_cast<std::uint32_t>(i)}};
        epoll_ctl(epoll, EPOLL_CTL_ADD, clients.back().native(), &event);
        ++shared.connected;
    }
    std::vector<epoll_event> events(256);
    while (!shared.stop) {
        const int ready = epoll_wait(epoll, events.data(), 256, 100);
        std::uint64_t seen = 0;
        for (int i = 0; i < ready; ++i)
            for (const char c :
                 clients[events[static_cast<std::size_t>(i)].data.u32].read_some(milliseconds(0)))
                seen += c == '#';
        shared.received += seen;
    }
    _exit(0);
}

// `per_batch` messages in each batch, one a room, rooms of ten; at most `window` batches
// unreceived.
void measure(TestServer& server, Shared& shared, std::size_t rooms, std::size_t per_batch,
             std::size_t window) {
    const auto text =
        std::make_shared<const std::string>("{\"m\":\"#" + std::string(290, 'x') + "\"}");
    const std::uint64_t begin = shared.received, begin_writes = server.metric("writes_total");
    std::uint64_t sent = 0;
    std::size_t room = 0;
    const double cpu = cpu_seconds(), waiting_cpu = cpu_seconds(RUSAGE_THREAD);
    double delivering = 0;
    const auto start = std::chrono::steady_clock::now();
    while (sent < 400'000) {
        Batch batch;
        for (std::size_t i = 0; i < per_batch; ++i, room = (room + 1) % rooms) {
            const auto first = server.opens.begin() + static_cast<std::ptrdiff_t>(room * 10);
            batch.notice(text, CaseId{static_cast<std::int64_t>(room + 1)}, {first, first + 10});
        }
        const double from = thread_seconds();
        server.transport->deliver(std::move(batch));
        delivering += thread_seconds() - from;
        sent += per_batch * 10;
        while (sent - (shared.received - begin) > window * per_batch * 10) usleep(50);
    }
    while (shared.received - begin < sent) usleep(100);
    // Without this thread's waiting for the window.
    const double used =
        cpu_seconds() - cpu - (cpu_seconds(RUSAGE_THREAD) - waiting_cpu) + delivering;
    const std::chrono::duration<double> wall = std::chrono::steady_clock::now() - start;
    std::printf(
        "batch of %4zu messages: %.2f us CPU per delivery, %.0f deliveries/s, %.2f notices per "
        "write\n",
        per_batch, used * 1e6 / static_cast<double>(sent), static_cast<double>(sent) / wall.count(),
        static_cast<double>(sent) /
            static_cast<double>(server.metric("writes_total") - begin_writes));
}

}  // namespace

int main(int argc, char** argv) {
    const int idle = argc > 1 ? std::atoi(argv[1]) : 2000;
    rlimit files{};
    getrlimit(RLIMIT_NOFILE, &files);
    files.rlim_cur = files.rlim_max;
    setrlimit(RLIMIT_NOFILE, &files);
    void* memory =
        mmap(nullptr, sizeof(Shared), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    auto* shared = new (memory) Shared;
    const pid_t child = fork();
    if (child == 0) be_clients(*shared, idle);

    TransportOptions options = TestServer::usual_options();
    options.limits.connections_per_address = 100'000;
    TestServer server(options);
    server.client();  // what the first handshake allocates for good
    const std::size_t before = resident_bytes();
    const double cpu = cpu_seconds();
    shared->port = server.transport->ports().front();
    while (shared->connected < idle) usleep(1000);
    std::printf("%d connects: %.0f us server CPU each\n", idle, (cpu_seconds() - cpu) * 1e6 / idle);
    sleep(1);
    std::printf("%d idle sockets: %.1f KiB each\n", idle,
                static_cast<double>(resident_bytes() - before) / 1024 / idle);
    for (const std::size_t per_batch : {10, 50, 100, 400, 800})
        measure(server, *shared, 100, per_batch, 4);
    sleep(1);
    std::printf("after traffic: %.1f KiB each\n",
                static_cast<double>(resident_bytes() - before) / 1024 / idle);
    shared->stop = true;
    waitpid(child, nullptr, 0);
}
