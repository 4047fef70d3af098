"""Includes go down only (server/ARCHITECTURE.md), and some headers have one home.

A folder includes itself and levels below it; folders of one level are strangers to each other.
"""
import posixpath
import re

LEVEL = {
    "protocol": 0, "base": 1, "domain": 2, "policy": 3, "audit": 3, "store": 3, "rooms": 3,
    "commands": 4, "core": 5, "transport": 6, "app": 7, "main.cpp": 8,
}
INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*([<"])([^>"]+)[>"]', re.M)

# Header (regular expression) -> the folders that may include it. The tests' own code may always.
HOMES = [
    (r"sqlite3(ext)?\.h$", ("server/store/sqlite/",)),
    (r"boost/(beast|asio)[/.]", ("server/transport/", "server/app/", "server/main.cpp")),
    (r"nlohmann/", ("protocol/cpp/", "server/commands/", "server/audit/")),
    (r"(sys/socket|sys/epoll|netinet/.*|arpa/inet|netdb)\.h$|openssl/ssl\.h$",
     ("server/transport/", "server/app/", "server/main.cpp")),
]
# (I11) Rules know no JSON: who turns requests and replies into text is known to commands and above.
NO_PROTOCOL = ("domain", "policy", "rooms", "store")
# (I11) Nor SQL: a statement in a string is the SQLite store's, also where no header gives it away.
SQL = re.compile(r'"\(?\s*(?:(?:SELECT|INSERT|UPDATE|DELETE|PRAGMA|CREATE)\s|(?i:select\b[^"]*\bfrom\b'
                 r'|insert\s+into\s|update\s+\w+\s+set\s|delete\s+from\s|pragma\s))')
# The store's one form is chosen where the program is put together, and known nowhere else.
SQLITE_USERS = ("server/store/sqlite/", "server/app/", "server/main.cpp")


def folder_of(path):
    """The folder that has a level: "policy" for server/policy/..., "protocol" for protocol/cpp."""
    parts = path.split("/")
    if path.startswith("protocol/cpp/"):
        return "protocol"
    if parts[0] == "server" and len(parts) > 1:
        return parts[1]
    return None


def included(tree, path, header):
    """The repository path a quoted include means, or None when it is none of ours."""
    beside = posixpath.normpath(posixpath.join(posixpath.dirname(path), header))
    known = set(tree.files)
    for candidate in (beside, "server/" + header, "protocol/cpp/" + header):
        if candidate in known:
            return candidate
    first = header.split("/")[0]
    return "server/" + header if first in LEVEL else None


def may_include(source, target):
    if source == target:
        return True
    if source == "protocol":
        return target == "base"
    if source == "base" or (target == "protocol" and source in NO_PROTOCOL):
        return False
    return LEVEL[target] < LEVEL[source]


def levels(tree):
    findings = []
    for path in tree.below("server", "protocol/cpp"):
        if not path.endswith((".cpp", ".hpp", ".h")):
            continue
        source = folder_of(path)
        if source not in LEVEL:
            findings.append(f"{path}: the folder {source} has no level")
            continue
        text = tree.text(path) or ""
        if not path.startswith("server/store/sqlite/"):
            for match in SQL.finditer(text):
                line = text.count("\n", 0, match.start()) + 1
                findings.append(f"{path}:{line}: SQL belongs in server/store/sqlite only")
        for match in INCLUDE.finditer(text):
            header = match.group(2)
            for pattern, homes in HOMES:
                if re.match(pattern, header) and not path.startswith(homes):
                    findings.append(f"{path}: {header} belongs in {', '.join(homes)} only")
            if match.group(1) == "<":
                continue
            meant = included(tree, path, header)
            if meant is None or meant.startswith("tests/"):
                findings.append(f"{path}: \"{header}\" is no header of the server")
                continue
            target = folder_of(meant)
            if target in LEVEL and not may_include(source, target):
                findings.append(f"{path}: {source} must not include {target} ({header})")
            if meant.startswith("server/store/sqlite/") and not path.startswith(SQLITE_USERS):
                findings.append(f"{path}: {header} is known to app only; use the store's interface")
    return findings
