"""Every method of the protocol is whole: schema, samples, command, table, test, audit event.

Reports all gaps at once: someone adding a method reads here what is still owed.
"""
import json
import re

# Notices go from server to client only; they have a schema and samples, and no command.
SHARED = {"common", "shared", "types", "defs"}  # folders of definitions that others refer to
UNRECORDED = {"typing", "presence", "ping"}  # I1: the only acts that the log does not hold


def is_notice(schema, noun):
    return noun in ("notice", "notices") or schema.get("x-kind") == "notice"


def schemas(tree):
    """(noun, verb, schema) of protocol/schema/<noun>/<verb>.json; schema is None when unreadable."""
    for path in tree.below("protocol/schema", ends=".json"):
        match = re.fullmatch(r"protocol/schema/([a-z_]+)/([a-z_.]+)\.json", path)
        if not match or match.group(1) in SHARED:
            continue
        try:
            schema = json.loads(tree.text(path))
        except (ValueError, TypeError):
            schema = None
        yield match.group(1), match.group(2), schema


def sample_gaps(tree, method, kinds):
    names = [f.rsplit("/", 1)[1] for f in tree.below(f"protocol/samples/{method}", ends=".json")]
    return [f"no {kind} sample (protocol/samples/{method}/{kind}-*.json)" for kind in kinds
            if not any(name.startswith(kind + "-") for name in names)]


def command_gaps(tree, noun, verb):
    method, gaps = f"{noun}.{verb}", []
    command = f"server/commands/{noun}_{verb}.cpp"
    if command not in tree.files:
        gaps.append(f"no command ({command})")
    table = tree.text("server/commands/table.cpp") if "server/commands/table.cpp" in tree.files else ""
    if not re.search(rf'"{re.escape(method)}"|\b{noun}_{verb}\b', table):
        gaps.append("no entry in server/commands/table.cpp")
    tests = tree.below("tests/unit/commands", ends=".cpp")
    mentioned = re.compile(rf"\b{noun}[._]{verb}\b")
    if not any(mentioned.search(tree.text(f) or "") for f in tests):
        gaps.append("no test in tests/unit/commands mentions it")
    if not UNRECORDED & {noun, verb}:
        events = tree.below("server/audit")
        if not any(f'"{method}"' in (tree.text(f) or "") for f in events):
            gaps.append(f'no audit event "{method}" in server/audit')
    return gaps


def completeness(tree):
    findings = []
    known = set()
    for noun, verb, schema in schemas(tree):
        method = f"{noun}.{verb}"
        known.add(method)
        if schema is None:
            findings.append(f"protocol/schema/{noun}/{verb}.json: is not JSON")
            continue
        # A notice is the server's own: there is no bad one to refuse.
        kinds = ("good",) if is_notice(schema, noun) else ("good", "bad")
        gaps = sample_gaps(tree, method, kinds)
        if not is_notice(schema, noun):
            gaps += command_gaps(tree, noun, verb)
        findings += [f"{method}: {gap}" for gap in gaps]
    sampled = {f.split("/")[2] for f in tree.below("protocol/samples") if f.count("/") > 2}
    findings += [f"{name}: samples without a schema" for name in sorted(sampled)
                 if "." in name and name not in known]
    return findings
