// What was measured beside what is to be reached, as a table for people and as JSON for programs.
#pragma once

#include <string>
#include <vector>

#include "bench/workloads.hpp"

namespace kortelijn::bench {

class Report {
public:
    void add(const W1Result& result);
    void add(const W2Result& result);
    void add(const W3Result& result);
    void add(const W4Result& result);
    void add(const W5Result& result);

    std::string table() const;
    std::string json() const;
    // Everybody came in, and every message was acknowledged and delivered exactly once.
    bool complete() const { return complete_; }

private:
    enum class Better : std::uint8_t { untold, more, less };
    struct Line {
        std::string workload, figure;
        double value = 0;
        std::string unit;
        Better better = Better::untold;
        double target = 0;
    };
    struct Beside {
        std::string workload;
        Measured measured;
    };
    struct Figures {  // of one workload in the JSON
        std::string workload;
        std::vector<std::pair<std::string, double>> values;
    };

    void beside(const std::string& workload, const Measured& measured);
    static std::string printed(const Line& line);
    static std::string printed(const Beside& beside);

    std::vector<Line> lines_;
    std::vector<Beside> besides_;
    std::vector<Figures> figures_;
    bool complete_ = true;
};

}  // namespace kortelijn::bench
