package dev.muster.edge;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;

/// A fresh key and a certificate that it signed itself, for `localhost` and 127.0.0.1, as the JDK's keytool makes them.
record PemPair(String certificate, String key) {
    private static final char[] PASSWORD = "changeit".toCharArray();

    static PemPair make(Path folder) throws Exception {
        Path store = Files.createTempDirectory(folder, "pair").resolve("pair.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "pair",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost,ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        new String(PASSWORD),
                        "-keystore",
                        store.toString())
                .inheritIO()
                .start();
        if (keytool.waitFor() != 0) {
            throw new IOException("keytool made no key");
        }
        KeyStore pair = KeyStore.getInstance(store.toFile(), PASSWORD);
        return new PemPair(
                pem("CERTIFICATE", pair.getCertificate("pair").getEncoded()),
                pem("PRIVATE KEY", pair.getKey("pair", PASSWORD).getEncoded()));
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
