package io.mujun.dashboards.dataset;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.UUID;

/** Names assets for ever: the same name has the same identity in every Superset. */
public final class Uuids {
  /** Frozen: another namespace would make every asset a new one. */
  private static final UUID NAMESPACE = UUID.fromString("6d756a75-6e00-5f62-8f61-726473000001");

  private Uuids() {}

  /** The version 5 identifier (RFC 9562) of a name within Mujun's namespace. */
  public static UUID of(String kind, String name) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-1");
      digest.update(
          ByteBuffer.allocate(16)
              .putLong(NAMESPACE.getMostSignificantBits())
              .putLong(NAMESPACE.getLeastSignificantBits())
              .array());
      byte[] hash = digest.digest((kind + "/" + name).getBytes(StandardCharsets.UTF_8));
      ByteBuffer bytes = ByteBuffer.wrap(Arrays.copyOf(hash, 16));
      long most = (bytes.getLong() & ~0xF000L) | 0x5000L;
      long least = (bytes.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
      return new UUID(most, least);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
