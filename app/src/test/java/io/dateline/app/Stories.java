package io.dateline.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Stories for end-to-end tests, and how they are sent. */
public final class Stories {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    private Stories() {}

    /** A story of the test provider as a line of NDJSON. */
    public static ObjectNode story(String id, long version, String body) {
        return JSON.createObjectNode()
                .put("id", id)
                .put("provider", "test")
                .put("version", version)
                .put("language", "en")
                .put("headline", "Headline of " + id)
                .put("body", body);
    }

    /** A body in which one known person says one thing that no other story says. */
    public static String body(int number) {
        return "LISBON, Nov 3 - Transport Minister Helena Costa ordered a review on Tuesday.\n\n"
                + "\"We will look at case number " + number + " before the winter,\" Costa told reporters in Portugal.";
    }

    /** Sends to the HTTP entrance and returns the status code. */
    public static int post(String httpUrl, String mediaType, String content) throws IOException, InterruptedException {
        return HTTP.send(
                        HttpRequest.newBuilder(URI.create(httpUrl + "/v1/articles"))
                                .timeout(Duration.ofSeconds(30))
                                .header("Content-Type", mediaType)
                                .POST(HttpRequest.BodyPublishers.ofString(content))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .statusCode();
    }
}
