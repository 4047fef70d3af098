// Who is connected: by socket, by person, by session.
#include "rooms/connection.hpp"

#include <gtest/gtest.h>

#include "rooms/outbox.hpp"

namespace kortelijn::rooms {
namespace {

Connection connection(std::int64_t id, std::int64_t who, std::int64_t session) {
    Connection out;
    out.id = {id}, out.who = {who}, out.session = {session};
    return out;
}

TEST(Connections, are_found_by_socket_person_and_session) {
    Connections all;
    all.add(connection(1, 11, 5)), all.add(connection(2, 11, 6)), all.add(connection(3, 12, 7));
    EXPECT_EQ(all.size(), 3U);
    EXPECT_EQ(all.find({2})->who, ProfessionalId{11});
    EXPECT_EQ(all.of(ProfessionalId{11}), (std::vector<ConnectionId>{{1}, {2}}));
    EXPECT_EQ(all.of(SessionId{6}), (std::vector<ConnectionId>{{2}}));
    EXPECT_TRUE(all.of(ProfessionalId{99}).empty());
    EXPECT_EQ(all.find({99}), nullptr);
}

TEST(Connections, that_go_leave_nothing_behind) {
    Connections all;
    all.add(connection(1, 11, 5)), all.add(connection(2, 11, 5));
    all.remove({1}), all.remove({1}), all.remove({99});
    EXPECT_EQ(all.of(ProfessionalId{11}), (std::vector<ConnectionId>{{2}}));
    all.remove({2});
    EXPECT_TRUE(all.people().empty());
    EXPECT_EQ(all.size(), 0U);
}

TEST(Connections, an_id_names_its_thread_slot_and_generation) {
    const ConnectionId id = connection_id(3, 0x123456, 0x7fffffff);
    EXPECT_EQ(io_thread_of(id), 3U);
    EXPECT_EQ(slot_of(id), 0x123456U);
    EXPECT_GT(id.value, 0);
    EXPECT_NE(id, connection_id(3, 0x123456, 0x7ffffffe));
}

}  // namespace
}  // namespace kortelijn::rooms
