package dev.muster.command;

import dev.muster.backup.KeyOffice;
import dev.muster.backup.KeyOffice.Resealed;
import dev.muster.backup.MasterKeyFile;
import dev.muster.database.OperatorDatabase;
import dev.muster.secret.KeyRotation;
import dev.muster.secret.NewMasterKey;
import java.sql.Connection;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `muster keys`: what the operator does about the master key, beside running servers or without one.
@Command(
        name = "keys",
        description = "Replace the master key, or go on without one that is lost.",
        synopsisSubcommandLabel = "COMMAND")
final class KeysCommand {

    @Command(
            name = "rotate",
            description = "Put a new key into the master key file and seal everything that is stored anew with it.")
    Integer rotate(
            @Mixin DataOption data,
            @Option(
                            names = "--file-only",
                            description = "Only put the new key into the file, to hand it to other servers first; then"
                                    + " run muster keys reseal.")
                    boolean fileOnly) {
        return Spoken.exitCode(spoken -> {
            var key = MasterKeyFile.of(data.folder(), System.getenv());
            if (fileOnly) {
                KeyRotation.addKey(key.place());
                spoken.say("%s has a new key, and keeps those before it. Give the file to every server, then run"
                        .formatted(key.name()));
                spoken.say("  muster keys reseal");
            } else {
                try (OperatorDatabase database = OperatorDatabase.open(data.folder(), System.getenv());
                        Connection connection = database.connect()) {
                    KeyOffice.on(connection, key).requireKey();
                    KeyRotation.addKey(key.place());
                    tell(spoken, key, KeyOffice.on(connection, key).reseal());
                }
            }
        });
    }

    @Command(
            name = "reseal",
            description = "Seal everything that is stored anew with the newest key of the file, as after a rotation"
                    + " that was stopped.")
    Integer reseal(@Mixin DataOption data) {
        return Spoken.exitCode(spoken -> {
            var key = MasterKeyFile.of(data.folder(), System.getenv());
            try (OperatorDatabase database = OperatorDatabase.open(data.folder(), System.getenv());
                    Connection connection = database.connect()) {
                tell(spoken, key, KeyOffice.on(connection, key).reseal());
            }
        });
    }

    @Command(
            name = "replace",
            description = "Go on with a new master key when the old one is lost for good. Stop the servers first."
                    + " Credentials have to be entered again; everything else stays.")
    Integer replace(@Mixin DataOption data) {
        return Spoken.exitCode(spoken -> {
            var key = MasterKeyFile.of(data.folder(), System.getenv());
            try (OperatorDatabase database = OperatorDatabase.open(data.folder(), System.getenv());
                    Connection connection = database.connect()) {
                if (!key.exists()) {
                    NewMasterKey.writeTo(key.path());
                }
                int closed = KeyOffice.on(connection, key).goOnWithoutLostKey();
                spoken.say("Servers start with %s now. Back it up.".formatted(key.name()));
                spoken.say("Sealed with the lost key, and closed for good: %,d values.".formatted(closed));
                spoken.say("  Integrations and single sign-on: enter their credentials again; until then syncs fail"
                        + " and say so.");
                spoken.say("  Authenticator apps: recovery codes go on working; for whoever has none,"
                        + " muster user reset --second-factor EMAIL.");
            }
        });
    }

    private static void tell(Spoken spoken, MasterKeyFile key, Resealed done) {
        spoken.say("Sealed anew with the newest key: %,d. Servers that read %s use it from now on."
                .formatted(done.renewed(), key.name()));
        if (done.closed() > 0) {
            spoken.say(("Not opened by any key of the file, and left as they are: %,d. Their pages say what has to be"
                            + " entered again.")
                    .formatted(done.closed()));
        }
        spoken.say("Keys before it stay in the file: older backups and signatures of the record need them.");
    }
}
