package dev.muster.kit.answer;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpHeaders;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;

/// Undoes what a proxy on the way did to an answer although nobody asked for it: RFC 9110, section 8.4.
public final class Encoded {
    /// More than this many encodings, one over the other, are no accident.
    private static final int MOST = 4;

    private Encoded() {}

    /// The answer as it was before it was encoded.
    ///
    /// @param bound bytes that may come out, of each encoding
    /// @throws Unknown   when it cannot be decoded here, or is not what its header says
    /// @throws BrokenOff when it ended early
    static byte[] decoded(byte[] body, HttpHeaders headers, int bound) throws IOException {
        List<String> encodings = headers.allValues("content-encoding").stream()
                .flatMap(value -> Arrays.stream(value.split(",", -1)))
                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                .filter(name -> !name.isEmpty() && !name.equals("identity"))
                .toList();
        if (encodings.size() > MOST) {
            throw new Unknown("%d encodings one over the other".formatted(encodings.size()));
        }
        byte[] decoded = body;
        for (String encoding : encodings.reversed()) {
            if (decoded.length > 0) {
                decoded = decoded(decoded, encoding, bound);
            }
        }
        return decoded;
    }

    private static byte[] decoded(byte[] body, String encoding, int bound) throws IOException {
        try (InputStream in = stream(body, encoding)) {
            byte[] decoded = in.readNBytes(bound);
            if (decoded.length == bound && in.read() >= 0) {
                throw new BoundedBody.TooLarge(bound);
            }
            return decoded;
        } catch (EOFException early) {
            throw new BrokenOff();
        } catch (ZipException other) {
            throw new Unknown("the encoding %s, which it is not in".formatted(encoding));
        }
    }

    private static InputStream stream(byte[] body, String encoding) throws IOException {
        InputStream in = new ByteArrayInputStream(body);
        return switch (encoding) {
            case "gzip", "x-gzip" -> new GZIPInputStream(in);
            case "deflate" -> new InflaterInputStream(in, new Inflater(!isZlib(body)));
            default -> throw new Unknown("the encoding " + Words.brief(encoding, 40));
        };
    }

    /// Deflate means the zlib format, and some send it without the format's header.
    private static boolean isZlib(byte[] body) {
        return body.length > 1 && (body[0] & 0x0f) == 8 && ((body[0] & 0xff) << 8 | body[1] & 0xff) % 31 == 0;
    }

    /// An encoding that nobody asked for and nothing here can undo.
    public static final class Unknown extends IOException {
        private static final long serialVersionUID = 1L;

        private final String what;

        private Unknown(String what) {
            super(what);
            this.what = what;
        }

        /// `the encoding br`.
        public String what() {
            return what;
        }
    }

    /// It ended before its end.
    public static final class BrokenOff extends IOException {
        private static final long serialVersionUID = 1L;

        private BrokenOff() {
            super("An encoded answer ended before its end");
        }
    }
}
