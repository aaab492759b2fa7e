package dev.muster.snapshot;

import dev.muster.connector.Description;
import dev.muster.snapshot.roll.Roll;
import java.util.function.BiFunction;

/// What of a reading is printed.
enum What {
    ACCOUNTS(AccountsView::new),
    GRANTS(GrantsView::new),
    TEAMS(TeamsView::new),
    RESOURCES((connector, roll) -> new ResourcesView(roll)),
    CERTIFICATE((connector, roll) -> new CertificateView());

    private final BiFunction<Description, Roll, View> view;

    What(BiFunction<Description, Roll, View> view) {
        this.view = view;
    }

    View view(Description connector, Roll roll) {
        return view.apply(connector, roll);
    }
}
