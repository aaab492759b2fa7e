package dev.muster.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.database.CannotStart;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsFilesTest {
    @TempDir
    private Path folder;

    private Path certificate = Path.of("");
    private Path key = Path.of("");

    @BeforeEach
    void a_good_pair() throws Exception {
        certificate = folder.resolve("cert.pem");
        key = folder.resolve("key.pem");
        PemPair.make().write(certificate, key);
    }

    @Test
    void a_good_pair_is_used() throws Exception {
        TlsFiles files = TlsFiles.of(certificate.toString(), key.toString());

        assertThat(files.store(files.read()).isKeyEntry(TlsFiles.ALIAS)).isTrue();
    }

    @Test
    void one_file_without_the_other_is_refused() {
        assertThatThrownBy(() -> TlsFiles.of("cert.pem", ""))
                .hasMessageContaining("--tls-cert is given without --tls-key");
        assertThatThrownBy(() -> TlsFiles.of("", "key.pem"))
                .hasMessageContaining("--tls-key is given without --tls-cert");
    }

    @Test
    void the_key_of_another_certificate_is_refused() throws Exception {
        Files.writeString(key, PemPair.make().key());

        refused("is not the one of the certificate");
    }

    @Test
    void a_key_with_a_password_is_refused_in_words() throws Exception {
        Files.writeString(key, Files.readString(key).replace("PRIVATE", "ENCRYPTED PRIVATE"));

        refused("protected by a password");
    }

    @Test
    void files_that_are_no_pem_are_refused_in_words() throws Exception {
        Files.writeString(key, "nothing");
        refused("no private key that can be read");

        Files.writeString(certificate, "-----BEGIN CERTIFICATE-----\nxx\n-----END CERTIFICATE-----\n");
        refused("no certificate that can be read");

        Files.delete(certificate);
        refused("There is no file");
    }

    private void refused(String words) {
        TlsFiles files = TlsFiles.of(certificate.toString(), key.toString());
        assertThatThrownBy(() -> files.store(files.read())).isInstanceOfSatisfying(CannotStart.class, refusal -> {
            assertThat(refusal.happened()).contains(words).endsWith(".");
            assertThat(refusal.remedy()).endsWith(".").doesNotContain("BEGIN CERTIFICATE-----\nxx");
        });
    }
}
