// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.git.repository;

import dev.rightsizing.git.GitException;
import dev.rightsizing.git.repository.GitRepository.Signing;
import dev.rightsizing.model.Reason;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bouncycastle.bcpg.ArmoredOutputStream;
import org.bouncycastle.bcpg.BCPGOutputStream;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.sig.KeyFlags;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPrivateKey;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPSecretKey;
import org.bouncycastle.openpgp.PGPSecretKeyRing;
import org.bouncycastle.openpgp.PGPSecretKeyRingCollection;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureGenerator;
import org.bouncycastle.openpgp.PGPSignatureSubpacketGenerator;
import org.bouncycastle.openpgp.PGPUtil;
import org.bouncycastle.openpgp.operator.bc.BcKeyFingerprintCalculator;
import org.bouncycastle.openpgp.operator.bc.BcPBESecretKeyDecryptorBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentSignerBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPDigestCalculatorProvider;
import org.eclipse.jgit.lib.GpgSignature;

/** Signs with an armoured OpenPGP key, with the classes that JGit signs with too. */
final class OpenPgpSigner implements CommitSigner {
  private final PGPSecretKey key;
  private final PGPPrivateKey secret;

  private OpenPgpSigner(PGPSecretKey key, PGPPrivateKey secret) {
    this.key = key;
    this.secret = secret;
  }

  static OpenPgpSigner of(Signing signing) throws GitException {
    try {
      PGPSecretKey key = signingKey(signing.key());
      char[] passphrase = signing.passphrase().orElse("").toCharArray();
      PGPPrivateKey secret =
          key.extractPrivateKey(
              new BcPBESecretKeyDecryptorBuilder(new BcPGPDigestCalculatorProvider())
                  .build(passphrase));
      if (secret == null) {
        throw new PGPException("it has no secret part");
      }
      return new OpenPgpSigner(key, secret);
    } catch (PGPException | IOException | RuntimeException e) {
      // The cause stays out: a parser's words may hold parts of the key.
      throw new GitException(
          Reason.GIT_KEY_INVALID,
          "signing-key of the authSecret cannot be used to sign; check that it is one exported"
              + " OpenPGP private key and that signing-passphrase is its passphrase");
    }
  }

  /** The newest subkey that may sign, else the key itself, as gpg chooses. */
  private static PGPSecretKey signingKey(byte[] armoured) throws IOException, PGPException {
    PGPSecretKeyRingCollection rings =
        new PGPSecretKeyRingCollection(
            PGPUtil.getDecoderStream(new ByteArrayInputStream(armoured)),
            new BcKeyFingerprintCalculator());
    List<PGPSecretKey> able = new ArrayList<>();
    for (PGPSecretKeyRing ring : rings) {
      for (PGPSecretKey key : ring) {
        if (!key.isPrivateKeyEmpty() && key.isSigningKey() && maySign(key.getPublicKey())) {
          able.add(key);
        }
      }
    }
    return able.stream()
        .max(
            java.util.Comparator.comparing((PGPSecretKey k) -> !k.isMasterKey())
                .thenComparing(k -> k.getPublicKey().getCreationTime()))
        .orElseThrow(() -> new PGPException("no key of it signs"));
  }

  private static boolean maySign(PGPPublicKey key) {
    boolean flagged = false;
    for (var signatures = key.getSignatures(); signatures.hasNext(); ) {
      var hashed = signatures.next().getHashedSubPackets();
      if (hashed != null && hashed.getKeyFlags() != 0) {
        flagged = true;
        if ((hashed.getKeyFlags() & KeyFlags.SIGN_DATA) != 0) {
          return !key.hasRevocation();
        }
      }
    }
    return !flagged && !key.hasRevocation();
  }

  @Override
  public GpgSignature sign(byte[] commit, String email, Instant time) throws GitException {
    PGPPublicKey shown = key.getPublicKey();
    try {
      PGPSignatureGenerator generator =
          new PGPSignatureGenerator(
              new BcPGPContentSignerBuilder(shown.getAlgorithm(), HashAlgorithmTags.SHA512), shown);
      generator.init(PGPSignature.BINARY_DOCUMENT, secret);
      PGPSignatureSubpacketGenerator parts = new PGPSignatureSubpacketGenerator();
      parts.setIssuerFingerprint(false, shown);
      // The commit's time and no other, so that the same commit has the same signature.
      parts.setSignatureCreationTime(false, Date.from(time));
      parts.addSignerUserID(false, email);
      generator.setHashedSubpackets(parts.generate());
      ByteArrayOutputStream text = new ByteArrayOutputStream();
      ArmoredOutputStream armour = ArmoredOutputStream.builder().clearHeaders().build(text);
      try (BCPGOutputStream out = new BCPGOutputStream(armour)) {
        generator.update(commit);
        generator.generate().encode(out);
      }
      armour.close();
      return new GpgSignature(text.toByteArray());
    } catch (PGPException | IOException e) {
      throw new GitException(
          Reason.GIT_KEY_INVALID, "signing-key of the authSecret does not sign: " + e.getMessage());
    }
  }
}
