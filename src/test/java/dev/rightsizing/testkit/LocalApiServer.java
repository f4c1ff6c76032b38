// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.testkit;

import io.fabric8.kubeapitest.KubeAPIServer;
import io.fabric8.kubeapitest.KubeAPIServerConfigBuilder;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * One real kube-apiserver with its etcd for all tests of a JVM, started when first asked for and
 * stopped with the JVM.
 *
 * <p>As an extension ({@code @ExtendWith(LocalApiServer.Provided.class)}) it fills parameters of
 * type {@code LocalApiServer} and {@code KubernetesClient}; elsewhere call {@link #shared()}. There
 * are no controllers: nobody makes pods of a Deployment, nobody deletes what a gone owner owned.
 * The ServiceAccount admission is off; LimitRanger and ResourceQuota are on.
 */
public final class LocalApiServer {

  private static final String VERSION = "1.35.4";

  /** What this version has, but not by default. */
  private static final List<String> MUTATING_POLICIES =
      List.of(
          "--feature-gates=MutatingAdmissionPolicy=true",
          "--runtime-config=admissionregistration.k8s.io/v1beta1=true");

  private static final List<String> PROGRAMS = List.of("kube-apiserver", "etcd", "kubectl");

  private final Path testDir;
  private final KubeAPIServer server;
  private final KubernetesClient client;

  private LocalApiServer() {
    testDir = testDir();
    server =
        new KubeAPIServer(
            KubeAPIServerConfigBuilder.anAPIServerConfig()
                .withTestDir(testDir.toString())
                .withApiServerVersion(VERSION)
                .withOfflineMode(true)
                .withUpdateKubeConfig(false)
                .withStartupTimeout(120_000)
                .withApiServerFlags(MUTATING_POLICIES)
                .build());
    Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "stop-local-api-server"));
    server.start();
    copyAdministrator();
    client = new KubernetesClientBuilder().withConfig(config()).build();
  }

  /** The server of this JVM. */
  public static LocalApiServer shared() {
    return Holder.SERVER;
  }

  /** As cluster administrator; shared, so do not close it. */
  public KubernetesClient client() {
    return client;
  }

  /** A new client as a user or, with {@link #serviceAccount}, as a ServiceAccount; close it. */
  public KubernetesClient clientAs(String user) {
    Config config = new ConfigBuilder(config()).withImpersonateUsername(user).build();
    return new KubernetesClientBuilder().withConfig(config).build();
  }

  /** The user name of a ServiceAccount. */
  public static String serviceAccount(String namespace, String name) {
    return "system:serviceaccount:" + namespace + ":" + name;
  }

  /** A fresh configuration for a client of one's own, as administrator. */
  public Config config() {
    return Config.fromKubeconfig(kubeconfig());
  }

  /** As a kubeconfig file would read, as administrator. */
  public String kubeconfig() {
    return server.getKubeConfigYaml().replace("/client.crt", "/administrator.crt");
  }

  /**
   * Lets clients in that show this certificate, by its own subject; the server takes it within a
   * moment.
   *
   * @param pem self-signed
   */
  public void trust(String pem) {
    try {
      // The server takes whom the administrator's certificate has signed from this file.
      Files.writeString(testDir.resolve("client.crt"), pem, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The file that names who may log in by certificate is not that of the administrator alone. */
  private void copyAdministrator() {
    try {
      Files.copy(testDir.resolve("client.crt"), testDir.resolve("administrator.crt"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The kubeconfig in a file, for programs; gone with the JVM. */
  public Path kubeconfigFile() {
    try {
      Path file = Files.createTempFile("local-api-server", ".kubeconfig");
      file.toFile().deleteOnExit();
      return Files.writeString(file, kubeconfig());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A path to a program beside the server: {@code kubectl}. */
  public static Path program(String name) {
    return folder().resolve(name);
  }

  /** Makes a namespace that no other test uses; {@code prefix-<8 characters>}. */
  public String newNamespace(String prefix) {
    String name = prefix + "-" + UUID.randomUUID().toString().substring(0, 8);
    client
        .namespaces()
        .resource(
            new NamespaceBuilder()
                .withNewMetadata()
                .withName(name)
                .addToLabels("test", prefix)
                .endMetadata()
                .build())
        .create();
    return name;
  }

  private void stop() {
    if (client != null) {
      client.close();
    }
    server.stop();
    deleteRecursively(testDir);
  }

  /** A folder of this JVM's own, because parallel builds would overwrite each other's keys. */
  private static Path testDir() {
    for (String program : PROGRAMS) {
      if (!Files.isExecutable(program(program))) {
        throw new IllegalStateException(
            program(program) + " is missing; run `tests-e2e/cluster tools` (make test does it)");
      }
    }
    try {
      Path own = Files.createTempDirectory("kube-api-test");
      Path link = own.resolve(folder().getParent().getFileName());
      Files.createSymbolicLink(link, folder().getParent().toRealPath());
      return own;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void deleteRecursively(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(f -> f.toFile().delete());
    } catch (IOException | UncheckedIOException e) {
      // A temporary folder that stays behind harms nobody.
      folder.toFile().deleteOnExit();
    }
  }

  private static Path folder() {
    String platform =
        System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("mac")
            ? "darwin-arm64"
            : "linux-amd64";
    return Path.of(System.getProperty("basedir", ""))
        .toAbsolutePath()
        .resolve(".local/kube-api-test/k8s/" + VERSION + "-" + platform);
  }

  private static final class Holder {
    static final LocalApiServer SERVER = new LocalApiServer();
  }

  /** Hands the server and its client to test methods and constructors that name them. */
  public static final class Provided implements ParameterResolver {

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      Class<?> type = parameter.getParameter().getType();
      return type == LocalApiServer.class || type == KubernetesClient.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
      LocalApiServer server = shared();
      return parameter.getParameter().getType() == KubernetesClient.class
          ? server.client()
          : server;
    }
  }
}
