#!/usr/bin/env python3
"""Changes of a bundle's files, drawn from a seed, each of which every checker must refuse.

usage: changes.py list FOLDER COUNT SEED        prints them, a line each (kortcheck.go reads them too)
       changes.py each FILE FOLDER -- CHECKER [ARGUMENT]... [-- CHECKER [ARGUMENT]...]
                                                applies each to a copy on the disk and runs the
                                                checkers with that folder as last argument
"""
import concurrent.futures
import os
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile

KINDS = ("flip", "flip", "cut", "append", "swap", "drop", "add")


def draw(folder, count, seed):
    chance = random.Random(seed)
    files = sorted(str(f.relative_to(folder)) for f in folder.rglob("*") if f.is_file())
    # The files that are more than a hash of something are drawn more often than the tiles.
    few = [f for f in files if not f.startswith("tile/")]
    while count > 0:
        path = chance.choice(few if chance.random() < 0.6 else files)
        content = (folder / path).read_bytes()
        kind, a, b = chance.choice(KINDS), 0, 0
        if kind == "flip" and content:
            a, b = chance.randrange(len(content)), 1 << chance.randrange(8)
        elif kind == "cut" and content:
            a = len(content) - 1 - chance.randrange(min(40, len(content)))
        elif kind == "append" and content:
            a = chance.randrange(len(content))
            b = min(len(content), a + 1 + chance.randrange(64))
        elif kind == "swap":
            lines = content.split(b"\n")
            if len(lines) < 3:
                continue
            a = chance.randrange(len(lines) - 2)
            if lines[a] == lines[a + 1]:
                continue
        elif kind == "add":
            path = f"tile/0/{chance.randrange(1000):03}.p/{chance.randrange(1, 256)}x"
        elif kind != "drop":
            continue
        print(kind, path, a, b, sep="\t")
        count -= 1


def applied(kind, content, a, b):
    if kind == "flip":
        return content[:a] + bytes([content[a] ^ b]) + content[a + 1:]
    if kind == "cut":
        return content[:a]
    if kind == "append":
        return content + content[a:b]
    if kind == "swap":
        lines = content.split(b"\n")
        ends = [line + b"\n" for line in lines[:-1]] + [lines[-1]]
        ends[a], ends[a + 1] = ends[a + 1], ends[a]
        return b"".join(ends)
    raise ValueError(kind)


def refuse(numbered, folder, checkers):
    """Each of these changes on this copy of the folder; the words of the first that was not refused."""
    for number, line in numbered:
        kind, path, a, b = line.split("\t")
        file = folder / path
        before = file.read_bytes() if file.exists() else None
        if kind == "drop":
            file.unlink()
        elif kind == "add":
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(b"more\n")
        else:
            file.write_bytes(applied(kind, before, int(a), int(b)))
        for checker in checkers:
            run = subprocess.run([*checker, os.fspath(folder)], stdout=subprocess.DEVNULL,
                                 stderr=subprocess.DEVNULL, check=False)
            if run.returncode != 1:
                return f"change {number} ({line}): {checker[0]} ended with {run.returncode}"
        if before is None:
            file.unlink()
        else:
            file.write_bytes(before)
    return None


def each(changes, folder, checkers):
    numbered = list(enumerate(changes.read_text().splitlines(), 1))
    workers = os.cpu_count() or 1
    with tempfile.TemporaryDirectory() as aside, concurrent.futures.ThreadPoolExecutor(workers) as pool:
        copies = [shutil.copytree(folder, pathlib.Path(aside) / str(i)) for i in range(workers)]
        runs = [pool.submit(refuse, numbered[i::workers], copy, checkers) for i, copy in enumerate(copies)]
        for run in runs:
            if run.result():
                sys.exit(run.result())
    print(f"refused: all {len(numbered)} changes, by {len(checkers)} checkers")


def main(arguments):
    if len(arguments) == 4 and arguments[0] == "list":
        return draw(pathlib.Path(arguments[1]), int(arguments[2]), int(arguments[3]))
    if len(arguments) > 4 and arguments[0] == "each" and arguments[3] == "--":
        checkers, rest = [], arguments[4:]
        while rest:
            end = rest.index("--") if "--" in rest else len(rest)
            checkers.append(rest[:end])
            rest = rest[end + 1:]
        return each(pathlib.Path(arguments[1]), pathlib.Path(arguments[2]), checkers)
    sys.exit(__doc__)


if __name__ == "__main__":
    main(sys.argv[1:])
