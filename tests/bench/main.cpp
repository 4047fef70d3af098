// kortelijn_bench: runs the workloads one after the other, each on a fresh server, and prints the
// table. Ends with 1 when a workload was not complete; a target that is missed is told, not an
// error.
#include <algorithm>
#include <cstdio>
#include <cstring>
#include <exception>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "bench/report.hpp"
#include "bench/workloads.hpp"

namespace {

namespace fs = std::filesystem;
using namespace kortelijn::bench;

struct Arguments {
    Place place;
    std::string json;
    std::vector<std::string> only;

    bool wants(const std::string& workload) const {
        return only.empty() || std::find(only.begin(), only.end(), workload) != only.end();
    }
};

constexpr const char* help =
    "kortelijn_bench [--json FILE] [--only W1|W2|W3|W4|W5]... [--server PROGRAM] [--folder "
    "FOLDER]\n"
    "  --server  the kortelijn to measure; else the one built beside this program\n"
    "  --folder  where its data lies while it is measured: that disk is measured along\n";

bool is_workload(const std::string& name) {
    return name == "W1" || name == "W2" || name == "W3" || name == "W4" || name == "W5";
}

bool read(int argc, char** argv, Arguments& out) {
    const fs::path here = fs::read_symlink("/proc/self/exe").parent_path();
    out.place.program = (here / "../../kortelijn").lexically_normal().string();
    out.place.folder = here.string();
    for (int i = 1; i < argc; i += 2) {
        const std::string name = argv[i];
        if (i + 1 >= argc) return false;
        const std::string value = argv[i + 1];
        if (name == "--json")
            out.json = value;
        else if (name == "--only" && is_workload(value))
            out.only.push_back(value);
        else if (name == "--server")
            out.place.program = value;
        else if (name == "--folder")
            out.place.folder = value;
        else
            return false;
    }
    return true;
}

template <class Run>
void take(const Arguments& arguments, Report& report, const char* workload, const char* words,
          Run run) {
    if (!arguments.wants(workload)) return;
    std::printf("%s: %s ...\n", workload, words);
    std::fflush(stdout);
    report.add(run(arguments.place));
}

}  // namespace

int main(int argc, char** argv) {
    Arguments arguments;
    if (!read(argc, argv, arguments)) {
        std::fputs(help, stderr);
        return 2;
    }
    if (const auto files = raise_open_files(); files < 12'000)
        std::printf("only %lld open files are allowed here: W4 needs 12,000\n",
                    static_cast<long long>(files));
    try {
        Report report;
        take(arguments, report, "W1", "100 rooms of 10, one sender each, 8 messages under way",
             [](const Place& place) { return run_w1(place); });
        take(arguments, report, "W2", "500 messages a second, open loop",
             [](const Place& place) { return run_w2(place); });
        take(arguments, report, "W3", "2000 people come back at once",
             [](const Place& place) { return run_w3(place); });
        take(arguments, report, "W4", "5000 people sit in their rooms",
             [](const Place& place) { return run_w4(place); });
        take(arguments, report, "W5",
             "30 people move through 25 items while 500 messages a second are said elsewhere",
             [](const Place& place) { return run_w5(place); });
        std::fputs(report.table().c_str(), stdout);
        if (!arguments.json.empty()) std::ofstream(arguments.json) << report.json();
        return report.complete() ? 0 : 1;
    } catch (const std::exception& problem) {
        std::fprintf(stderr, "bench: %s\n", problem.what());
        return 1;
    }
}
