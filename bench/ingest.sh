#!/usr/bin/env bash
# From "all sources are due" to all of their entries in entry.ingested.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
feeds=${1:-1000}
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

echo "Preparing"
mvn -q -f "$root/pom.xml" --projects services/ingest --also-make -DskipTests -Dspotless.check.skip=true install >/dev/null
mvn -q -f "$root/services/ingest/pom.xml" dependency:build-classpath -Dmdep.outputFile="$scratch/classpath" \
    -Dmdep.includeScope=test >/dev/null

mkdir -p "$root/bench/results"
result=$root/bench/results/ingest.json
"$JAVA_HOME/bin/java" -Xmx512m -XX:+UseSerialGC --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
    -cp "$root/services/ingest/target/test-classes:$root/services/ingest/target/classes:$(cat "$scratch/classpath")" \
    org.broadsheet.ingest.IngestBench "$scratch" "$result" "$feeds"
echo "written to ${result#"$root"/}"
