package org.broadsheet.ingest.poll;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** How much later healthy sources are polled while a thousand servers send a byte a second. */
final class DripBench {
    private static final int RATE = 40;
    private static final int PLACES = 24;

    private record Row(String round, int places, int polls, double p50, double p99, double max, int drips) {
        static Row of(String round, int places, List<Double> times, int drips) {
            return new Row(
                    round,
                    places,
                    times.size(),
                    times.get(times.size() / 2),
                    times.get((int) (times.size() * 0.99)),
                    times.getLast(),
                    drips);
        }

        String line() {
            return String.format(
                    Locale.ROOT, "%-16s %6d %6d %9.1f %9.1f %9.1f %6d", round, places, polls, p50, p99, max, drips);
        }

        String json() {
            return String.format(
                    Locale.ROOT,
                    "{\"round\": \"%s\", \"dripPlaces\": %d, \"polls\": %d, \"p50Millis\": %.1f, \"p99Millis\": %.1f,"
                            + " \"maxMillis\": %.1f, \"drips\": %d}",
                    round,
                    places,
                    polls,
                    p50,
                    p99,
                    max,
                    drips);
        }
    }

    private DripBench() {}

    /** @param arguments the file to write, how many rounds, and how many seconds each */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        int rounds = Integer.parseInt(arguments[1]);
        int seconds = Integer.parseInt(arguments[2]);
        var rows = new ArrayList<Row>();
        System.out.printf(
                "%-16s %6s %6s %9s %9s %9s %6s%n", "round", "places", "polls", "p50 ms", "p99 ms", "max ms", "drips");
        try (var servers = new DripServers(feed())) {
            new DripRound(servers, RATE, 10).run(0);
            for (int i = 0; i < rounds; i++) {
                rows.add(round("without drips", 0, servers, seconds));
                rows.add(round("with drips", PLACES, servers, seconds));
            }
            // As it was before sources that do not work had places of their own: only to show what the places are for.
            rows.add(round("drips everywhere", DripRound.WORKERS, servers, Math.min(seconds, 10)));
        }
        double ratio = median(rows, "with drips") / median(rows, "without drips");
        System.out.printf(Locale.ROOT, "p99 with drips / without, of the medians: %.3f%n", ratio);
        Files.writeString(Path.of(arguments[0]), json(rows, ratio));
    }

    private static Row round(String name, int places, DripServers servers, int seconds) throws InterruptedException {
        int before = servers.drips();
        var row = Row.of(name, places, new DripRound(servers, RATE, seconds).run(places), servers.drips() - before);
        System.out.println(row.line());
        return row;
    }

    private static double median(List<Row> rows, String round) {
        var sorted = rows.stream()
                .filter(row -> row.round().equals(round))
                .map(Row::p99)
                .sorted()
                .toList();
        return sorted.get(sorted.size() / 2);
    }

    private static String feed() {
        return IntStream.range(0, 30)
                .mapToObj(i -> "<item><guid>" + i + "</guid><title>Entry " + i + "</title><link>https://a.example/" + i
                        + "</link><description>" + "Some words of an entry. ".repeat(20) + "</description></item>")
                .collect(Collectors.joining("", "<rss version='2.0'><channel><title>Feed</title>", "</channel></rss>"));
    }

    private static String json(List<Row> rows, double ratio) {
        return String.format(
                Locale.ROOT,
                "{\"benchmark\": \"drip\", \"at\": \"%s\", \"cores\": %d, \"ratio\": %.3f, \"rows\": [%n  %s%n]}%n",
                Instant.now().truncatedTo(ChronoUnit.SECONDS),
                Runtime.getRuntime().availableProcessors(),
                ratio,
                rows.stream().map(Row::json).collect(Collectors.joining(",\n  ")));
    }
}
