# The steps of ./dev test, in order, each with a headline and its time; sourced by dev.
# A step is left out only when what it tests does not exist yet, never because it is inconvenient.
# shellcheck shell=bash disable=SC2154

# Test programs are chosen by the beginning of their ctest name: unit_, oracle, simulation, socket,
# power, kill, bench, tidy, fuzz. Each program is built once: unit, simulation and socket tests
# with the sanitizers and assertions, what measures or asks a hundred thousand times as released.
every_step=(tidy release asan client types audit journeys calls power fuzz)
long_steps=(unit-release tsan oracle-long starts-long calls-long lighthouse power-long fuzz-long)

declare -A headline=(
    [tidy]="tidy: levels, sizes, completeness, and the tidy test's own test"
    [release]="oracle, simulation with ten thousand random starts, and bench counts (release)"
    [unit-release]="every unit, simulation and socket test once more, as released"
    [asan]="unit, simulation and socket tests under AddressSanitizer and UndefinedBehaviorSanitizer"
    [client]="client unit tests"
    [types]="generated types and the partner API are those of the schemas; client type check"
    [audit]="the log's bundle: openssl, Go's packages, HL7's schema and ourselves; a thousand changes"
    [journeys]="journeys in Chromium against the real server"
    [calls]="calls between real browsers: three Chromiums, Firefox, relay, a man in the middle"
    [power]="kill -9 loop and power cuts"
    [fuzz]="fuzz targets under ASan and UBSan, a minute in total"
    [tsan]="unit, simulation and socket tests under ThreadSanitizer"
    [oracle-long]="oracle against decide(), a million histories"
    [starts-long]="random starts of the daily start, a million; random calls, a hundred thousand"
    [calls-long]="calls once more, with longer windows, lost packets and what they cost"
    [lighthouse]="Lighthouse on the first pages: accessibility 1, performance 0.9"
    [power-long]="a thousand kills, a thousand power cuts"
    [fuzz-long]="fuzz targets, twenty minutes in total"
)
declare -A tested_folder=( # the step applies when this exists
    [tidy]=tests/tidy [release]=tests/oracle [unit-release]=tests/unit [asan]=tests/unit [client]=client-web
    [types]=client-web [audit]=tests/audit [journeys]=tests/journeys [calls]=tests/calls [power]=tests/power [fuzz]=tests/fuzz
    [tsan]=tests/unit [oracle-long]=tests/oracle [calls-long]=tests/calls
    [lighthouse]=tests/lighthouse
    [starts-long]=tests/simulation [power-long]=tests/power [fuzz-long]=tests/fuzz
)

exists() { [[ -n $(find "$1" -type f -print -quit 2>/dev/null) ]]; }

# gcc 12's sanitizers cannot place their shadow when the kernel randomises with 32 bits.
plain_addresses() {
    if setarch "$(uname -m)" -R true 2>/dev/null; then setarch "$(uname -m)" -R "$@"; else "$@"; fi
}

# ctest_step STEP PRESET REGEX-FLAG REGEX: runs them and leaves "passed failed" in .cache/tests.
ctest_step() {
    local step=$1 preset=$2 status=0
    shift 2
    rm -rf "$cache/tests/$step"
    mkdir -p "$cache/tests/$step"
    GTEST_OUTPUT="xml:$cache/tests/$step/" GTEST_COLOR=no log_tail=150 logged "test-$step" plain_addresses \
        ctest --test-dir "build/$preset" --no-tests=error --output-on-failure -j "$(nproc)" \
        --timeout "${test_timeout_s:-600}" --output-junit "$cache/tests/$step/ctest.junit" "$@" || status=$?
    python3 tests/count_results.py ctest "$cache/tests/$step" >"$cache/tests/$step.count"
    return $status
}

# log_step STEP command...: the counts are read from what the test runner prints.
log_step() {
    local step=$1 status=0
    shift
    log_tail=150 logged "test-$step" "$@" || status=$?
    python3 tests/count_results.py log "$logs/test-$step.log" >"$cache/tests/$step.count"
    return $status
}

sanitized_targets() {
    ninja -C "build/$1" -t targets all | sed -nE 's/^(unit_[a-z_]+|tests\/(simulation|socket)\/all): phony$/\1/p'
}

sanitized() { # sanitized STEP PRESET
    packages_ready "${build_packages[@]}" "${fuzz_packages[@]}" "${edge_packages[@]}" openssl
    logged "configure-$2" cmake --preset "$2"
    # shellcheck disable=SC2046
    build "$2" $(sanitized_targets "$2")
    UBSAN_OPTIONS=print_stacktrace=1 TSAN_OPTIONS=second_deadlock_stack=1 \
        ctest_step "$1" "$2" -R '^(unit_|simulation|socket)'
}

