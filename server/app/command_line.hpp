// The program's commands and their arguments. Each says with --help what it does and how it ends.
#pragma once

namespace kortelijn::app {

// The exit code. 0 done, 1 it did not work (one line on stderr), 2 wrong use; `audit verify` and
// `doctor` have their own, see their --help.
int run_command_line(int argc, char** argv);

}  // namespace kortelijn::app
