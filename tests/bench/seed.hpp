// Makes a data folder with a collaboration of rooms in which everybody may read everything that the
// workloads write: one household of one adult per case, a team as its table, four organisations
// with consent for "school" and "work". Sessions exist already, so that no workload waits for
// Argon2id. Never a demo collaboration: the server is measured as it runs in production.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace kortelijn::bench {

struct Shape {
    int rooms = 100;
    int members = 10;   // of each room; nobody is in two
    int prefilled = 0;  // messages in each room
    // A daily start beside the rooms, of a team of its own; none: no start.
    int start_people = 0;
    int start_items = 0;
};

struct Person {
    std::string token;  // the cookie's value; the store has its digest only
    std::int64_t room = 0;
    std::int64_t about = 0;  // the household member the room is about
};

// Of five organisations in turn. Of each item two of the first four have consent for the daily
// start, and two people are the pair of its case; the fifth organisation has a ground for none.
struct SeededStart {
    std::int64_t team = 0, board = 0;
    std::string day;  // today; the board is planned, and waits for who opens it
    std::vector<std::string> tokens;
    std::vector<std::int64_t> people;
    std::vector<std::int64_t> items;
};

struct Seeded {
    std::vector<Person> people;  // room by room: person i is in room i / members
    SeededStart start;
};

// The folder must exist and be empty. Throws StoreFailure or std::runtime_error.
Seeded seed(const std::string& folder, const Shape& shape);

// 200 bytes, as W1, W2 and the prefilled messages have; begins with `head`.
std::string text_of_200(const std::string& head);

}  // namespace kortelijn::bench
