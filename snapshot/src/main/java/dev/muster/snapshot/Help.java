package dev.muster.snapshot;

import dev.muster.connector.Manual;
import picocli.CommandLine.Model.CommandSpec;

/// What `--help` says around the options.
final class Help {
    private static final String[] FOOTER = {
        "",
        "Columns, the same in every format:",
        "  accounts     id,name,email,state,role,role_title,teams,kind, then a column for each attribute",
        "  grants       account_id,account_name,account_email,resource_type,resource_id,resource_name,value,title,",
        "               privileged,through,attributes",
        "  teams        id,name,members,people, then a column for each attribute",
        "  resources    type,id,name,links,attributes",
        "  certificate  a row for each feed: state, counts, reason; credential, account, connector and times",
        "State of an account: active, invited; absent when only a team or the like names it; unknown when users were"
                + " not read to the end. A JSON document holds the certificate beside the rows.",
        "",
        "Exit codes: 0 complete (an optional feed that plan or scope leave out does not count against it), 2 not"
                + " understood, 3 credential refused, 4 incomplete (what was read is printed, the certificate says what is missing), 5 unreachable; 1 the"
                + " rows could not be written, 130 stopped by Ctrl-C, 141 nobody reads the rows.",
        "",
        "Example: %s=... ./muster snapshot > access.csv"
    };

    private Help() {}

    static void write(CommandSpec command, Manual manual) {
        command.usageMessage()
                .description(
                        "Read a %s account once and print who has what access there. Needs no server and no database."
                                .formatted(manual.application()),
                        "",
                        ("The access token is taken from --token-file, else from %s, else asked for at the terminal."
                                        + " It is never an argument, because every user of a machine can see those.")
                                .formatted(manual.tokenVariable()),
                        "")
                .footer(footer(manual));
    }

    private static String[] footer(Manual manual) {
        String[] footer = FOOTER.clone();
        footer[footer.length - 1] = footer[footer.length - 1].formatted(manual.tokenVariable());
        return footer;
    }
}
