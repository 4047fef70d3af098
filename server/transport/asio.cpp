// Compiles Asio once for the whole program (BOOST_ASIO_SEPARATE_COMPILATION), so that no other file
// pays for it. Must hold nothing else.
#include <boost/asio/impl/src.hpp>