fuzz_for() { # fuzz_for STEP SECONDS: the time is shared by the targets
    packages_ready "${build_packages[@]}" "${fuzz_packages[@]}"
    build fuzz tests/fuzz/all
    local targets target name each passed=0 failed=0 arguments running=()
    mapfile -t targets < <(find build/fuzz/tests/fuzz -maxdepth 1 -type f -perm -u+x -name 'fuzz_*' | sort)
    ((${#targets[@]})) || stop "tests/fuzz exists but builds no program named fuzz_*"
    each=$(($2 / ${#targets[@]}))
    mkdir -p build/fuzz/findings
    for target in "${targets[@]}"; do
        name=${target##*/}
        mkdir -p "build/fuzz/corpus/$name"
        arguments=("-max_total_time=$each" -rss_limit_mb=2048 -timeout=10 -print_final_stats=1
            -artifact_prefix=build/fuzz/findings/ "build/fuzz/corpus/$name")
        [[ -f tests/fuzz/$name.dict ]] && arguments=(-dict="tests/fuzz/$name.dict" "${arguments[@]}")
        [[ -d build/fuzz/tests/fuzz/seeds/${name#fuzz_} ]] && arguments+=("build/fuzz/tests/fuzz/seeds/${name#fuzz_}")
        echo "    $name for $each s"
        # Side by side: each has its own process and corpus, and one core is enough for one.
        plain_addresses "$target" "${arguments[@]}" >"$logs/$name.log" 2>&1 </dev/null &
        running+=("$!:$name")
    done
    for name in "${running[@]}"; do
        if wait "${name%%:*}"; then
            passed=$((passed + 1))
        else
            failed=$((failed + 1))
            tail -n 60 "$logs/${name#*:}.log" | sed 's/^/    | /'
        fi
    done
    echo "$passed $failed" >"$cache/tests/$1.count"
    ((failed == 0))
}

step_tidy() {
    packages_ready python3
    local status=0 passed=0 rule
    for rule in tidy.py selftest.py; do
        if log_tail=200 logged "test-$rule" python3 "tests/tidy/$rule"; then
            passed=$((passed + 1))
        else
            status=1
        fi
    done
    echo "$passed $((2 - passed))" >"$cache/tests/tidy.count"
    return $status
}
step_release() {
    packages_ready "${build_packages[@]}" openssl python3
    build release kortelijn ws_testee tests/oracle/all tests/simulation/all tests/bench/all
    ctest_step release release -R '^(oracle|simulation|bench)'
}
step_unit-release() {
    packages_ready "${build_packages[@]}" "${edge_packages[@]}" openssl
    build release
    ctest_step unit-release release -E '^(kill|power|tidy|fuzz|oracle|bench)'
}
step_asan() { sanitized asan asan; }
step_tsan() { sanitized tsan tsan; }
step_client() {
    modules_ready client-web
    CI=1 NO_COLOR=1 log_step client npm --prefix client-web test
}
step_types() {
    modules_ready client-web
    logged types bash -c 'node protocol/ts/generate.mjs --check && node protocol/ts/check_openapi.mjs && cd client-web && npx --no-install tsc --noEmit'
}
step_audit() {
    packages_ready "${build_packages[@]}" "${audit_packages[@]}" openssl python3
    modules_ready client-web
    build release kortelijn
    KORTELIJN_BINARY=$top/build/release/kortelijn log_step audit tests/audit/run
}
step_journeys() {
    packages_ready "${build_packages[@]}" "${journey_packages[@]}" openssl
    build release kortelijn
    client
    [[ -f tests/journeys/package-lock.json ]] && modules_ready tests/journeys
    certs/make-development-certificate --to data/certs
    CI=1 NO_COLOR=1 KORTELIJN_BINARY=$top/build/release/kortelijn KORTELIJN_CHROMIUM=$(command -v chromium) \
        log_step journeys tests/journeys/run
}
step_calls() {
    packages_ready "${build_packages[@]}" "${journey_packages[@]}" openssl
    build release kortelijn
    client
    CI=1 NO_COLOR=1 KORTELIJN_BINARY=$top/build/release/kortelijn KORTELIJN_CHROMIUM=$(command -v chromium) \
        log_step "${1:-calls}" tests/calls/run "${@:2}"
}
step_calls-long() {
    packages_ready nftables iproute2
    step_calls calls-long --full
}
step_lighthouse() {
    packages_ready "${build_packages[@]}" "${journey_packages[@]}" openssl
    build release kortelijn
    client
    modules_ready tests/lighthouse
    KORTELIJN_BINARY=$top/build/release/kortelijn KORTELIJN_CHROMIUM=$(command -v chromium) \
        log_step lighthouse node tests/lighthouse/run.mjs
}
step_power() {
    packages_ready "${build_packages[@]}" openssl
    build release tests/power/all tests/kill/all
    ctest_step power release -R '^(kill|power)'
}
step_fuzz() { fuzz_for fuzz "${KORTELIJN_FUZZ_SECONDS:-60}"; }
step_oracle-long() {
    build release
    KORTELIJN_HISTORIES=1000000 test_timeout_s=7200 ctest_step oracle-long release -R '^oracle'
}
step_starts-long() {
    build release tests/simulation/all
    KORTELIJN_STARTS=1000000 KORTELIJN_CALLS=100000 test_timeout_s=28800 \
        ctest_step starts-long release -R '^simulation_(starts|calls)'
}
step_power-long() {
    build release
    KORTELIJN_KILLS=1000 KORTELIJN_SEEDS=170 test_timeout_s=7200 \
        ctest_step power-long release -R '^(kill|power)'
}
step_fuzz-long() { fuzz_for fuzz-long 1200; }

# Runs one step in a shell of its own, where the first failing command ends it; adds a table row.
run_step() {
    local step=$1 began=$SECONDS status passed=0 failed=0 result=ok
    say "${headline[$step]}"
    rm -f "$cache/tests/$step.count"
    set +e
    (set -e; "step_$step")
    status=$?
    set -e
    [[ -s $cache/tests/$step.count ]] && read -r passed failed <"$cache/tests/$step.count"
    if ((status == 0 && passed + failed == 0)); then passed=1; fi
    if ((status != 0)); then
        result=FAILED
        [[ -e $cache/tests/$step.count ]] || echo "    (ended before its tests could run)"
        ((failed > 0)) || failed=1
    fi
    total_passed=$((total_passed + passed))
    total_failed=$((total_failed + failed))
    echo "    $result: $passed passed, $failed failed, $((SECONDS - began)) s"
    table+=$(printf '%-12s %-7s %8d %8d %7d s' "$step" "$result" "$passed" "$failed" $((SECONDS - began)))$'\n'
}

# Everything in one installation when all steps are to run; with --only each step takes its own.
packages_for_all() {
    local packages=("${build_packages[@]}" openssl)
    exists client-web && packages+=("${client_packages[@]}")
    if exists client-web && ! command -v npm >/dev/null; then packages+=(nodejs npm); fi
    if exists tests/journeys || exists tests/calls; then packages+=("${journey_packages[@]}"); fi
    exists tests/audit && packages+=("${audit_packages[@]}")
    exists tests/socket && packages+=("${edge_packages[@]}")
    exists tests/fuzz && packages+=("${fuzz_packages[@]}")
    echo "${packages[*]}"
}

run_tests() {
    local steps=("${every_step[@]}") only=() step began=$SECONDS
    while (($#)); do
        case $1 in
            --full) steps+=("${long_steps[@]}"); shift ;;
            --only) only+=("${2:-}"); shift 2 || stop "--only needs a step: ${!headline[*]}" ;;
            *) stop "test: unknown argument $1 (steps: ${every_step[*]}, with --full also ${long_steps[*]})" ;;
        esac
    done
    for step in "${only[@]}"; do
        [[ -n ${headline[$step]:-} ]] || stop "no step named '$step' (${every_step[*]} ${long_steps[*]})"
    done
    ((${#only[@]})) && steps=("${only[@]}")
    # shellcheck disable=SC2046
    packages_ready python3 $( ((${#only[@]})) || packages_for_all)
    mkdir -p "$cache/tests"
    total_passed=0 total_failed=0 table=
    for step in "${steps[@]}"; do
        if exists "${tested_folder[$step]}"; then
            run_step "$step"
        else
            table+=$(printf '%-12s %s' "$step" "not there yet: ${tested_folder[$step]}")$'\n'
        fi
    done
    printf '\n%-12s %-7s %8s %8s %9s\n%s' step result passed failed time "$table"
    echo "all together: $((SECONDS - began)) s"
    echo "$total_passed passed, $total_failed failed"
    ((total_failed == 0))
}
