package io.dateline.app.proof;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;

/** A client that wants to be sure: sends again until it is told that all is accepted, and keeps what that was. */
final class Feeder {
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final int ACCEPTED = 202;

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final URI entrance;
    private final Sent sent;

    /** @param sent is told what was accepted; null: nobody is */
    Feeder(String url, Sent sent) {
        this.entrance = URI.create(url + "/v1/articles");
        this.sent = sent;
    }

    /** Sends lines in their order, some at a time. */
    void send(List<String> lines, int atATime) throws InterruptedException {
        for (int i = 0; i < lines.size(); i += atATime) {
            send(lines.subList(i, Math.min(lines.size(), i + atATime)));
        }
    }

    /** Sends lines at a steady rate. */
    void send(List<String> lines, int atATime, double aSecond) throws InterruptedException {
        long begun = System.nanoTime();
        for (int i = 0; i < lines.size(); i += atATime) {
            long due = begun + (long) (i / aSecond * 1e9);
            long ahead = due - System.nanoTime();
            if (ahead > 0) {
                Thread.sleep(ahead / 1_000_000, (int) (ahead % 1_000_000));
            }
            send(lines.subList(i, Math.min(lines.size(), i + atATime)));
        }
    }

    private void send(List<String> lines) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(entrance)
                .timeout(Duration.ofSeconds(45))
                .header("Content-Type", "application/x-ndjson")
                .POST(HttpRequest.BodyPublishers.ofString(String.join("\n", lines)))
                .build();
        long end = System.nanoTime() + PATIENCE.toNanos();
        String last = "no answer";
        int unanswered = 0;
        while (System.nanoTime() < end) {
            try {
                HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
                if (answer.statusCode() == ACCEPTED) {
                    if (sent != null) {
                        sent.accepted(lines, unanswered);
                    }
                    return;
                }
                last = answer.statusCode() + " " + answer.body();
                unanswered++;
            } catch (ConnectException | HttpConnectTimeoutException e) {
                // It is starting: nothing of it has come there.
                last = e.toString();
            } catch (IOException e) {
                // It was killed under way.
                last = e.toString();
                unanswered++;
            }
            Thread.sleep(100);
        }
        throw new AssertionError("never accepted: " + last);
    }
}
