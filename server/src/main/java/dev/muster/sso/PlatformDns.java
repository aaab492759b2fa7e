package dev.muster.sso;

import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import javax.naming.Context;
import javax.naming.NameNotFoundException;
import javax.naming.NamingEnumeration;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.directory.InitialDirContext;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/// The DNS by the resolvers that this machine uses, asked anew each time: what was put there a minute ago counts.
@Component
class PlatformDns implements DnsRecords {
    private static final String FIRST_WAIT_MILLISECONDS = "2000";
    private static final String TRIES = "2";

    private final String resolver;

    @Autowired
    PlatformDns() {
        this("dns:");
    }

    /// @param resolver as JNDI names it: `dns://127.0.0.1:5353`; `dns:` for those of the machine
    PlatformDns(String resolver) {
        this.resolver = resolver;
    }

    /// The provider for DNS answers with texts, and never with an object that something must be made of.
    @Override
    @SuppressWarnings("BanJNDI")
    public List<String> texts(String domain) throws SignOnFault {
        try {
            var context = new InitialDirContext(environment());
            try {
                // The last dot keeps the machine's own domain from being tried behind it.
                return texts(context.getAttributes(domain + ".", new String[] {"TXT"})
                        .get("TXT"));
            } finally {
                context.close();
            }
        } catch (NameNotFoundException unknown) {
            return List.of();
        } catch (NamingException failed) {
            throw new SignOnFault(
                    "The DNS did not answer about %s. Try again; if it stays, whoever runs this Muster looks at its name servers."
                            .formatted(domain),
                    failed);
        }
    }

    @SuppressWarnings("JdkObsolete") // JNDI takes no other map
    private Hashtable<String, String> environment() {
        var environment = new Hashtable<String, String>();
        environment.put(Context.INITIAL_CONTEXT_FACTORY, "com.sun.jndi.dns.DnsContextFactory");
        environment.put(Context.PROVIDER_URL, resolver);
        environment.put("com.sun.jndi.dns.timeout.initial", FIRST_WAIT_MILLISECONDS);
        environment.put("com.sun.jndi.dns.timeout.retries", TRIES);
        return environment;
    }

    /// Texts with blanks in them come in quotation marks.
    private static List<String> texts(@Nullable Attribute records) throws NamingException {
        List<String> texts = new ArrayList<>();
        if (records != null) {
            NamingEnumeration<?> all = records.getAll();
            while (all.hasMore()) {
                texts.add(String.valueOf(all.next()).replaceAll("^\"|\"$", ""));
            }
        }
        return texts;
    }
}
