// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.git.repository;

import dev.rightsizing.git.GitException;
import dev.rightsizing.model.Reason;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.signature.BuiltinSignatures;
import org.apache.sshd.common.signature.Signature;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;
import org.eclipse.jgit.lib.GpgSignature;

/**
 * Signs with an ssh key as {@code ssh-keygen -Y sign -n git} does; see OpenSSH's PROTOCOL.sshsig.
 */
final class SshSigner implements CommitSigner {
  private static final byte[] MAGIC = "SSHSIG".getBytes(StandardCharsets.US_ASCII);
  private static final String NAMESPACE = "git";
  private static final String HASH = "sha512";
  private static final int VERSION = 1;
  private static final int LINE = 72;

  private final KeyPair key;

  SshSigner(KeyPair key) {
    this.key = key;
  }

  @Override
  public GpgSignature sign(byte[] commit, String email, Instant time) throws GitException {
    String type = KeyUtils.getKeyType(key.getPublic());
    // SHA-1, which the key's own name stands for, is refused by all verifiers.
    String algorithm = type.equals("ssh-rsa") ? "rsa-sha2-512" : type;
    try {
      Buffer signed = new ByteArrayBuffer();
      signed.putRawBytes(MAGIC);
      signed.putString(NAMESPACE);
      signed.putString("");
      signed.putString(HASH);
      signed.putBytes(MessageDigest.getInstance("SHA-512").digest(commit));

      Buffer inner = new ByteArrayBuffer();
      inner.putString(algorithm);
      inner.putBytes(raw(algorithm, signed.getCompactData()));

      Buffer whole = new ByteArrayBuffer();
      whole.putRawBytes(MAGIC);
      whole.putUInt(VERSION);
      whole.putPublicKey(key.getPublic());
      whole.putString(NAMESPACE);
      whole.putString("");
      whole.putString(HASH);
      whole.putBytes(inner.getCompactData());
      return new GpgSignature(armour(whole.getCompactData()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private byte[] raw(String algorithm, byte[] data) throws GitException {
    BuiltinSignatures made = BuiltinSignatures.fromFactoryName(algorithm);
    if (made == null || !made.isSupported()) {
      throw new GitException(
          Reason.GIT_KEY_INVALID,
          "signing-key of the authSecret is of the type "
              + algorithm
              + ", which cannot be used here; use ed25519 or rsa");
    }
    try {
      Signature signature = made.create();
      signature.initSigner(null, key.getPrivate());
      signature.update(null, data);
      return signature.sign(null);
    } catch (Exception e) {
      throw new GitException(
          Reason.GIT_KEY_INVALID, "signing-key of the authSecret does not sign; check its format");
    }
  }

  private static byte[] armour(byte[] signature) {
    String lines = Base64.getMimeEncoder(LINE, new byte[] {'\n'}).encodeToString(signature);
    return ("-----BEGIN SSH SIGNATURE-----\n" + lines + "\n-----END SSH SIGNATURE-----\n")
        .getBytes(StandardCharsets.US_ASCII);
  }
}
