// kortelijn: the server and its console commands in one program.
#include "app/command_line.hpp"

int main(int argc, char** argv) { return kortelijn::app::run_command_line(argc, argv); }
