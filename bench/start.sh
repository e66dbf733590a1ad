#!/usr/bin/env bash
# How long a start takes, on no data and on data that are there, and what it then takes of memory (Linux).
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
warm_starts=${1:-3}
scratch=$(mktemp -d)
running=''
cleanup() {
    [[ -z $running ]] || kill "$running" 2>/dev/null || true
    wait 2>/dev/null || true
    rm -rf "$scratch"
}
trap cleanup EXIT

# Seconds that a line of the output tells, as in "started the services in 1.2 s".
seconds() { sed -n "s/^ *$1.* in \([0-9.]*\) s\$/\1/p" "$scratch/out" | head -n 1; }

resident() { awk '/^VmRSS:/ { printf "%d", $2 / 1024 }' "/proc/$1/status"; }

# Shared pages counted by their share, since PostgreSQL is many processes with one cache.
proportional() {
    local pid sum=0 part
    for pid in $(pgrep -P "$1") $(pgrep -P "$1" | while read -r child; do pgrep -P "$child" || true; done); do
        part=$(awk '/^Pss:/ { print $2 }' "/proc/$pid/smaps_rollup" 2>/dev/null || echo 0)
        sum=$((sum + ${part:-0}))
    done
    echo $((sum / 1024))
}

# Starts once: label, folder, further options.
measure() {
    local label=$1 data=$2 begin ready wall
    shift 2
    : >"$scratch/out"
    begin=$(date +%s%N)
    "$root/broadsheet" up --port 0 --data "$data" "$@" >"$scratch/out" 2>&1 </dev/null &
    running=$!
    for ((i = 0; i < 6000; i++)); do
        if grep -q '^Ready at' "$scratch/out"; then break; fi
        kill -0 "$running" 2>/dev/null || {
            cat "$scratch/out" >&2
            exit 1
        }
        sleep 0.02
    done
    wall=$(awk -v ns=$(($(date +%s%N) - begin)) 'BEGIN { printf "%.2f", ns / 1e9 }')
    ready=$(sed -n 's/^Ready at .* in \([0-9.]*\) s$/\1/p' "$scratch/out")
    sleep 5 # until what the start began has calmed down
    printf '%-12s %9s %7s %9s %7s %8s %8s %8s\n' "$label" "$(seconds 'started the embedded database')" \
        "$(seconds 'started the embedded broker')" "$(seconds 'started the services')" "$ready" "$wall" \
        "$(resident "$running")" "$(proportional "$running")" | tee -a "$scratch/rows"
    kill "$running"
    wait "$running" || true
    running=''
}

printf '%-12s %9s %7s %9s %7s %8s %8s %8s\n' start database broker services ready command 'JVM MB' 'PG MB'
measure cold "$scratch/data"
for ((n = 1; n <= warm_starts; n++)); do measure warm "$scratch/data"; done
measure cold-demo "$scratch/demo" --demo

mkdir -p "$root/bench/results"
result=$root/bench/results/start.json
awk -v at="$(date -u +%Y-%m-%dT%H:%M:%SZ)" -v cores="$(nproc)" -v load="$(cut -d' ' -f1 /proc/loadavg)" '
    BEGIN { printf "{\"benchmark\": \"start\", \"at\": \"%s\", \"cores\": %d, \"load\": %s, \"rows\": [", at, cores, load }
    { printf "%s\n  {\"start\": \"%s\", \"databaseSeconds\": %s, \"brokerSeconds\": %s, \"servicesSeconds\": %s, \"readySeconds\": %s, \"commandSeconds\": %s, \"jvmResidentMegabytes\": %s, \"postgresqlMegabytes\": %s}",
          (NR > 1 ? "," : ""), $1, $2, $3, $4, $5, $6, $7, $8 }
    END { print "\n]}" }' "$scratch/rows" >"$result"
echo "written to ${result#"$root"/}"
