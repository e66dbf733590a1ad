#!/usr/bin/env bash
# What is in the images, without Docker: time to the first answer with and without the recorded start, memory, stop, size. [SERVICE...]
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
rounds=${ROUNDS:-3}
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
(($# > 0)) || set -- user ingest filter feed digest standalone

[[ -d $root/deploy/image/jars ]] || "$root/broadsheet" jars >&2

# One start of what was assembled; prints the trial's line.
trial() {
    local service=$1
    shift
    "$JAVA_HOME/bin/java" -Xmx256m "-Dbroadsheet.trial.idle=$idle" --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
        -cp "$root/deploy/image/jars/standalone/*" org.broadsheet.standalone.Trial "$service" \
        "$scratch/$service/opt/java/bin/java" "$@" "@$scratch/$service/app/run" 2>/dev/null
}

# The middle one of the numbers called so.
median() { sed -n "s/.*\"$1\": \([0-9.]*\).*/\1/p" "$2" | sort -n | awk '{ n[NR] = $1 } END { print n[int((NR + 1) / 2)] }'; }

mkdir -p "$root/bench/results"
printf '%-11s %10s %9s %6s %8s %7s %8s\n' service 'plain s' 'recorded' ratio 'MB' 'stop s' 'gzip MB' | tee "$scratch/table"
for service in "$@"; do
    "$root/deploy/image/assemble.sh" "$service" "$root/deploy/image/jars" "$scratch/$service" "$scratch/$service" >"$scratch/log" 2>&1 ||
        { cat "$scratch/log" >&2 && exit 1; }
    for ((i = 0; i < rounds; i++)); do
        # It must be used: with this mode the process ends if it is not.
        idle=25 trial "$service" -XX:AOTMode=on >>"$scratch/$service.recorded"
        idle=0 trial "$service" -XX:AOTMode=off >>"$scratch/$service.plain"
    done
    recorded=$(median ready_s "$scratch/$service.recorded") plain=$(median ready_s "$scratch/$service.plain")
    printf '%-11s %10s %9s %6s %8s %7s %8s\n' "$service" "$plain" "$recorded" \
        "$(awk -v a="$recorded" -v b="$plain" 'BEGIN { printf "%.2f", a / b }')" "$(median resident_mb "$scratch/$service.recorded")" \
        "$(median stop_s "$scratch/$service.recorded")" \
        "$(tar -C "$scratch/$service" -c opt app | gzip -6 | wc -c | awk '{ printf "%d", $1 / 1e6 }')" | tee -a "$scratch/table"
    rm -rf "${scratch:?}/$service"
done
awk 'NR > 1 { printf "%s{\"service\": \"%s\", \"plain_s\": %s, \"recorded_s\": %s, \"ratio\": %s, \"resident_mb\": %s, \"stop_s\": %s, \"gzip_mb\": %s}",
    (NR > 2 ? ",\n" : "["), $1, $2, $3, $4, $5, $6, $7 } END { print "]" }' "$scratch/table" >"$root/bench/results/images.json"
