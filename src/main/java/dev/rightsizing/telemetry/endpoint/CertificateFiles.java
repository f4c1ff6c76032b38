// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.telemetry.endpoint;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509KeyManager;
import org.jboss.logging.Logger;

/**
 * A certificate and its key in files, which are replaced before they expire. New connections use
 * what the files hold; a pair that cannot be used changes nothing. It is a key manager because
 * Vert.x' own update of certificates refuses connections meanwhile, and all after a faulty pair.
 */
final class CertificateFiles extends X509ExtendedKeyManager {
  private static final Logger LOG = Logger.getLogger(CertificateFiles.class);
  private static final byte[] PROBE = {1, 2, 3};
  private static final String[] TYPES = {"EC", "RSA", "EdDSA"};

  private final Vertx vertx;
  private final EndpointSettings.Tls files;
  private Buffer certificate = Buffer.buffer();
  private Buffer key = Buffer.buffer();
  private volatile Pair pair;

  /**
   * Reads the files.
   *
   * @throws IllegalStateException when they cannot be used
   */
  CertificateFiles(Vertx vertx, EndpointSettings.Tls files) {
    this.vertx = vertx;
    this.files = files;
    try {
      readFiles();
      pair = pair();
    } catch (IOException | UnusableException e) {
      throw new IllegalStateException(unusable(e), e);
    }
  }

  /**
   * A key with its certificate first in the chain.
   *
   * @param previous that a handshake may have begun with; null: none
   */
  private record Pair(String alias, PrivateKey key, X509Certificate[] chain, Pair previous) {

    Pair of(String wanted) {
      return previous == null || alias.equals(wanted) ? this : previous;
    }

    boolean isOf(String type) {
      // The key type of a cipher suite may say more: EC_EC, RSASSA-PSS.
      return type.startsWith(key.getAlgorithm())
          || chain[0].getPublicKey().getAlgorithm().equals(type);
    }
  }

  /** Why a pair cannot be used. */
  private static final class UnusableException extends Exception {
    private static final long serialVersionUID = 1L;

    private UnusableException(String message, Throwable cause) {
      super(message, cause);
    }
  }

  private String unusable(Exception why) {
    return "the certificate "
        + files.certificate()
        + " with the key "
        + files.key()
        + " cannot be used for the metrics: "
        + why.getMessage()
        + "; check RIGHTSIZING_METRICS_CERTIFICATE_FILE and RIGHTSIZING_METRICS_KEY_FILE";
  }

  /** Whether the files hold something else than before. */
  private boolean readFiles() throws IOException {
    Buffer newCertificate = Buffer.buffer(Files.readAllBytes(files.certificate()));
    Buffer newKey = Buffer.buffer(Files.readAllBytes(files.key()));
    boolean changed = !newCertificate.equals(certificate) || !newKey.equals(key);
    certificate = newCertificate;
    key = newKey;
    return changed;
  }

  private Pair pair() throws UnusableException {
    X509KeyManager read;
    try {
      read =
          (X509KeyManager)
              new PemKeyCertOptions()
                  .setCertValue(certificate)
                  .setKeyValue(key)
                  .getKeyManagerFactory(vertx)
                  .getKeyManagers()[0];
    } catch (Exception e) {
      // Vert.x declares no narrower type.
      throw new UnusableException("no PEM certificate with its key: " + e.getMessage(), e);
    }
    for (String type : TYPES) {
      String[] aliases = read.getServerAliases(type, null);
      if (aliases != null) {
        Pair before = pair;
        Pair found =
            new Pair(
                Integer.toHexString(System.identityHashCode(read)),
                read.getPrivateKey(aliases[0]),
                read.getCertificateChain(aliases[0]),
                before == null
                    ? null
                    : new Pair(before.alias(), before.key(), before.chain(), null));
        checkThatTheyBelongTogether(found);
        return found;
      }
    }
    throw new UnusableException("it holds no EC, RSA or EdDSA key", null);
  }

  private static void checkThatTheyBelongTogether(Pair pair) throws UnusableException {
    try {
      Signature signature =
          Signature.getInstance(
              switch (pair.key().getAlgorithm()) {
                case "RSA" -> "SHA256withRSA";
                case "EC" -> "SHA256withECDSA";
                default -> pair.key().getAlgorithm();
              });
      signature.initSign(pair.key());
      signature.update(PROBE);
      byte[] signed = signature.sign();
      signature.initVerify(pair.chain()[0]);
      signature.update(PROBE);
      if (!signature.verify(signed)) {
        throw new UnusableException("the key is not that of the certificate", null);
      }
    } catch (GeneralSecurityException e) {
      throw new UnusableException("the key is not that of the certificate", e);
    }
  }

  /** Has new connections use what the files hold now. */
  synchronized void reload() {
    try {
      if (readFiles()) {
        pair = pair();
        LOG.infof("metrics are served with the new certificate in %s", files.certificate());
      }
    } catch (UnusableException e) {
      LOG.warnf("%s; the one before stays in use", unusable(e));
    } catch (IOException e) {
      LOG.debugf("the certificate of the metrics cannot be read now: %s", e.getMessage());
    }
  }

  @Override
  public String[] getServerAliases(String type, Principal[] issuers) {
    Pair now = pair;
    return now.isOf(type) ? new String[] {now.alias()} : null;
  }

  @Override
  public String chooseServerAlias(String type, Principal[] issuers, Socket socket) {
    Pair now = pair;
    return now.isOf(type) ? now.alias() : null;
  }

  @Override
  public String chooseEngineServerAlias(String type, Principal[] issuers, SSLEngine engine) {
    return chooseServerAlias(type, issuers, null);
  }

  @Override
  public X509Certificate[] getCertificateChain(String alias) {
    X509Certificate[] chain = pair.of(alias).chain();
    return Arrays.copyOf(chain, chain.length);
  }

  @Override
  public PrivateKey getPrivateKey(String alias) {
    return pair.of(alias).key();
  }

  /** It is never a client. */
  @Override
  public String[] getClientAliases(String type, Principal[] issuers) {
    return null;
  }

  @Override
  public String chooseClientAlias(String[] types, Principal[] issuers, Socket socket) {
    return null;
  }
}
