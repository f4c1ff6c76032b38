// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli.kubeconfig;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;

/**
 * A client's certificate and key from PEM, whatever made the key: PKCS#8 (RSA, EC, Ed25519), PKCS#1
 * (RSA) or SEC 1 (EC). The Kubernetes client takes some of them only.
 */
final class ClientKey {
  private static final Pattern PRIVATE_KEY =
      Pattern.compile(
          "-----BEGIN ((?:RSA |EC )?PRIVATE KEY)-----([A-Za-z0-9+/=\\s]+)-----END \\1-----");

  private static final List<String> ALGORITHMS = List.of("RSA", "EC", "EdDSA");

  /** AlgorithmIdentifier {rsaEncryption, NULL}, RFC 8017. */
  private static final byte[] RSA = HexFormat.of().parseHex("300d06092a864886f70d0101010500");

  /** OBJECT IDENTIFIER id-ecPublicKey, RFC 5480. */
  private static final byte[] EC = HexFormat.of().parseHex("06072a8648ce3d0201");

  private static final int SEQUENCE = 0x30;
  private static final int OCTETS = 0x04;
  private static final int OBJECT_IDENTIFIER = 0x06;

  /** Where a SEC 1 key names its curve, RFC 5915. */
  private static final int PARAMETERS = 0xA0;

  private static final byte[] VERSION_0 = {0x02, 0x01, 0x00};

  private ClientKey() {}

  /**
   * What proves the client to the server.
   *
   * @throws GeneralSecurityException when one of both cannot be read; says nothing of the key
   */
  static KeyManager[] managers(byte[] certificates, byte[] key) throws GeneralSecurityException {
    Certificate[] chain =
        CertificateFactory.getInstance("X.509")
            .generateCertificates(new ByteArrayInputStream(certificates))
            .toArray(Certificate[]::new);
    if (chain.length == 0) {
      throw new GeneralSecurityException("it holds no certificate");
    }
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry("client", read(key), new char[0], chain);
      KeyManagerFactory factory =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      factory.init(store, new char[0]);
      return factory.getKeyManagers();
    } catch (IOException e) {
      throw new GeneralSecurityException("no key store can be made", e);
    }
  }

  /** The private key of a PEM text that may hold certificates or EC parameters besides. */
  static PrivateKey read(byte[] pem) throws GeneralSecurityException {
    Matcher found = PRIVATE_KEY.matcher(new String(pem, StandardCharsets.ISO_8859_1));
    if (!found.find()) {
      throw new InvalidKeySpecException("it holds no unencrypted private key in PEM");
    }
    byte[] der;
    try {
      der = Base64.getMimeDecoder().decode(found.group(2));
    } catch (IllegalArgumentException e) {
      throw new InvalidKeySpecException("the private key is not in PEM", e);
    }
    return switch (found.group(1)) {
      case "RSA PRIVATE KEY" -> key("RSA", pkcs8(RSA, der));
      case "EC PRIVATE KEY" -> key("EC", pkcs8(element(SEQUENCE, EC, curve(der)), der));
      default -> any(der);
    };
  }

  private static PrivateKey any(byte[] pkcs8) throws GeneralSecurityException {
    for (String algorithm : ALGORITHMS) {
      try {
        return key(algorithm, pkcs8);
      } catch (InvalidKeySpecException e) {
        // Each algorithm refuses the keys of the others.
        continue;
      }
    }
    throw new InvalidKeySpecException("the private key is not RSA, EC or Ed25519");
  }

  private static PrivateKey key(String algorithm, byte[] pkcs8) throws GeneralSecurityException {
    return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
  }

  private static byte[] pkcs8(byte[] algorithm, byte[] key) {
    return element(SEQUENCE, VERSION_0, algorithm, element(OCTETS, key));
  }

  /** The curve's object identifier: what follows the private value, in a context of its own. */
  private static byte[] curve(byte[] sec1) throws InvalidKeySpecException {
    for (int i = 0; i + 3 < sec1.length; i++) {
      int length = sec1[i + 3];
      if ((sec1[i] & 0xFF) == PARAMETERS
          && sec1[i + 1] == length + 2
          && sec1[i + 2] == OBJECT_IDENTIFIER
          && i + 4 + length <= sec1.length) {
        return Arrays.copyOfRange(sec1, i + 2, i + 4 + length);
      }
    }
    throw new InvalidKeySpecException("the EC private key does not name its curve");
  }

  private static byte[] element(int tag, byte[]... parts) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      content.writeBytes(part);
    }
    ByteArrayOutputStream element = new ByteArrayOutputStream();
    element.write(tag);
    int length = content.size();
    if (length < 0x80) {
      element.write(length);
    } else {
      // Two bytes of length: no key is longer than 65,535 bytes.
      element.write(0x82);
      element.write(length >> 8);
      element.write(length);
    }
    element.writeBytes(content.toByteArray());
    return element.toByteArray();
  }
}
