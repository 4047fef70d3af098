#!/usr/bin/env python3
"""Sends one signal to Kortelijn's partner API and asks for its status. An example to begin from: it
needs Python 3.9 and nothing else. Sending the same file again sends nothing twice.

usage: send_signal.py URL CERTIFICATE KEY SIGNAL.json [AUTHORITY.pem]
"""
import hashlib
import json
import ssl
import sys
import time
import urllib.error
import urllib.request


def ask(tls, request, tries=5):
    """The answer as (status, JSON). Waits as the server asks with 429 and 503."""
    for left in range(tries - 1, -1, -1):
        try:
            with urllib.request.urlopen(request, timeout=60, context=tls) as answer:
                return answer.status, json.load(answer)
        except urllib.error.HTTPError as refused:
            if refused.code not in (429, 503) or left == 0:
                return refused.code, json.load(refused)
            time.sleep(int(refused.headers.get("Retry-After", "5")))


def main(url, certificate, key, signal, authority=None):
    tls = ssl.create_default_context(cafile=authority)
    tls.load_cert_chain(certificate, key)
    with open(signal, "rb") as file:
        body = file.read()
    # One key per signal. Of the file itself, so that a second try after a broken line has the same.
    headers = {"Content-Type": "application/json",
               "Idempotency-Key": hashlib.sha256(body).hexdigest()[:40]}
    status, answer = ask(tls, urllib.request.Request(url + "/v1/signals", data=body, headers=headers))
    if status not in (200, 201):
        where = f" ({answer['field']})" if "field" in answer else ""
        print(f"refused: {answer['title']}{where}", file=sys.stderr)
        return 1
    print(f"signal {answer['id']}, the household hears from somebody before {answer['term_ends']}")
    status, answer = ask(tls, urllib.request.Request(f"{url}/v1/signals/{answer['id']}"))
    print(f"status: {answer['status']}")
    return 0


if __name__ == "__main__":
    if len(sys.argv) not in (5, 6):
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
