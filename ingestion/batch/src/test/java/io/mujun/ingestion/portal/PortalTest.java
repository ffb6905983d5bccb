package io.mujun.ingestion.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mujun.warehouse.source.ConventionFiles;
import io.mujun.warehouse.source.PortalConvention;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PortalTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2024-11-15T01:30:05Z"), ZoneId.of("Asia/Shanghai"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://portal.example/api",
        "ftp://127.0.0.1/api",
        "https://user@portal.example/api",
        "https://portal.example/api?key=1",
        "https://portal.example/api#top",
        "https://portal.example/",
        "portal.example"
      })
  void addressesThatAreNotSafeAreRefused(String address) {
    assertThatThrownBy(() -> portal(address, "{encoding: hex}"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("the address has to ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"https://portal.example/api", "http://127.0.0.1:80", "http://[::1]:8080/a/b"})
  void othersAreTakenAndNeverShowTheSecret(String address) {
    assertThat(portal(address, "{encoding: hex}"))
        .hasToString("county_portal at " + address)
        .extracting(Portal::base)
        .isEqualTo(URI.create(address));
  }

  @ParameterizedTest
  @EnumSource(PortalConvention.Encoding.class)
  void callsAreSignedOverAllSortedParametersAsTheyAre(PortalConvention.Encoding encoding) {
    Map<String, String> parameters = Map.of("mc", "陵川 & 沁水", "pageNum", "1", "a", "");
    Portal portal =
        portal(
            "https://portal.example",
            "{encoding: %s, timestamp_format: yyyyMMddHHmmss}"
                .formatted(encoding.name().toLowerCase(Locale.ROOT)));
    Map<String, String> parts = new Signer(portal, CLOCK).sign(parameters);
    assertThat(parts).containsOnlyKeys("appId", "timestamp", "nonce", "sign");
    assertThat(parts).containsEntry("appId", "mujun").containsEntry("timestamp", "20241115093005");
    assertThat(parts.get("nonce")).matches("[0-9a-f]{32}");
    Map<String, String> signed = new TreeMap<>(parameters);
    signed.putAll(parts);
    signed.remove("sign");
    assertThat(Signer.text(signed))
        .isEqualTo(
            "a=&appId=mujun&mc=陵川 & 沁水&nonce=%s&pageNum=1&timestamp=20241115093005"
                .formatted(parts.get("nonce")));
    assertThat(parts.get("sign"))
        .matches(encoding == PortalConvention.Encoding.HEX ? "[0-9a-f]{64}" : "[A-Za-z0-9+/]{43}=");
    assertThat(new Signer(portal, CLOCK).sign(parameters).get("nonce"))
        .isNotEqualTo(parts.get("nonce"));
  }

  /** Computed by {@code printf %s TEXT | openssl dgst -sha256 -hmac key-of-the-portal}. */
  @Test
  void theSignatureIsThatOfAnotherProgram() {
    Portal portal = portal("https://portal.example", "{encoding: hex}");
    assertThat(new Signer(portal, CLOCK).signature("a=1&b=陵川"))
        .isEqualTo("56582c7c08c4ce992a2e7eb3b108c81b665ef871fbf97b3c9379f332f5696b22");
  }

  private static Portal portal(String address, String signature) {
    return new Portal(
        "county_portal",
        URI.create(address),
        "mujun",
        "key-of-the-portal",
        ConventionFiles.parse(
            """
            convention: test
            records: /data
            paging: {kind: cursor, parameter: after, next: /next}
            signature:
              {user: appId, timestamp: timestamp, nonce: nonce, sign: sign, %s
            """
                .formatted(signature.substring(1)),
            "test"),
        PortalLimits.DEFAULT);
  }
}
