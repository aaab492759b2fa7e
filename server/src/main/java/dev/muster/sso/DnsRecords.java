package dev.muster.sso;

import java.util.List;

/// What the DNS says of domains.
@FunctionalInterface
interface DnsRecords {
    /// The texts of a domain's TXT records; none when it has none or does not exist.
    ///
    /// @throws SignOnFault when nobody could be asked
    List<String> texts(String domain) throws SignOnFault;
}
