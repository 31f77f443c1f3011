package io.dateline.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code dateline feed}: sends files, directories or stdin to a running pipeline by HTTP, and says what became of each
 * story. NDJSON of any length goes in pieces; everything else file by file. A pipeline that is busy or starting (503) is
 * tried again.
 */
@Command(
        name = "feed",
        mixinStandardHelpOptions = true,
        description = {
            "Sends files, directories or stdin (-) to a running pipeline.",
            "Writes a line for each story: accepted with its articleId, or refused with the reason."
                    + " Exits with 1 when anything was refused."
        })
final class FeedCommand implements Callable<Integer> {
    private static final int CHUNK_BYTES = 512 * 1024;
    private static final int MAX_WHOLE_BYTES = 64 * 1024 * 1024;
    private static final int ATTEMPTS = 60;
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int SERVICE_UNAVAILABLE = 503;

    @Option(
            names = "--url",
            paramLabel = "URL",
            defaultValue = "${DATELINE_URL:-http://127.0.0.1:8080}",
            description = "Where the pipeline listens (default: ${DEFAULT-VALUE}).")
    private String url;

    @Option(names = "--provider", paramLabel = "NAME", description = "Who sent them, for stories that don't say so.")
    private String provider;

    @Option(names = "--feed", paramLabel = "NAME", description = "Name of the feed, for the record.")
    private String feed;

    @Option(names = "--quiet", description = "No line for accepted stories, no progress bar.")
    private boolean quiet;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Files or directories; - for stdin.")
    private List<String> sources;

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final ObjectMapper json = new ObjectMapper();
    private final InputStream in;
    private final PrintStream out;
    private long accepted;
    private long refused;

    FeedCommand(InputStream in, PrintStream out) {
        this.in = in;
        this.out = out;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        List<Path> files = new ArrayList<>();
        boolean stdin = false;
        for (String source : sources) {
            if (source.equals("-")) {
                stdin = true;
                continue;
            }
            Path path = Path.of(source);
            if (Files.isDirectory(path)) {
                try (Stream<Path> found = Files.walk(path, FileVisitOption.FOLLOW_LINKS)) {
                    found.filter(Files::isRegularFile)
                            .filter(file -> !file.getFileName().toString().startsWith("."))
                            .sorted()
                            .forEach(files::add);
                }
            } else if (Files.isRegularFile(path)) {
                files.add(path);
            } else {
                throw new IllegalArgumentException("no file or directory " + source);
            }
        }
        try (ProgressBar bar = progress(files.size())) {
            for (Path file : files) {
                try (InputStream content = new BufferedInputStream(Files.newInputStream(file))) {
                    send(content, file.getFileName().toString());
                }
                if (bar != null) {
                    bar.step();
                }
            }
        }
        if (stdin) {
            send(new BufferedInputStream(in), null);
        }
        System.err.println("accepted " + accepted + ", refused " + refused);
        return refused == 0 && accepted > 0 ? 0 : 1;
    }

    private ProgressBar progress(int files) {
        if (quiet || files < 2 || System.console() == null) {
            return null;
        }
        return new ProgressBarBuilder()
                .setTaskName("feed")
                .setInitialMax(files)
                .setUnit(" files", 1)
                .setStyle(ProgressBarStyle.ASCII)
                .build();
    }

    private void send(InputStream content, String name) throws IOException, InterruptedException {
        String lower = name == null ? "" : name.toLowerCase(Locale.ROOT);
        if (lower.endsWith(".ndjson") || lower.endsWith(".jsonl") || name == null && looksLikeLines(content)) {
            for (byte[] chunk = lines(content); chunk.length > 0; chunk = lines(content)) {
                post(chunk, "application/x-ndjson", name);
            }
            return;
        }
        byte[] whole = content.readNBytes(MAX_WHOLE_BYTES + 1);
        if (whole.length > MAX_WHOLE_BYTES) {
            refused++;
            out.println("refused  " + name + "  more than " + MAX_WHOLE_BYTES + " bytes");
            return;
        }
        post(whole, "application/octet-stream", name);
    }

    /** NDJSON on stdin: an object that ends on its first line. */
    private boolean looksLikeLines(InputStream content) throws IOException {
        content.mark(CHUNK_BYTES);
        byte[] head = content.readNBytes(CHUNK_BYTES - 1);
        content.reset();
        String text = new String(head, StandardCharsets.UTF_8);
        int end = text.indexOf('\n');
        String first = (end < 0 ? text : text.substring(0, end)).strip();
        return first.startsWith("{") && first.endsWith("}");
    }

    /** Whole lines, half a megabyte or so; a longer line by itself. */
    private static byte[] lines(InputStream content) throws IOException {
        ByteArrayOutputStream chunk = new ByteArrayOutputStream();
        int next;
        while ((next = content.read()) >= 0) {
            chunk.write(next);
            if (next == '\n' && chunk.size() >= CHUNK_BYTES) {
                break;
            }
        }
        return chunk.toByteArray();
    }

    private void post(byte[] body, String mediaType, String name) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + "/v1/articles" + query(name)))
                .timeout(Duration.ofMinutes(2))
                .header("Content-Type", mediaType)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        String token = System.getenv("DATELINE_INGEST_HTTP_TOKEN");
        if (token != null && !token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        HttpRequest ready = request.build();
        for (int attempt = 1; ; attempt++) {
            HttpResponse<byte[]> response;
            try {
                response = http.send(ready, HttpResponse.BodyHandlers.ofByteArray());
            } catch (ConnectException e) {
                throw new IllegalStateException("nobody listens at " + url + "; is `dateline up` running?", e);
            }
            if (response.statusCode() != SERVICE_UNAVAILABLE || attempt == ATTEMPTS) {
                report(response, name);
                return;
            }
            Thread.sleep(PAUSE.toMillis());
        }
    }

    private String query(String name) {
        StringBuilder query = new StringBuilder();
        parameter(query, "file", name);
        parameter(query, "provider", provider);
        parameter(query, "feed", feed);
        return query.toString();
    }

    private static void parameter(StringBuilder query, String name, String value) {
        if (value != null) {
            query.append(query.isEmpty() ? '?' : '&')
                    .append(name)
                    .append('=')
                    .append(URLEncoder.encode(value, StandardCharsets.UTF_8));
        }
    }

    private void report(HttpResponse<byte[]> response, String name) throws IOException {
        JsonNode answer;
        try {
            answer = json.readTree(response.body());
        } catch (IOException e) {
            throw new IOException(url + " answered " + response.statusCode() + ", not as Dateline does", e);
        }
        if (answer.has("outcomes")) {
            answer.get("outcomes").forEach(outcome -> line(outcome, name));
            accepted += answer.path("accepted").asLong();
            refused += answer.path("refused").asLong();
        } else {
            line(answer, name);
            if (answer.has("articleId")) {
                accepted++;
            } else {
                refused++;
            }
        }
    }

    private void line(JsonNode outcome, String name) {
        if (!outcome.has("articleId")) {
            out.println("refused  " + (name == null ? "-" : name) + "  "
                    + outcome.path("code").asText() + ": "
                    + outcome.path("reason").asText());
        } else if (!quiet) {
            out.println("accepted  " + outcome.get("articleId").asText()
                    + (outcome.path("version").isNumber()
                            ? "  v" + outcome.get("version").asLong()
                            : ""));
        }
    }
}
