package dev.muster.command;

import dev.muster.backup.MasterKeyFile;
import dev.muster.backup.UserOffice;
import dev.muster.database.OperatorDatabase;
import java.sql.Connection;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// What the operator does about somebody who cannot sign in.
@Command(name = "user", description = "Help somebody who cannot sign in.", synopsisSubcommandLabel = "COMMAND")
final class UserCommand {

    @Command(
            name = "reset",
            description =
                    "Print a link that sets a new password for whoever signs in with this e-mail. Their second factor stays, unless"
                            + " it is to go as well.")
    Integer reset(
            @Mixin DataOption data,
            @Parameters(paramLabel = "EMAIL", description = "They sign in with it.") String email,
            @Option(
                            names = "--tenant",
                            paramLabel = "TENANT",
                            description = "Short name of one they belong to, where several sign-ins have the e-mail.")
                    @Nullable
                    String tenant,
            @Option(
                            names = "--second-factor",
                            description =
                                    "The link also takes their second factor and recovery codes away, for somebody"
                                            + " who lost those.")
                    boolean factor) {
        return Spoken.exitCode(spoken -> {
            var key = MasterKeyFile.of(data.folder(), System.getenv());
            try (OperatorDatabase database = OperatorDatabase.open(data.folder(), System.getenv());
                    Connection connection = database.connect()) {
                UserOffice.Link link = UserOffice.on(connection, key::signing).reset(email, tenant, factor);
                UserOffice.SignIn signIn = link.signIn();
                String url =
                        System.getenv().getOrDefault("MUSTER_URL", "").strip().replaceFirst("/$", "");
                spoken.say(
                        "Hand this to %s <%s>%s. It sets a new password, %sends every session of theirs, works once, and ends on %s."
                                .formatted(
                                        signIn.name(),
                                        signIn.email(),
                                        signIn.tenants().isEmpty()
                                                ? ""
                                                : ", of " + String.join(" and ", signIn.tenants()),
                                        link.factor() == UserOffice.Factor.GOES
                                                ? "takes their second factor and recovery codes away, "
                                                : "",
                                        link.validUntil()));
                spoken.say(url + link.path());
                if (link.factor() == UserOffice.Factor.STAYS) {
                    spoken.say("They will be asked for their second factor. If they lost that as well, give"
                            + " --second-factor, and hand them the new link instead.");
                }
                if (url.isEmpty()) {
                    spoken.say("Put the address of your Muster before it; MUSTER_URL is not set here.");
                }
            }
        });
    }
}
