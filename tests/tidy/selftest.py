"""The tidy test's own test: every rule finds its fault in a small bad tree, and none in a good one.

A rule that cannot fail is a defect, so each case names the finding that must appear.
"""
import hashlib
import pathlib
import tempfile
import unittest

from tidy import RULES
from tree import Tree

GOOD_METHOD = {
    "protocol/schema/room/join.json": "{}",
    "protocol/samples/room.join/good-plain.json": "{}",
    "protocol/samples/room.join/bad-no-room.json": "{}",
    "server/commands/room_join.cpp": "// Joins.\n",
    "server/commands/table.cpp": '// All.\n{"room.join", room_join},\n',
    "tests/unit/commands/room_join_test.cpp": "// room.join\n",
    "server/audit/events.cpp": '// Events.\n{"room.join"},\n',
}
TO_DO = "TO" + "DO"


class TidyRules(unittest.TestCase):
    def findings(self, rule, files):
        with tempfile.TemporaryDirectory() as folder:
            for path, content in files.items():
                file = pathlib.Path(folder, path)
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(content if isinstance(content, bytes) else content.encode())
            return RULES[rule](Tree(folder))

    def finds(self, rule, files, *expected):
        found = self.findings(rule, files)
        for part in expected:
            self.assertTrue(any(part in finding for finding in found), f"{part!r} not in {found}")
        self.assertEqual(len(found), len(expected), found)

    def clean(self, rule, files):
        self.assertEqual(self.findings(rule, files), [])

    def test_I11_an_include_goes_down_and_not_up(self):
        self.clean("I11 levels", {"server/core/a.cpp": '#include "policy/b.hpp"\n#include <vector>\n',
                              "server/policy/b.hpp": '#include "domain/c.hpp"\n', "server/domain/c.hpp": ""})
        self.finds("I11 levels", {"server/policy/a.cpp": '#include "core/b.hpp"\n', "server/core/b.hpp": ""},
                   "policy must not include core")

    def test_I11_an_include_that_is_not_there_yet_is_judged_too(self):
        self.finds("I11 levels", {"server/domain/a.cpp": '#  include "transport/x.hpp"\n'},
                   "domain must not include transport")

    def test_I11_folders_of_one_level_are_strangers(self):
        for one, other in (("policy", "store"), ("audit", "rooms"), ("rooms", "policy"), ("store", "audit")):
            self.finds("I11 levels", {f"server/{one}/a.cpp": f'#include "{other}/b.hpp"\n'},
                       f"{one} must not include {other}")

    def test_I11_the_protocol_includes_base_and_nothing_else_of_the_server(self):
        bare = {"protocol/cpp/frame.hpp": '#include "base/ids.hpp"\n', "server/base/ids.hpp": "",
                "server/transport/t.cpp": '#include "frame.hpp"\n'}
        self.clean("I11 levels", bare)
        self.finds("I11 levels", {"protocol/cpp/frame.hpp": '#include "domain/words.hpp"\n'},
                   "protocol must not include domain")
        self.finds("I11 levels", {**bare, "server/base/ids.hpp": '#include "frame.hpp"\n'},
                   "base must not include protocol")

    def test_I11_a_way_round_by_dots_is_still_an_include(self):
        self.finds("I11 levels", {"server/domain/a.cpp": '#include "../core/b.hpp"\n', "server/core/b.hpp": ""},
                   "domain must not include core")

    def test_I11_the_server_includes_no_test_and_no_unknown_folder(self):
        self.finds("I11 levels", {"server/base/a.cpp": '#include "../../tests/x.hpp"\n', "tests/x.hpp": ""},
                   "is no header of the server")
        self.finds("I11 levels", {"server/misc/a.cpp": ""}, "has no level")

    def test_I11_some_headers_have_one_home(self):
        for header, place in (("sqlite3.h", "core"), ("boost/beast/core.hpp", "core"),
                              ("boost/asio.hpp", "commands"), ("nlohmann/json.hpp", "policy"),
                              ("sys/socket.h", "store"), ("openssl/ssl.h", "audit")):
            self.finds("I11 levels", {f"server/{place}/a.cpp": f"#include <{header}>\n"}, f"{header} belongs in")
        self.clean("I11 levels", {"server/store/sqlite/a.cpp": "#include <sqlite3.h>\n",
                              "server/transport/a.cpp": "#include <boost/beast/core.hpp>\n",
                              "tests/power/shim.cpp": "#include <sqlite3.h>\n",
                              "protocol/cpp/a.cpp": "#include <nlohmann/json.hpp>\n"})

    def test_I11_the_sqlite_store_is_known_to_app_only(self):
        store = {"server/store/sqlite/open.hpp": ""}
        self.finds("I11 levels", {**store, "server/core/a.cpp": '#include "store/sqlite/open.hpp"\n'},
                   "is known to app only")
        self.clean("I11 levels", {**store, "server/app/a.cpp": '#include "store/sqlite/open.hpp"\n'})

    def test_I11_rules_know_no_sockets_no_sql_no_json(self):
        for place in ("domain", "policy", "rooms"):
            for header in ("sqlite3.h", "boost/asio/ip/tcp.hpp", "boost/beast/websocket.hpp", "sys/socket.h",
                           "netinet/in.h", "openssl/ssl.h", "nlohmann/json_fwd.hpp"):
                self.finds("I11 levels", {f"server/{place}/a.hpp": f"#include <{header}>\n"}, f"{header} belongs in")
            for other in ("protocol/cpp/reader.hpp", "server/store/store.hpp", "server/transport/server.hpp"):
                name = other.removeprefix("server/").removeprefix("protocol/cpp/")
                reader = {f"server/{place}/a.cpp": f'#include "{name}"\n', other: ""}
                self.finds("I11 levels", reader, f"{place} must not include")
        for place in ("policy", "commands", "core"):
            for text in ("SELECT id FROM cases", "insert into seats VALUES(1)", "UPDATE x SET y = 1",
                         "DELETE FROM cases", "PRAGMA synchronous = FULL"):
                self.finds("I11 levels", {f"server/{place}/a.cpp": f'run("{text}");\n'}, "a.cpp:1: SQL belongs in")
        self.clean("I11 levels", {"server/store/sqlite/a.cpp": 'run("SELECT 1");\n',
                                  "server/core/a.cpp": '// SELECT id FROM cases\nsay("Update settings; delete from here");\n'})

    def test_sizes_have_limits(self):
        opening = "// Opens.\n"
        self.clean("sizes", {"server/a.cpp": opening + "\n" * 349, "tests/a.cpp": opening + "\n" * 449})
        self.finds("sizes", {"server/a.cpp": opening + "\n" * 350}, "351 lines, at most 350")
        self.finds("sizes", {"tests/a.cpp": opening + "\n" * 450}, "451 lines, at most 450")
        self.finds("sizes", {"client-web/src/a.test.ts": opening + "\n" * 450}, "at most 450")
        self.finds("sizes", {"dev": "#!/bin/sh\n" + "x" * 121}, "dev:2: 121 characters")

    def test_a_generated_type_may_be_long(self):
        long = "\n" * 400
        self.clean("sizes", {"protocol/ts/a.ts": "// Generated from the schemas.\n" + long})
        self.finds("sizes", {"protocol/ts/a.ts": "// Written by hand.\n" + long}, "at most 350")

    def test_a_file_opens_with_a_comment(self):
        for name in ("server/a.cpp", "server/a.hpp", "client-web/src/a.ts", "client-web/src/a.tsx"):
            self.finds("sizes", {name: "int a;\n"}, "opens without a comment")

    def test_nothing_is_left_behind(self):
        self.finds("leftovers", {"server/core/a.cpp": f"// {TO_DO}: later\n"}, f"a.cpp:1: {TO_DO} left behind")
        self.finds("leftovers", {"README.md": "\n" + "FIX" + "ME\n"}, "README.md:2")
        self.finds("leftovers", {"server/core/a.cpp": "std::cout << 1;\n"}, "prints to standard output")
        self.finds("leftovers", {"server/core/a.cpp": 'printf("x");\n'}, "prints to standard output")
        self.finds("leftovers", {"client-web/src/a.ts": "console.log(1)\n"}, "browser's console")
        self.clean("leftovers", {"server/app/a.cpp": "std::cout << 1;\n",
                                 "server/core/a.cpp": 'std::snprintf(b, 4, "x"); log.printf(1);\n'})

    def test_a_whole_method_has_no_gap(self):
        self.clean("completeness", GOOD_METHOD)

    def test_each_missing_part_of_a_method_is_a_gap(self):
        parts = {"protocol/samples/room.join/good-plain.json": "no good sample",
                 "protocol/samples/room.join/bad-no-room.json": "no bad sample",
                 "server/commands/room_join.cpp": "no command",
                 "server/commands/table.cpp": "no entry in",
                 "tests/unit/commands/room_join_test.cpp": "no test in",
                 "server/audit/events.cpp": "no audit event",
                 "protocol/schema/room/join.json": "samples without a schema"}
        for path, gap in parts.items():
            self.finds("completeness", {f: text for f, text in GOOD_METHOD.items() if f != path}, gap)

    def test_all_gaps_are_told_at_once(self):
        self.finds("completeness", {"protocol/schema/room/leave.json": "{}"}, "no good sample",
                   "no bad sample", "no command", "no entry", "no test", "no audit event")

    def test_a_longer_name_does_not_stand_in_for_a_shorter(self):
        files = {**GOOD_METHOD, "server/commands/table.cpp": '{"room.join_again", room_join_again},\n'}
        self.finds("completeness", files, "no entry in")

    def test_only_typing_presence_and_ping_go_unrecorded(self):
        for verb, gaps in (("typing", []), ("ping", []), ("leave", ["no audit event"])):
            files = {path.replace("join", verb): text.replace("join", verb)
                     for path, text in GOOD_METHOD.items() if "audit" not in path}
            self.finds("completeness", files, *gaps)

    def test_a_notice_needs_good_samples_only(self):
        notice = {"protocol/schema/notice/room.gone.json": "{}"}
        self.finds("completeness", notice, "notice.room.gone: no good sample")
        self.clean("completeness", {**notice, "protocol/samples/notice.room.gone/good-1.json": "{}"})

    def test_a_schema_that_is_no_json_is_a_finding(self):
        self.finds("completeness", {"protocol/schema/room/left.json": "{"}, "is not JSON")

    def test_no_machine_and_no_registry_is_named(self):
        for text in ("see /" + "work/x", 'cd "/' + 'home/me"', "https://registry" + ".npmjs.org/a",
                     "http://deb" + ".debian.org/debian"):
            self.finds("places", {"README.md": text}, "README.md:1: names")
        self.clean("places", {"README.md": "client-web/home/x, https://localhost:8443/home"})

    def test_a_migration_is_never_edited(self):
        path, text = "server/store/sqlite/migrations/0001_start.sql", "CREATE TABLE a(b);\n"
        line = f"{hashlib.sha256(text.encode()).hexdigest()}  {path}\n"
        recorded = {"tests/tidy/migrations.sha256": line}
        self.clean("migrations", {path: text, **recorded})
        self.finds("migrations", {path: text + "-- edited\n", **recorded}, "never edited")
        self.finds("migrations", {path: text}, "new migration")
        self.finds("migrations", recorded, "but gone")
        self.finds("migrations", {"server/store/sqlite/migration_0002.cpp": "// x"}, "new migration")

    def test_the_top_level_is_closed(self):
        self.finds("top level", {"notes.txt": "", "dev": "", "server/a": ""}, "notes.txt: does not belong")
        self.finds("top level", {"scripts/x.sh": ""}, "scripts: does not belong")
        self.clean("top level", {".ci/run": "", ".gitignore": "", "build/x": "", "data/x": "", "README.md": ""})

    def test_every_rule_has_a_case_here(self):
        source = pathlib.Path(__file__).read_text()
        for rule in RULES:
            self.assertIn(f'self.finds("{rule}"', source)

    def test_what_is_made_or_fetched_is_not_ours(self):
        made = ("build/a.cpp", "build-x/a.cpp", "node_modules/a.ts", "client-web/node_modules/b/a.ts",
                "client-web/dist/a.ts", "data/a.cpp", ".cache/a.cpp")
        self.clean("sizes", {path: "int a;\n" for path in made})
        self.finds("sizes", {"tests/data/a.cpp": "int a;\n"}, "opens without")


if __name__ == "__main__":
    unittest.main()
