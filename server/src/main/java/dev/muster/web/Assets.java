package dev.muster.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.springframework.stereotype.Component;

/// Styles, scripts and fonts of the pages, read once and compressed once. One digest over all of them is part of their
/// address, so browsers may keep them for ever and a new version of Muster never meets old styles.
@Component
class Assets {
    private static final int DIGEST_DIGITS = 12;
    private static final List<String> NAMES = List.of(
            "tabler.min.css",
            "muster.css",
            "htmx.min.js",
            "muster.js",
            "passkey.js",
            "muster.svg",
            "inter-latin-400-normal.woff2",
            "inter-latin-500-normal.woff2",
            "inter-latin-600-normal.woff2",
            "inter-latin-ext-400-normal.woff2",
            "inter-latin-ext-500-normal.woff2",
            "inter-latin-ext-600-normal.woff2");

    private final Map<String, Asset> byName = new LinkedHashMap<>();
    private final String digest;

    /// @param zipped the same content compressed by gzip; as long as the content itself when that gains nothing
    record Asset(String name, byte[] content, byte[] zipped) {
        boolean gainsByZip() {
            return zipped.length < content.length;
        }
    }

    Assets() {
        MessageDigest sha = sha256();
        for (String name : NAMES) {
            byte[] content = read(name);
            sha.update(content);
            byName.put(name, new Asset(name, content, zipped(content)));
        }
        digest = HexFormat.of().formatHex(sha.digest()).substring(0, DIGEST_DIGITS);
    }

    /// Address below which they lie: `/assets/3f9a0c11d2e4`.
    String base() {
        return "/assets/" + digest;
    }

    String digest() {
        return digest;
    }

    Optional<Asset> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    private static byte[] read(String name) {
        try (InputStream in = Assets.class.getResourceAsStream("/assets/" + name)) {
            if (in == null) {
                throw new IllegalStateException("The build did not copy asset %s; see pom.xml".formatted(name));
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] zipped(byte[] content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            zip.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
