package org.broadsheet.links.fetch;

/** HTTP statuses in words. */
final class StatusWords {
    private StatusWords() {}

    static String of(int status) {
        String words = switch (status) {
            case 400 -> "bad request";
            case 401 -> "sign-in required";
            case 402 -> "payment required";
            case 403 -> "forbidden";
            case 404 -> "not found";
            case 406 -> "not acceptable";
            case 408 -> "request timeout";
            case 418, 451 -> "not available";
            case 500 -> "internal error";
            case 502 -> "bad gateway";
            case 503 -> "service unavailable";
            case 504 -> "gateway timeout";
            default -> "";
        };
        return "HTTP " + status + (words.isEmpty() ? "" : " (" + words + ")");
    }
}
