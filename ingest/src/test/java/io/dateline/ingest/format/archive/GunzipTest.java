package io.dateline.ingest.format.archive;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dateline.ingest.ProcessorTime;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;
import org.junit.jupiter.api.Test;

class GunzipTest {
    private static final byte[] ONE = gzip("one\n".getBytes(US_ASCII));
    private static final byte[] TWO = gzip("two\n".getBytes(US_ASCII));
    private static final int NAME = 8;

    @Test
    void givesBackWhatWasPacked() throws IOException {
        byte[] plain = new byte[300_000];
        Random random = new Random(7);
        for (int i = 0; i < plain.length; i++) {
            plain[i] = (byte) random.nextInt(i / 1000 + 1);
        }

        assertThat(unpack(gzip(plain))).isEqualTo(plain);
        assertThat(unpack(join(gzip(plain), gzip(new byte[0]), gzip(plain)))).isEqualTo(join(plain, plain));
        assertThat(bytewise(gzip(plain))).isEqualTo(plain);
    }

    @Test
    void readsMembersThatArriveOneByOne() throws IOException {
        try (InputStream in = new Gunzip(new Pieces(List.of(ONE, TWO, ONE).iterator()))) {
            assertThat(in.readAllBytes()).asString(US_ASCII).isEqualTo("one\ntwo\none\n");
        }
    }

    @Test
    void refusesWhatEndsAnywhereButBehindAMember() throws IOException {
        byte[] whole = join(ONE, TWO);
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            if (length == ONE.length) {
                assertThat(unpack(cut)).asString(US_ASCII).isEqualTo("one\n");
            } else {
                assertThatThrownBy(() -> unpack(cut)).as("first %s", length).isInstanceOf(EOFException.class);
            }
        }
    }

    @Test
    void neverGivesLessOrElseThanWhatWasPacked() {
        byte[] whole = join(ONE, TWO);
        for (int bit = 0; bit < whole.length * 8; bit++) {
            byte[] damaged = whole.clone();
            damaged[bit / 8] ^= (byte) (1 << bit % 8);
            try {
                assertThat(unpack(damaged)).as("bit %s", bit).asString(US_ASCII).isEqualTo("one\ntwo\n");
            } catch (IOException e) {
                assertThat(e).hasMessageMatching(".+");
            }
        }
    }

    @Test
    void refusesWhatFollowsAMemberAndIsNone() {
        for (String rest : List.of("\0\0\0x", "{\"id\": 1}", "\n")) {
            assertThatThrownBy(() -> unpack(join(ONE, rest.getBytes(US_ASCII))))
                    .isInstanceOf(ZipException.class)
                    .hasMessage("what follows a member is no gzip");
        }
    }

    @Test
    void passesOverZerosThatFillUpTheLastBlock() throws IOException {
        byte[] padding = new byte[20_000];
        assertThat(unpack(join(ONE, TWO, padding))).asString(US_ASCII).isEqualTo("one\ntwo\n");

        padding[19_999] = 1;
        assertThatThrownBy(() -> unpack(join(ONE, padding))).hasMessage("what follows a member is no gzip");
    }

    @Test
    void passesOverAllThatAHeaderMayHave() throws IOException {
        byte[] header =
                join(header(2 + 4 + NAME + 16), new byte[] {3, 0, 'x', 'y', 'z'}, "name\0note\0".getBytes(US_ASCII));
        CRC32 checksum = new CRC32();
        checksum.update(header);
        byte[] sum = {(byte) checksum.getValue(), (byte) (checksum.getValue() >> 8)};
        byte[] rest = Arrays.copyOfRange(ONE, 10, ONE.length);

        assertThat(unpack(join(header, sum, rest))).asString(US_ASCII).isEqualTo("one\n");
        sum[1]++;
        assertThatThrownBy(() -> unpack(join(header, sum, rest))).hasMessage("the checksum of a header does not match");
    }

    @Test
    void aHeaderHasALimit() {
        byte[] name = new byte[8 * 1024];
        Arrays.fill(name, (byte) 'a');
        Pieces endless = new Pieces(new Iterator<>() {
            private boolean begun;

            @Override
            public boolean hasNext() {
                return true;
            }

            @Override
            public byte[] next() {
                byte[] next = begun ? name : header(NAME);
                begun = true;
                return next;
            }
        });

        assertThatThrownBy(() -> new Gunzip(endless).read()).hasMessage("a header of more than 65536 bytes");
        assertThat(endless.given).isLessThan(100_000);
    }

    @Test
    void membersOfNothingTakeTimeByTheirNumber() {
        byte[] nothing = gzip(new byte[0]);
        byte[] many = new byte[500_000 * nothing.length];
        for (int i = 0; i < many.length; i++) {
            many[i] = nothing[i % nothing.length];
        }

        Duration spent = ProcessorTime.of(() -> assertThat(unchecked(many)).isEmpty());

        assertThat(spent).isLessThan(Duration.ofSeconds(5));
    }

    private static byte[] unchecked(byte[] packed) {
        try {
            return unpack(packed);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] unpack(byte[] packed) throws IOException {
        try (InputStream in = new Gunzip(new ByteArrayInputStream(packed))) {
            return in.readAllBytes();
        }
    }

    private static byte[] bytewise(byte[] packed) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (InputStream in = new Gunzip(new ByteArrayInputStream(packed))) {
            for (int b = in.read(); b >= 0; b = in.read()) {
                out.write(b);
            }
        }
        return out.toByteArray();
    }

    private static byte[] header(int flags) {
        return new byte[] {0x1f, (byte) 0x8b, 8, (byte) flags, 0, 0, 0, 0, 0, 0};
    }

    private static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    /** Gives what has arrived, as a connection does; between two pieces nothing is at hand. */
    private static final class Pieces extends InputStream {
        private final Iterator<byte[]> pieces;
        private byte[] piece = {};
        private int at;
        private long given;

        Pieces(Iterator<byte[]> pieces) {
            this.pieces = pieces;
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] out, int offset, int length) {
            if (at == piece.length) {
                if (!pieces.hasNext()) {
                    return -1;
                }
                piece = pieces.next();
                at = 0;
            }
            int n = Math.min(length, piece.length - at);
            System.arraycopy(piece, at, out, offset, n);
            at += n;
            given += n;
            return n;
        }

        @Override
        public int available() {
            return piece.length - at;
        }
    }
}
