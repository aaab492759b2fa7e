package dev.muster.edge;

import dev.muster.TestCertificate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A fresh key and a certificate that it signed itself, for `localhost` and 127.0.0.1, as files hold them.
record PemPair(String certificate, String key) {
    static PemPair make() throws Exception {
        TestCertificate pair = TestCertificate.selfSigned("localhost", "127.0.0.1");
        return new PemPair(pair.certificatePem(), pair.keyPem());
    }

    void write(Path certificateFile, Path keyFile) throws IOException {
        Files.writeString(certificateFile, certificate);
        Files.writeString(keyFile, key);
    }
}
