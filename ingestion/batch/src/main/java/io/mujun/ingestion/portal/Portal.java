package io.mujun.ingestion.portal;

import io.mujun.warehouse.source.PortalConvention;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;

/**
 * How a portal is reached.
 *
 * @param name name of the connection
 * @param base address above all its paths: https, or http on this machine
 * @param user the caller's id at the portal; null where calls are not signed
 * @param secret the key that calls are signed with; never printed; null where they are not signed
 * @param convention how calls are made and answers are read
 * @param limits how long and how much
 */
public record Portal(
    String name,
    URI base,
    String user,
    String secret,
    PortalConvention convention,
    PortalLimits limits) {
  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

  public Portal {
    base = address(base.toString());
  }

  /**
   * The address of a portal.
   *
   * @throws IllegalArgumentException where it is none, or would send what is read, and signatures,
   *     over a network in the clear
   */
  public static URI address(String text) {
    URI base;
    try {
      base = new URI(text);
    } catch (URISyntaxException none) {
      throw new IllegalArgumentException("the address has to be an https address", none);
    }
    if (base.getHost() == null
        || base.getRawUserInfo() != null
        || base.getRawQuery() != null
        || base.getRawFragment() != null) {
      throw new IllegalArgumentException(
          "the address has to be https://host or https://host/path, without user or parameters");
    }
    if (base.getRawPath().endsWith("/")) {
      throw new IllegalArgumentException("the address has to end without /");
    }
    boolean isHere = "http".equals(base.getScheme()) && LOOPBACK.contains(base.getHost());
    if (!isHere && !"https".equals(base.getScheme())) {
      throw new IllegalArgumentException(
          "the address has to begin with https://; http:// is for this machine alone");
    }
    return base;
  }

  @Override
  public String toString() {
    return name + " at " + base;
  }
}
