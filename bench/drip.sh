#!/usr/bin/env bash
# How much later healthy sources are polled while a thousand servers send a byte a second.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
rounds=${1:-3}
seconds=${2:-25}
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

mvn -q -f "$root/pom.xml" --projects services/ingest --also-make -DskipTests -Dspotless.check.skip=true install >/dev/null
mvn -q -f "$root/services/ingest/pom.xml" dependency:build-classpath -Dmdep.outputFile="$scratch/classpath" \
    -Dmdep.includeScope=test >/dev/null

mkdir -p "$root/bench/results"
result=$root/bench/results/drip.json
"$JAVA_HOME/bin/java" -Xmx512m \
    -cp "$root/services/ingest/target/test-classes:$root/services/ingest/target/classes:$(cat "$scratch/classpath")" \
    org.broadsheet.ingest.poll.DripBench "$result" "$rounds" "$seconds"
echo "written to ${result#"$root"/}"
