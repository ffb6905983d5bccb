package io.mujun.cli.stack;

import io.mujun.cli.stack.trino.TrinoConfiguration;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Asks a Trino, trusting its own certificate alone, whether it is ready. */
final class TrinoProbe {
  private TrinoProbe() {}

  static boolean isReady(TrinoConfiguration configuration) {
    if (!Files.exists(configuration.certificate())) {
      return false;
    }
    try {
      HttpsURLConnection connection =
          (HttpsURLConnection) URI.create(configuration.infoUrl()).toURL().openConnection();
      connection.setSSLSocketFactory(trusting(configuration).getSocketFactory());
      connection.setConnectTimeout(2_000);
      connection.setReadTimeout(10_000);
      try (InputStream answer = connection.getInputStream()) {
        return new String(answer.readAllBytes(), StandardCharsets.UTF_8)
            .contains("\"starting\":false");
      } finally {
        connection.disconnect();
      }
    } catch (IOException | GeneralSecurityException e) {
      return false;
    }
  }

  private static SSLContext trusting(TrinoConfiguration configuration)
      throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    try (InputStream pem = Files.newInputStream(configuration.certificate())) {
      store.setCertificateEntry(
          "trino", CertificateFactory.getInstance("X.509").generateCertificate(pem));
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }
}
