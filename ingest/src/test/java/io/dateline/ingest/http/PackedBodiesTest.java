package io.dateline.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.dateline.ingest.Kafka;
import io.dateline.ingest.http.RunningEntrance.Answer;
import io.dateline.schemas.DeadLetter;
import io.dateline.schemas.NewsTopic;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bodies in gzip: all of it is read, or else refused and kept; limits hold for what is received and for what it unpacks to. */
class PackedBodiesTest {
    @TempDir
    static Path directory;

    private static RunningEntrance entrance;

    @BeforeAll
    static void start() throws InterruptedException {
        entrance = new RunningEntrance(directory, Map.of());
    }

    @AfterAll
    static void stop() {
        entrance.close();
    }

    private static Answer postPacked(String query, byte[]... parts) throws IOException, InterruptedException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            body.writeBytes(part);
        }
        return entrance.send(entrance.request(query)
                .header("Content-Encoding", "gzip")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray())));
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private static String line(String id) {
        return "{\"id\": \"" + id + "\", \"headline\": \"h\"}\n";
    }

    @Test
    void everyMemberOfACompressedBodyIsRead() throws Exception {
        Answer answer = postPacked("", gzip(line("member-1")), gzip(""), gzip(line("member-2")));

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.body().get("accepted").asInt()).isEqualTo(2);
    }

    @Test
    void membersThatArriveOneByOneAreRead() throws Exception {
        String request = "POST /v1/articles HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + RunningEntrance.TOKEN
                + "\r\n" + "Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n";
        try (Socket socket = new Socket("127.0.0.1", entrance.port())) {
            OutputStream out = socket.getOutputStream();
            out.write(request.getBytes(StandardCharsets.US_ASCII));
            for (int i = 0; i < 3; i++) {
                byte[] member = gzip(line("piece-" + i));
                out.write((Integer.toHexString(member.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
                out.write(member);
                out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
                out.flush();
                Thread.sleep(300);
            }
            out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            out.flush();
            assertThat(new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
                            .readLine())
                    .contains(" 202 ");
        }

        for (int i = 0; i < 3; i++) {
            entrance.story("unknown|piece-" + i);
        }
    }

    @Test
    void whatIsNoGzipIsRefusedAndKeptAsItWasReceived() throws Exception {
        byte[] whole = gzip(line("damaged-1"));
        byte[] damaged = gzip(line("damaged-2"));
        damaged[0] = 0;
        Map<String, byte[][]> bodies = Map.of(
                "none", new byte[][] {"no gzip".getBytes(StandardCharsets.US_ASCII)},
                "cut", new byte[][] {Arrays.copyOf(whole, whole.length - 3)},
                "second", new byte[][] {whole, damaged},
                "behind", new byte[][] {whole, {1, 2, 3}});
        for (Map.Entry<String, byte[][]> body : bodies.entrySet()) {
            Answer answer = postPacked("?feed=gzip-" + body.getKey(), body.getValue());

            assertThat(answer.status()).as(body.getKey()).isEqualTo(400);
            assertThat(answer.body().get("code").asText()).isEqualTo("malformed");
            assertThat(answer.body().get("reason").asText()).contains("not the gzip that its header says: ");
            assertKept("http:gzip-" + body.getKey(), body.getValue(), "malformed");
        }
        assertThat(entrance.kafka().stories())
                .noneMatch(story -> story.getArticleId().contains("damaged-"));
    }

    @Test
    void gzipOfNothingIsRefusedAndKept() throws Exception {
        byte[][] members = new byte[4000][];
        Arrays.fill(members, gzip(""));

        Answer answer = postPacked("?feed=gzip-nothing", members);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().get("code").asText()).isEqualTo("empty");
        assertKept("http:gzip-nothing", members, "empty");
    }

    private static void assertKept(String feed, byte[][] parts, String code) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            body.writeBytes(part);
        }
        List<ConsumerRecord<byte[], byte[]>> letters = entrance.kafka().records(NewsTopic.DEAD_LETTERS).stream()
                .filter(found -> feed.equals(Kafka.header(found, DeadLetter.NODE)))
                .toList();
        assertThat(letters).as(feed).hasSize(1);
        assertThat(letters.get(0).value()).isEqualTo(body.toByteArray());
        assertThat(Kafka.header(letters.get(0), DeadLetter.EXCEPTION)).isEqualTo(code);
        assertThat(entrance.telemetry()
                        .meters()
                        .get("dateline.ingest.stories")
                        .tags("feed", feed, "outcome", "refused")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void aHeaderOfGzipBeyondTheLimitIsRefused() throws Exception {
        byte[] header = {0x1f, (byte) 0x8b, 8, 8, 0, 0, 0, 0, 0, 0};
        byte[] name = new byte[100_000];
        Arrays.fill(name, (byte) 'a');
        byte[] body = Arrays.copyOf(header, header.length + name.length);
        System.arraycopy(name, 0, body, header.length, name.length);

        Answer chunked = entrance.send(entrance.request("")
                .header("Content-Encoding", "gzip")
                .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body))));

        assertThat(chunked.status()).isEqualTo(413);
        assertThat(postPacked("", Arrays.copyOf(body, 90_000)).status()).isEqualTo(400);
    }

    @Test
    void bodiesMayBeCompressed() throws Exception {
        assertThat(postPacked("", gzip(line("gzip-1"))).status()).isEqualTo(202);
        assertThat(entrance.send(entrance.request("")
                                .header("Content-Encoding", "br")
                                .POST(HttpRequest.BodyPublishers.ofString("x")))
                        .status())
                .isEqualTo(415);
    }

    @Test
    void aBodyThatUnpacksBeyondTheLimitIsRefused() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(new byte[10_000_000]);
        }

        Answer answer = entrance.send(entrance.request("")
                .header("Content-Encoding", "gzip")
                .POST(HttpRequest.BodyPublishers.ofByteArray(bytes.toByteArray())));

        assertThat(answer.status()).isEqualTo(413);
    }
}
