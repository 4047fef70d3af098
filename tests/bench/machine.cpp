// CPU of a process is summed over its threads' schedstat: nanoseconds, where stat has ticks of 10
// ms.
#include "bench/machine.hpp"

#include <algorithm>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <sys/resource.h>
#include <sys/utsname.h>
#include <unistd.h>

namespace kortelijn::bench {
namespace {

double process_cpu_s(pid_t process) {
    double ns = 0;
    std::error_code gone;
    const std::string tasks = "/proc/" + std::to_string(process) + "/task";
    for (const auto& thread : std::filesystem::directory_iterator(tasks, gone)) {
        std::ifstream in(thread.path() / "schedstat");
        double ran = 0;
        if (in >> ran) ns += ran;
    }
    return ns / 1e9;
}

double machine_cpu_s() {
    std::ifstream in("/proc/stat");
    std::string cpu;
    double user = 0, nice = 0, system = 0, idle = 0, waiting = 0, hard = 0, soft = 0, stolen = 0;
    in >> cpu >> user >> nice >> system >> idle >> waiting >> hard >> soft >> stolen;
    return (user + nice + system + hard + soft + stolen) / double(::sysconf(_SC_CLK_TCK));
}

}  // namespace

std::int64_t now_ns() {
    timespec t{};
    ::clock_gettime(CLOCK_MONOTONIC, &t);
    return std::int64_t(t.tv_sec) * 1'000'000'000 + t.tv_nsec;
}

CpuMark cpu_mark(pid_t server) {
    timespec own{};
    ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &own);
    return {now_ns(), process_cpu_s(server), double(own.tv_sec) + double(own.tv_nsec) / 1e9,
            machine_cpu_s()};
}

CpuUse between(const CpuMark& from, const CpuMark& to) {
    CpuUse use;
    use.wall_s = double(to.at_ns - from.at_ns) / 1e9;
    use.server_s = to.server_s - from.server_s;
    use.client_s = to.client_s - from.client_s;
    const double rest = to.machine_s - from.machine_s - use.server_s - use.client_s;
    use.other_cores = use.wall_s > 0 ? std::max(0.0, rest / use.wall_s) : 0;
    return use;
}

std::int64_t resident_bytes(pid_t process) {
    std::ifstream in("/proc/" + std::to_string(process) + "/status");
    std::string line;
    while (std::getline(in, line))
        if (line.starts_with("VmRSS:")) return std::stoll(line.substr(6)) * 1024;
    return 0;
}

double load_average() {
    double load = 0;
    std::ifstream("/proc/loadavg") >> load;
    return load;
}

std::string machine_words() {
    utsname name{};
    ::uname(&name);
    std::ostringstream out;
    out << ::sysconf(_SC_NPROCESSORS_ONLN) << " cores, " << name.sysname << " " << name.release;
    return out.str();
}

std::int64_t raise_open_files() {
    rlimit limit{};
    ::getrlimit(RLIMIT_NOFILE, &limit);
    constexpr rlim_t wanted = 20'000;
    rlimit more{std::max(limit.rlim_cur, wanted), std::max(limit.rlim_max, wanted)};
    if (::setrlimit(RLIMIT_NOFILE, &more) != 0) {  // not allowed to lift the hard limit
        more = {limit.rlim_max, limit.rlim_max};
        ::setrlimit(RLIMIT_NOFILE, &more);
    }
    ::getrlimit(RLIMIT_NOFILE, &limit);
    return std::int64_t(limit.rlim_cur);
}

}  // namespace kortelijn::bench
