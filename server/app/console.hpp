// How a console command reaches the core: through the running server's control socket, or, when no
// server runs, by opening the data folder itself. Both take the same way through the pipeline, so
// that no act of the console lacks its entry (I1).
#pragma once

#include <memory>
#include <string>
#include <thread>

#include "app/admin_acts.hpp"
#include "app/config.hpp"
#include "app/engine.hpp"

namespace kortelijn::app {

// The name of who runs this process, for the entry.
std::string console_user();

// Does the act and gives its result (JSON). Throws Refused with words for the console. `create`:
// makes the database, with this origin for its log (admin init).
std::string do_admin_act(const Config& config, const AdminAct& act);
std::string create_collaboration(const Config& config, const std::string& name,
                                 const std::string& origin);

// The server's end: a Unix socket in the data folder, for the server's own user only (mode 0600,
// and the peer's user id is asked). One act a connection, one at a time.
class ControlSocket {
public:
    ControlSocket(const Config& config, Engine& engine);
    ~ControlSocket();
    ControlSocket(const ControlSocket&) = delete;
    ControlSocket& operator=(const ControlSocket&) = delete;

private:
    void loop();
    void answer(int peer);

    std::string path_;
    Engine& engine_;
    int fd_ = -1;
    int wake_[2] = {-1, -1};
    std::thread thread_;
};

}  // namespace kortelijn::app
