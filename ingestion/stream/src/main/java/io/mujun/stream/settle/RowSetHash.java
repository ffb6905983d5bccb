package io.mujun.stream.settle;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * A sum over rows that does not depend on their order: equal sets of rows have equal fingerprints,
 * and different ones have different fingerprints but for one case in 2^128.
 */
final class RowSetHash {
  private static final int BYTES = 16;
  private static final BigInteger MODULUS = BigInteger.ONE.shiftLeft(BYTES * 8);

  private final MessageDigest digest;
  private BigInteger sum = BigInteger.ZERO;
  private long count;

  RowSetHash() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** The hash of one row's text. */
  BigInteger hash(String row) {
    byte[] bytes = digest.digest(row.getBytes(StandardCharsets.UTF_8));
    return new BigInteger(1, bytes, 0, BYTES);
  }

  void add(BigInteger hash) {
    sum = sum.add(hash).mod(MODULUS);
    count++;
  }

  long count() {
    return count;
  }

  String text() {
    return "%032x".formatted(sum);
  }
}
