// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.git;

import dev.rightsizing.model.Reason;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Optional;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** Trusts the authorities of {@code ca.crt} in place of the system's. */
public final class TrustedAuthorities {
  private static final String CA = "ca.crt";

  private TrustedAuthorities() {}

  /**
   * What checks a server's certificate; empty when the credentials name no authority.
   *
   * @throws GitException when {@code ca.crt} is no PEM file of certificates
   */
  public static Optional<TrustManager[]> of(Credentials credentials) throws GitException {
    Optional<byte[]> pem = credentials.bytes(CA);
    if (pem.isEmpty()) {
      return Optional.empty();
    }
    try {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      int number = 0;
      for (Certificate certificate :
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(pem.get()))) {
        store.setCertificateEntry("ca-" + number++, certificate);
      }
      if (number == 0) {
        throw new GeneralSecurityException("it holds no certificate");
      }
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      return Optional.of(trust.getTrustManagers());
    } catch (GeneralSecurityException | IOException e) {
      throw new GitException(
          Reason.GIT_KEY_INVALID,
          CA + " of the authSecret is not a PEM file of certificates: " + e.getMessage(),
          e);
    }
  }
}
