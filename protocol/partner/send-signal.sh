#!/usr/bin/env bash
# Sends one signal to Kortelijn's partner API and prints the answer. An example to begin from: it
# needs curl and nothing else. Sending the same file again sends nothing twice.
set -euo pipefail

usage="usage: send-signal.sh URL CERTIFICATE KEY SIGNAL.json [AUTHORITY.pem]
  URL        for example https://kortelijn.example.nl:8444
  AUTHORITY  who vouches for the server; left out: the system's authorities"
(($# == 4 || $# == 5)) || { echo "$usage" >&2; exit 2; }
url=$1 certificate=$2 key=$3 signal=$4

# One key per signal. Of the file itself, so that a second try after a broken line has the same.
idempotency=$(sha256sum <"$signal" | cut -c 1-40)

# --retry waits as long as the server asks for with 429 and 503 (Retry-After).
exec curl --silent --show-error --fail-with-body --retry 5 --max-time 60 \
    --cert "$certificate" --key "$key" ${5:+--cacert "$5"} \
    --header "Content-Type: application/json" --header "Idempotency-Key: $idempotency" \
    --data-binary "@$signal" "$url/v1/signals"
