package dev.muster.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.crypto.tink.Aead;
import dev.muster.database.CannotStart;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NewMasterKeyTest {
    @TempDir
    private Path folder;

    @Test
    void a_key_made_beforehand_is_its_owners_alone_and_servers_that_share_it_open_what_another_sealed()
            throws Exception {
        Path file = folder.resolve("master-key");

        NewMasterKey.writeTo(file);

        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        Aead one = MasterKey.aead(new KeyFile(file).read());
        Aead other = MasterKey.aead(new KeyFile(file).read());
        assertThat(other.decrypt(one.encrypt(new byte[] {7}, new byte[0]), new byte[0]))
                .containsExactly(7);
    }

    @Test
    void what_is_there_already_is_left_as_it_is() throws Exception {
        Path file = Files.writeString(folder.resolve("master-key"), "something");

        assertThatThrownBy(() -> NewMasterKey.writeTo(file))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("is there already and was left as it is");
        assertThat(file).hasContent("something");
    }
}
