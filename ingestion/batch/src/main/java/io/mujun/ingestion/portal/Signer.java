package io.mujun.ingestion.portal;

import io.mujun.warehouse.source.PortalConvention.Encoding;
import io.mujun.warehouse.source.PortalConvention.Signature;
import io.mujun.warehouse.time.TimeForm;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs calls as a portal's convention says. */
final class Signer {
  private static final String ALGORITHM = "HmacSHA256";
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Portal portal;
  private final Signature signature;
  private final Clock clock;

  /**
   * @param clock by which calls tell their time, in Asia/Shanghai
   */
  Signer(Portal portal, Clock clock) {
    this.portal = portal;
    this.signature = portal.convention().signature();
    this.clock = clock;
  }

  /**
   * What is sent besides the parameters, signature included; new each time. Empty where calls are
   * not signed.
   */
  Map<String, String> sign(Map<String, String> parameters) {
    Map<String, String> parts = new TreeMap<>();
    if (signature == null) {
      return parts;
    }
    byte[] nonce = new byte[16];
    RANDOM.nextBytes(nonce);
    parts.put(signature.user(), portal.user());
    parts.put(
        signature.timestamp(),
        TimeForm.write(LocalDateTime.now(clock), signature.timestampFormat()));
    parts.put(signature.nonce(), HexFormat.of().formatHex(nonce));
    Map<String, String> signed = new TreeMap<>(parameters);
    signed.putAll(parts);
    parts.put(signature.sign(), signature(text(signed)));
    return parts;
  }

  /** The text that is signed. */
  static String text(Map<String, String> sorted) {
    return new TreeMap<>(sorted)
        .entrySet().stream()
            .map(part -> part.getKey() + "=" + part.getValue())
            .collect(Collectors.joining("&"));
  }

  /** The signature of a text. */
  String signature(String text) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(portal.secret().getBytes(StandardCharsets.UTF_8), ALGORITHM));
      byte[] signed = mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
      return signature.encoding() == Encoding.HEX
          ? HexFormat.of().formatHex(signed)
          : Base64.getEncoder().encodeToString(signed);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
