// What the machine and one process have used so far, from /proc: CPU of the server and of the
// client apart, of everything else on the machine beside them, and memory. Reads only.
#pragma once

#include <cstdint>
#include <string>
#include <sys/types.h>

namespace kortelijn::bench {

std::int64_t now_ns();  // CLOCK_MONOTONIC

struct CpuMark {
    std::int64_t at_ns = 0;
    double server_s = 0;   // all its threads, user and system
    double client_s = 0;   // this process
    double machine_s = 0;  // every core, whoever used it; in steps of 10 ms
};

// Between two marks.
struct CpuUse {
    double wall_s = 0;
    double server_s = 0;
    double client_s = 0;
    double other_cores = 0;  // cores that neither used, and that were not idle
};

CpuMark cpu_mark(pid_t server);
CpuUse between(const CpuMark& from, const CpuMark& to);

std::int64_t resident_bytes(pid_t process);  // VmRSS
double load_average();                       // of the last minute
std::string machine_words();                 // "2 cores, Linux 6.1"

// As many open files as the machine allows, for the processes begun after it too. How many that is.
std::int64_t raise_open_files();

}  // namespace kortelijn::bench
