package io.dateline.app.feed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dateline.ingest.wire.RefusalCode;
import io.dateline.schemas.service.Backoff;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Posts to {@code /v1/articles} of a running pipeline, one request at a time, so that stories keep their order. One that
 * is busy, or has gone away since, is tried again for a while. For one thread.
 */
final class PipelineClient {
    private static final Duration ANSWER = Duration.ofMinutes(2);
    private static final int UNAVAILABLE = 503;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int TOO_MANY_REQUESTS = 429;

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final ObjectMapper json = new ObjectMapper();
    private final String url;
    private final String parameters;
    private final String token;
    private final Duration patience;
    private boolean answered;

    /**
     * @param provider or null
     * @param feed or null
     * @param token or null
     * @param patience how long to try again while nobody answers
     */
    PipelineClient(String url, String provider, String feed, String token, Duration patience) {
        this.url = url;
        this.parameters = parameter("provider", provider) + parameter("feed", feed);
        this.token = token == null || token.isEmpty() ? null : token;
        this.patience = patience;
    }

    /** What the pipeline answered. */
    record Answer(int status, JsonNode body) {}

    /**
     * Posts, and waits for the answer.
     *
     * @param file a name, as a hint for the parser; or null
     * @throws PipelineException when there is none, or one that holds for everything that could be sent
     */
    Answer post(byte[] body, String mediaType, String file) throws PipelineException, InterruptedException {
        String query = parameter("file", file) + parameters;
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(url + "/v1/articles" + (query.isEmpty() ? "" : "?" + query.substring(1))))
                .timeout(ANSWER)
                .header("Content-Type", mediaType == null ? "application/octet-stream" : mediaType)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        Backoff backoff = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(5));
        long end = System.nanoTime() + patience.toNanos();
        while (true) {
            String problem;
            IOException cause = null;
            try {
                HttpResponse<byte[]> response = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
                answered = true;
                if (response.statusCode() != UNAVAILABLE && response.statusCode() != TOO_MANY_REQUESTS) {
                    return answer(response);
                }
                problem = url + " is busy";
            } catch (ConnectException e) {
                if (!answered) {
                    throw new PipelineException("nobody listens at " + url + "; is `dateline up` running?", e);
                }
                problem = url + " has gone away";
                cause = e;
            } catch (IOException e) {
                problem = url + " does not answer: " + e;
                cause = e;
            }
            if (System.nanoTime() > end) {
                throw new PipelineException(problem + ", for more than " + patience.toSeconds() + " s", cause);
            }
            backoff.await();
        }
    }

    private Answer answer(HttpResponse<byte[]> response) throws PipelineException {
        JsonNode body;
        try {
            body = json.readTree(response.body());
        } catch (IOException e) {
            throw new PipelineException(url + " answered " + response.statusCode() + ", not as Dateline does", e);
        }
        String code = body.path("code").asText();
        boolean storysFault = code.equals(RefusalCode.OTHER_PROVIDER.text());
        if (response.statusCode() == UNAUTHORIZED
                || response.statusCode() == FORBIDDEN && !storysFault
                || code.equals("bad-parameter")) {
            throw new PipelineException(url + " refuses: " + body.path("reason").asText(), null);
        }
        return new Answer(response.statusCode(), body);
    }

    private static String parameter(String name, String value) {
        return value == null ? "" : "&" + name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
