package dev.muster.setup;

/// What stands above every page about one integration: name, status and message, actions, tabs.
///
/// @param id         in addresses
/// @param mark       two letters for the application: `PD`
/// @param manages    whether the viewer may change this integration
/// @param readsAudit whether the viewer may read its audit entries
public record IntegrationHead(
        String id, String name, String mark, Standing standing, boolean manages, boolean readsAudit) {

    /// The pages about one integration.
    public enum Tab {
        OVERVIEW("Overview", ""),
        DATA("Data", "/accounts"),
        CHANGES("Changes", "/changes"),
        HISTORY("Sync history", "/history"),
        SETTINGS("Settings", "/settings"),
        AUDIT("Audit", "/audit");

        private final String title;
        private final String path;

        Tab(String title, String path) {
            this.title = title;
            this.path = path;
        }

        public String title() {
            return title;
        }

        /// Below the integration's address.
        public String path() {
            return path;
        }
    }

    /// Address of the integration below the tenant's: `/integrations/42`.
    public String path() {
        return "/integrations/" + id;
    }

    /// Whether a tab shows itself locked: it exists, and the viewer's role may not open it.
    public boolean isLocked(Tab tab) {
        return tab == Tab.AUDIT && !readsAudit;
    }
}
