package dev.muster.edge;

import dev.muster.SelfSigned;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/// A fresh key and a certificate that it signed itself, for `localhost` and 127.0.0.1, as files hold them.
record PemPair(String certificate, String key) {
    static PemPair make() throws Exception {
        SelfSigned pair = SelfSigned.of("localhost", "127.0.0.1");
        return new PemPair(
                pem("CERTIFICATE", pair.certificate().getEncoded()),
                pem("PRIVATE KEY", pair.key().getEncoded()));
    }

    void write(Path certificateFile, Path keyFile) throws IOException {
        Files.writeString(certificateFile, certificate);
        Files.writeString(keyFile, key);
    }

    private static String pem(String what, byte[] content) {
        return "-----BEGIN %s-----%n%s%n-----END %s-----%n"
                .formatted(what, Base64.getMimeEncoder().encodeToString(content), what);
    }
}
