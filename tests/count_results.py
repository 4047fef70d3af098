"""Counts tests for ./dev test and prints "PASSED FAILED".

ctest FOLDER: single GoogleTest cases from the XML each program left there, and programs that are no
GoogleTest (or crashed before writing) from ctest's own report. log FILE: from what vitest and
Playwright print. Never turns a failure into nothing: a program that failed counts at least once.
"""
import pathlib
import re
import sys
import xml.etree.ElementTree as xml


def count_ctest(folder):
    passed = failed = 0
    cases = {}
    for report in folder.glob("*.xml"):
        try:
            root = xml.parse(report).getroot()
        except xml.ParseError:
            continue  # a crash in the middle of writing: ctest's own report counts it
        bad = int(root.get("failures", 0)) + int(root.get("errors", 0))
        skipped = int(root.get("disabled", 0)) + sum(
            1 for case in root.iter("testcase") if case.find("skipped") is not None)
        cases[report.stem] = bad
        passed += int(root.get("tests", 0)) - bad - skipped
        failed += bad
    junit = folder / "ctest.junit"
    programs = xml.parse(junit).getroot().iter("testcase") if junit.exists() else []
    for program in programs:
        name, status = program.get("name"), program.get("status")
        if status == "fail" and cases.get(name, 0) == 0:
            failed += 1
        elif status == "run" and name not in cases:
            passed += 1
    return passed, failed


def count_log(file):
    text = re.sub(r"\x1b\[[0-9;]*m", "", file.read_text(errors="replace"))
    # vitest: "Tests  1 failed | 33 passed (34)"; Playwright: a line "  12 passed (30.1s)" each.
    vitest = re.findall(r"^\s*Tests\s+(.*)$", text, re.M)
    lines = vitest or re.findall(r"^\s*(\d+ (?:passed|failed|did not run)\b.*)$", text, re.M)
    passed = sum(int(n) for line in lines for n in re.findall(r"(\d+) passed", line))
    failed = sum(int(n) for line in lines for n in re.findall(r"(\d+) (?:failed|did not run)", line))
    return passed, failed


if __name__ == "__main__":
    kind, path = sys.argv[1], pathlib.Path(sys.argv[2])
    print(*(count_ctest(path) if kind == "ctest" else count_log(path)))
