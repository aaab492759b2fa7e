package dev.muster.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.muster.problem.NoSuchThing;
import dev.muster.tenant.Action;
import dev.muster.tenant.Does;
import java.time.Duration;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.MediaTypeFactory;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;

/// Hands out [Assets], to everybody.
@Controller
@Does(Action.ENTER)
class AssetPages {
    private static final CacheControl FOR_EVER =
            CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable();

    private final Assets assets;

    AssetPages(Assets assets) {
        this.assets = assets;
    }

    /// A page made by another version of Muster asks for another digest: it gets what there is, uncached.
    @GetMapping("/assets/{digest}/{name}")
    ResponseEntity<byte[]> asset(
            @PathVariable String digest,
            @PathVariable String name,
            @RequestHeader(name = HttpHeaders.ACCEPT_ENCODING, defaultValue = "") String accepted) {
        Assets.Asset asset =
                assets.find(name).orElseThrow(() -> new NoSuchThing("There is no asset %s".formatted(name)));
        boolean zip = asset.gainsByZip() && accepted.contains("gzip");
        ResponseEntity.BodyBuilder answer = ResponseEntity.ok()
                .contentType(type(name))
                .cacheControl(digest.equals(assets.digest()) ? FOR_EVER : CacheControl.noCache())
                .varyBy(HttpHeaders.ACCEPT_ENCODING);
        if (zip) {
            answer.header(HttpHeaders.CONTENT_ENCODING, "gzip");
        }
        return answer.body(zip ? asset.zipped() : asset.content());
    }

    private static MediaType type(String name) {
        MediaType type = MediaTypeFactory.getMediaType(name).orElse(MediaType.APPLICATION_OCTET_STREAM);
        boolean text = type.getType().equals("text") || type.getSubtype().endsWith("+xml");
        return text ? new MediaType(type, UTF_8) : type;
    }
}
