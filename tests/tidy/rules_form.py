"""The form of files: sizes, opening comments, nothing left behind, no place or machine named."""
import hashlib
import re

CODE = (".cpp", ".hpp", ".h", ".ts", ".tsx", ".js", ".mjs", ".css", ".py", ".sh", "CMakeLists.txt")
COMMENTED = (".cpp", ".hpp", ".ts", ".tsx")
FILE_LINES, TEST_FILE_LINES, LINE_LENGTH, TEST_LINE_LENGTH = 350, 450, 120, 170
PROSE = (".md", ".yaml", ".yml", ".sql", ".html", ".toml")

TOP_LEVEL = {"CMakeLists.txt", "CMakePresets.json", "server", "protocol", "client-web", "certs",
             "tests", "README.md", "LICENSE", "dev"}


def is_test(path):
    return path.startswith(("tests/", "client-web/tests/", "client-web/test/")) or ".test." in path


def is_generated(tree, path):
    first = (tree.text(path) or "").split("\n", 3)[:3]
    return path.startswith("protocol/ts/") and any("generated" in line.lower() for line in first)


def is_script(tree, path):
    return (tree.text(path) or "").startswith("#!")


def code_files(tree):
    return [f for f in tree.files if tree.text(f) is not None
            and (f.endswith(CODE) or is_script(tree, f)) and not is_generated(tree, f)]


def sizes(tree):
    findings = []
    for path in code_files(tree):
        lines = tree.text(path).split("\n")
        if lines[-1] == "":
            lines.pop()
        limit = TEST_FILE_LINES if is_test(path) else FILE_LINES
        if len(lines) > limit:
            findings.append(f"{path}: {len(lines)} lines, at most {limit}")
        for number, line in enumerate(lines, 1):
            # Tables in tests read best a row a line; the client is laid out by its own tools.
            longest = TEST_LINE_LENGTH if is_test(path) else LINE_LENGTH
            if len(line) > longest and not path.startswith("client-web/"):
                findings.append(f"{path}:{number}: {len(line)} characters, at most {longest}")
        if path.endswith(COMMENTED) and not tree.text(path).lstrip().startswith(("//", "/*")):
            findings.append(f"{path}: opens without a comment on what it answers for")
    return findings


# Spelled in pieces so that this file may be read by its own rule.
MARKER = re.compile(r"\b(" + "|".join(("TO" "DO", "FIX" "ME", "XX" "X", "HA" "CK")) + r")\b")
PRINTING = re.compile(r"std::cout\b|(?<![\w.>])(?:std::)?(?:printf|puts)\s*\(")
BROWSER_PRINTING = re.compile(r"\bconsole\.(log|debug)\(|\bdebugger;")


def leftovers(tree):
    findings = []
    for path in tree.files:
        text = tree.text(path)
        if text is None or not (path.endswith(CODE + PROSE) or is_script(tree, path)):
            continue
        for number, line in enumerate(text.split("\n"), 1):
            marker = MARKER.search(line)
            if marker:
                findings.append(f"{path}:{number}: {marker.group(1)} left behind")
            if path.startswith("server/") and not path.startswith("server/app/") \
                    and not path.endswith("/main.cpp") \
                    and path.endswith((".cpp", ".hpp")) and PRINTING.search(line):
                findings.append(f"{path}:{number}: prints to standard output")
            if path.startswith("client-web/src/") and BROWSER_PRINTING.search(line):
                findings.append(f"{path}:{number}: prints to the browser's console")
    return findings


MACHINE = re.compile(r"(?<![\w.$}/-])/(work|home|root)/\w")
REGISTRY = re.compile(r"\b(registry\.(npmjs|yarnpkg|npmmirror)|(deb|ftp|security|snapshot)\.debian\.org"
                      r"|pypi\.org|files\.pythonhosted|proxy\.golang|static\.crates|deb\.nodesource)")


def places(tree):
    findings = []
    for path in tree.files:
        for number, line in enumerate((tree.text(path) or "").split("\n"), 1):
            for pattern, what in ((MACHINE, "a path of one machine"), (REGISTRY, "a registry's host")):
                found = pattern.search(line)
                if found:
                    findings.append(f"{path}:{number}: names {what} ({found.group(0)})")
    return findings


MIGRATION = re.compile(r"^server/store/.*(migrations?/[^/]*\d|/migration_?\d)[^/]*$")
RECORDED = "tests/tidy/migrations.sha256"


def migrations(tree):
    """A numbered migration is never edited: another machine has already run it."""
    recorded = {}
    if RECORDED in tree.files:
        for line in tree.text(RECORDED).splitlines():
            if line.strip() and not line.startswith("#"):
                digest, path = line.split()
                recorded[path] = digest
    findings = []
    present = [f for f in tree.files if MIGRATION.match(f)]
    for path in present:
        digest = hashlib.sha256(tree.bytes(path)).hexdigest()
        if path not in recorded:
            findings.append(f"{path}: new migration; once it is final add to {RECORDED}: {digest}  {path}")
        elif recorded[path] != digest:
            findings.append(f"{path}: a migration is never edited; write a new one")
    findings += [f"{path}: recorded in {RECORDED} but gone" for path in recorded if path not in present]
    return findings


def top_level(tree):
    return [f"{name}: does not belong at the top" for name in tree.top_names()
            if name not in TOP_LEVEL and not name.startswith(".")]
