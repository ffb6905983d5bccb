package io.mujun.cli.stack.trino;

import io.mujun.warehouse.MujunException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The server's self-signed certificate for {@code localhost} and 127.0.0.1: a PKCS12 keystore, and
 * the certificate alone as PEM for those who are to trust it.
 */
final class ServerCertificate {
  private static final String PASSWORD = "KEYSTORE_PASSWORD";
  private static final int VALID_DAYS = 3650;
  private static final Duration RENEWED_BEFORE = Duration.ofDays(30);

  private final Path keystore;
  private final Path certificate;

  ServerCertificate(Path folder) {
    this.keystore = folder.resolve("keystore.p12");
    this.certificate = folder.resolve("ca.pem");
  }

  Path keystore() {
    return keystore;
  }

  Path certificate() {
    return certificate;
  }

  /**
   * Makes key and certificate where there are none, or where they end within 30 days.
   *
   * @param javaHome the JDK whose keytool is used
   * @param password of the keystore, at least six characters
   * @param now the time to judge validity by
   * @throws MujunException CERTIFICATE_FAILED with what keytool said
   */
  void ensure(Path javaHome, String password, Instant now) throws IOException {
    if (Files.exists(keystore) && isGood(now)) {
      return;
    }
    Path draft = keystore.resolveSibling("keystore.new.p12");
    Files.deleteIfExists(draft);
    keytool(
        javaHome,
        password,
        List.of(
            "-genkeypair",
            "-keystore",
            draft.toString(),
            "-storetype",
            "PKCS12",
            "-alias",
            "trino",
            "-keyalg",
            "EC",
            "-groupname",
            "secp256r1",
            "-dname",
            "CN=localhost, O=Mujun",
            "-ext",
            "san=dns:localhost,ip:127.0.0.1",
            "-ext",
            "bc:critical=ca:true,pathlen:0",
            "-ext",
            "ku:critical=digitalSignature,keyCertSign",
            "-ext",
            "eku=serverAuth",
            "-validity",
            Integer.toString(VALID_DAYS)));
    String pem =
        keytool(
            javaHome,
            password,
            List.of("-exportcert", "-rfc", "-keystore", draft.toString(), "-alias", "trino"));
    PrivateFiles.write(certificate, pem);
    PrivateFiles.restrict(draft);
    Files.move(
        draft, keystore, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private boolean isGood(Instant now) throws IOException {
    try (InputStream pem = Files.newInputStream(certificate)) {
      X509Certificate known =
          (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(pem);
      return known.getNotAfter().toInstant().isAfter(now.plus(RENEWED_BEFORE));
    } catch (GeneralSecurityException | java.nio.file.NoSuchFileException e) {
      return false;
    }
  }

  private static String keytool(Path javaHome, String password, List<String> arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(javaHome.resolve("bin/keytool").toString());
    command.add("-J-Duser.language=en");
    command.addAll(arguments);
    command.addAll(List.of("-storepass:env", PASSWORD));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put(PASSWORD, password);
    Path errors = Files.createTempFile("keytool", ".log");
    try {
      Process process = builder.redirectError(errors.toFile()).start();
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new MujunException(
            "CERTIFICATE_FAILED",
            "keytool of %s could not make the server's certificate: %s"
                .formatted(javaHome, (output + Files.readString(errors)).strip()));
      }
      return output;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new MujunException("CERTIFICATE_FAILED", "Interrupted while keytool ran.", e);
    } finally {
      Files.deleteIfExists(errors);
    }
  }
}
