package io.mujun.trino;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Map;

/**
 * One state of the users file: bcrypt hashes by user name, and the passwords found right so far.
 *
 * <p>Trino authenticates every request of a query, and one bcrypt comparison takes tens of
 * milliseconds; so a right password is remembered, for minutes and at most until the file changes.
 */
record Users(Map<String, String> hashes, Cache<Credential, String> verified) {
  private static final Duration REMEMBERED = Duration.ofMinutes(5);
  private static final int MOST_REMEMBERED = 1_000;

  Users(Map<String, String> hashes) {
    this(
        Map.copyOf(hashes),
        Caffeine.newBuilder().maximumSize(MOST_REMEMBERED).expireAfterWrite(REMEMBERED).build());
  }

  /** A name and a password as given; never printed. */
  record Credential(String user, String password) {
    @Override
    public String toString() {
      return user;
    }
  }
}
