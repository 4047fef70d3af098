"""Holds the repository to its own form and prints every finding at once. Exit 1 when there is one.

usage: tidy.py [RULE]... [--root FOLDER]
"""
import pathlib
import sys

import rules_complete
import rules_form
import rules_levels
from tree import Tree

RULES = {
    "I11 levels": rules_levels.levels,
    "sizes": rules_form.sizes,
    "leftovers": rules_form.leftovers,
    "completeness": rules_complete.completeness,
    "places": rules_form.places,
    "migrations": rules_form.migrations,
    "top level": rules_form.top_level,
}


def main(arguments):
    root = pathlib.Path(__file__).resolve().parents[2]
    if "--root" in arguments:
        at = arguments.index("--root")
        root = arguments[at + 1]
        del arguments[at:at + 2]
    tree = Tree(root)
    count = 0
    for name in arguments or RULES:
        findings = RULES[name](tree)
        count += len(findings)
        print(f"{name}: {'clean' if not findings else len(findings)}")
        for finding in findings:
            print(f"  {finding}")
    print(f"tidy: {len(tree.files)} files, {count} findings")
    return 1 if count else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
