#!/usr/bin/env bash
# What outbox, RabbitMQ and inbox carry, as a ratio of RabbitMQ's PerfTest beside it, and the delay from commit to confirm.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
rounds=${1:-3}
seconds=${2:-20}
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

classpath() { mvn -q -f "$1" dependency:build-classpath -Dmdep.outputFile="$2" "${@:3}" >/dev/null; }

echo "Preparing (RabbitMQ's PerfTest comes from Maven Central)"
mvn -q -f "$root/pom.xml" --projects libs/messaging --also-make -DskipTests -Dspotless.check.skip=true install >/dev/null
classpath "$root/bench/perf-test.xml" "$scratch/perf-test"
classpath "$root/libs/messaging/pom.xml" "$scratch/ours" -Dmdep.includeScope=test

mkdir -p "$root/bench/results"
result=$root/bench/results/messaging.json
"$JAVA_HOME/bin/java" -Xmx512m --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
    -cp "$root/libs/messaging/target/test-classes:$root/libs/messaging/target/classes:$(cat "$scratch/ours")" \
    org.broadsheet.messaging.MessagingBench "$scratch" "$(cat "$scratch/perf-test")" "$result" "$rounds" "$seconds"
echo "written to ${result#"$root"/}"
