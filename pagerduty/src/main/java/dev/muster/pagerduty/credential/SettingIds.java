package dev.muster.pagerduty.credential;

/// How the settings of an integration and their answers are stored.
public final class SettingIds {
    /// Which kind of credential, and the setting that holds the first kind.
    public static final String CREDENTIAL = "credential";

    public static final String ACCESS_TOKEN = "access_token";
    public static final String OAUTH_APP = "oauth_app";
    public static final String CLIENT_ID = "client_id";
    public static final String CLIENT_SECRET = "client_secret";
    public static final String SUBDOMAIN = "subdomain";
    public static final String REGION = "region";
    public static final String FEEDS = "feeds";

    private SettingIds() {}
}
