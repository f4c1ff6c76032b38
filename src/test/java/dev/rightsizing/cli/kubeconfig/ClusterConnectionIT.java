// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli.kubeconfig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.rightsizing.cli.ClusterChoice;
import dev.rightsizing.cli.CommandException;
import dev.rightsizing.testkit.ConnectProxy;
import dev.rightsizing.testkit.LocalApiServer;
import dev.rightsizing.testkit.SelfSigned;
import io.fabric8.kubernetes.api.model.Config;
import io.fabric8.kubernetes.api.model.ExecConfig;
import io.fabric8.kubernetes.api.model.ExecConfigBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenRequest;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Kubeconfigs of many kinds, each against a real API server that says whom it sees. */
class ClusterConnectionIT {
  private static final LocalApiServer SERVER = LocalApiServer.shared();
  private static final ObjectMapper YAML = new YAMLMapper();
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String V1 = "client.authentication.k8s.io/v1";

  @TempDir private Path folder;
  private final Map<String, String> environment = new HashMap<>();
  private Config kubeconfig;

  @BeforeEach
  void readTheAdministrators() throws IOException {
    kubeconfig = YAML.readValue(SERVER.kubeconfig(), Config.class);
  }

  private Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("config"), text);
  }

  /** Whom the API server sees in a client of the kubeconfig, and the groups. */
  private String whoAmI(Path file) throws CommandException {
    return whoAmI(new ClusterChoice(Optional.ofNullable(file), Optional.empty()));
  }

  private String whoAmI(ClusterChoice choice) throws CommandException {
    try (KubernetesClient client = open(choice)) {
      return client.raw(
          "/apis/authentication.k8s.io/v1/selfsubjectreviews",
          "POST",
          Map.of("apiVersion", "authentication.k8s.io/v1", "kind", "SelfSubjectReview"));
    }
  }

  private KubernetesClient open(ClusterChoice choice) throws CommandException {
    return new ClusterConnection(environment)
        .open(choice, config -> config.setRequestRetryBackoffLimit(0));
  }

  private String whoAmI() throws CommandException, IOException {
    return whoAmI(write(YAML.writeValueAsString(kubeconfig)));
  }

  private String port() {
    return kubeconfig.getClusters().get(0).getCluster().getServer().replaceAll(".*:", "");
  }

  private void nobodyYet() {
    kubeconfig.getUsers().get(0).getUser().setClientCertificate(null);
    kubeconfig.getUsers().get(0).getUser().setClientKey(null);
  }

  /** A token of a new ServiceAccount. */
  private String token(String name) {
    KubernetesClient admin = SERVER.client();
    admin
        .serviceAccounts()
        .inNamespace("default")
        .resource(
            new ServiceAccountBuilder().withNewMetadata().withName(name).endMetadata().build())
        .createOr(existing -> existing.update());
    TokenRequest answer =
        admin
            .serviceAccounts()
            .inNamespace("default")
            .withName(name)
            .tokenRequest(new TokenRequest());
    return answer.getStatus().getToken();
  }

  private Path script(String name, String text) throws IOException {
    Path script = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + text);
    return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private void exec(Consumer<ExecConfigBuilder> how) {
    nobodyYet();
    ExecConfigBuilder builder = new ExecConfigBuilder().withApiVersion(V1);
    how.accept(builder);
    ExecConfig exec = builder.build();
    kubeconfig.getUsers().get(0).getUser().setExec(exec);
  }

  @Test
  void takesBlockStyleAndFilesWithAnAbsolutePath() throws Exception {
    assertThat(whoAmI()).contains("\"kubeapitest\"", "system:masters");
  }

  @Test
  void takesYamlInFlowStyle() throws Exception {
    String cluster = YAML.readTree(SERVER.kubeconfig()).at("/clusters/0/cluster").toString();
    String user = YAML.readTree(SERVER.kubeconfig()).at("/users/0/user").toString();
    Pattern quotes = Pattern.compile("\"([a-z-]+)\":");
    String flow =
        "{apiVersion: v1, kind: Config, current-context: c,\n clusters: [{name: c, cluster: "
            + cluster
            + "}],\n users: [{name: u, user: "
            + user
            + "}], contexts: [{name: c, context: {cluster: c, user: u}}]}";
    assertThat(whoAmI(write(quotes.matcher(flow).replaceAll("$1: ")))).contains("\"kubeapitest\"");
  }

  @Test
  void takesJsonWithTabs() throws Exception {
    String json = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(kubeconfig);
    assertThat(whoAmI(write(json.replace("  ", "\t")))).contains("\"kubeapitest\"");
  }

  @Test
  void readsATokenFromAFileBesideIt() throws Exception {
    nobodyYet();
    Files.writeString(folder.resolve("tok"), token("by-file") + "\r\n");
    kubeconfig.getUsers().get(0).getUser().setTokenFile("tok");
    assertThat(whoAmI()).contains("system:serviceaccount:default:by-file");
  }

  @Test
  void aTokenFileThatIsNotThereIsNamed() {
    nobodyYet();
    kubeconfig.getUsers().get(0).getUser().setTokenFile("nowhere");
    assertThatThrownBy(this::whoAmI)
        .isInstanceOf(CommandException.class)
        .hasMessageContaining("tokenFile")
        .hasMessageContaining(folder.resolve("nowhere").toString());
  }

  @Test
  void asksForTheServerByItsTlsName() throws Exception {
    kubeconfig.getClusters().get(0).getCluster().setServer("https://localhost:" + port());
    Throwable without = catchThrowable(this::whoAmI);
    assertThat(without).hasStackTraceContaining("No subject alternative DNS name matching");
    kubeconfig.getClusters().get(0).getCluster().setTlsServerName("kubernetes.default.svc");
    assertThat(whoAmI()).contains("\"kubeapitest\"");
    kubeconfig.getClusters().get(0).getCluster().setTlsServerName("other.example.org");
    assertThat(catchThrowable(this::whoAmI)).hasStackTraceContaining("other.example.org");
  }

  @Test
  void goesThroughTheClustersProxyEvenToLoopback() throws Exception {
    try (ConnectProxy proxy = new ConnectProxy()) {
      kubeconfig
          .getClusters()
          .get(0)
          .getCluster()
          .setProxyUrl("http://aladdin:open@127.0.0.1:" + proxy.port());
      assertThat(whoAmI()).contains("\"kubeapitest\"");
      assertThat(proxy.asked()).isNotEmpty();
      // Base64 of aladdin:open.
      assertThat(proxy.asked().get(0))
          .startsWith("CONNECT 127.0.0.1:" + port())
          .containsIgnoringCase("proxy-authorization: Basic YWxhZGRpbjpvcGVu");
    }
  }

  @Test
  void neverTakesTheEnvironmentsProxyForLoopback() throws Exception {
    environment.put("HTTPS_PROXY", "http://127.0.0.1:1");
    environment.put("https_proxy", "http://127.0.0.1:1");
    assertThat(whoAmI()).contains("\"kubeapitest\"");
  }

  /** As keys are written: by openssl, by Go, by Teleport and other login programs. */
  enum Key {
    RSA_PKCS1("RSA", true),
    RSA_PKCS8("RSA", false),
    EC_SEC1("EC", true),
    EC_PKCS8("EC", false),
    ED25519_PKCS8("Ed25519", false);

    private final String algorithm;
    private final boolean traditional;

    Key(String algorithm, boolean traditional) {
      this.algorithm = algorithm;
      this.traditional = traditional;
    }
  }

  @ParameterizedTest
  @EnumSource(Key.class)
  void logsInByCertificateWithAKeyOfAnyKind(Key key) throws Exception {
    SelfSigned client = SelfSigned.of(key.algorithm, "by-" + key.name());
    SERVER.trust(client.certificate());
    nobodyYet();
    String pem = key.traditional ? client.traditionalKey() : client.pkcs8Key();
    var user = kubeconfig.getUsers().get(0).getUser();
    user.setClientCertificateData(base64(client.certificate()));
    user.setClientKeyData(base64(pem));
    await().untilAsserted(() -> assertThat(whoAmI()).contains("by-" + key.name()));
  }

  @ParameterizedTest
  @EnumSource(
      value = Key.class,
      names = {"EC_PKCS8", "ED25519_PKCS8", "EC_SEC1"})
  void takesACertificateOfAnyKindFromALoginProgram(Key key) throws Exception {
    SelfSigned client = SelfSigned.of(key.algorithm, "program-" + key.name());
    SERVER.trust(client.certificate());
    String answer =
        JSON.writeValueAsString(
            Map.of(
                "apiVersion",
                V1,
                "kind",
                "ExecCredential",
                "status",
                Map.of(
                    "clientCertificateData",
                    client.certificate(),
                    "clientKeyData",
                    key.traditional ? client.traditionalKey() : client.pkcs8Key())));
    Files.writeString(folder.resolve("answer"), answer);
    script("login", "cat '" + folder.resolve("answer") + "'\n");
    exec(e -> e.withCommand("./login"));
    await().untilAsserted(() -> assertThat(whoAmI()).contains("program-" + key.name()));
  }

  @Test
  void takesATokenFromALoginProgramAndTellsItTheCluster() throws Exception {
    Path told = folder.resolve("told");
    script(
        "login",
        "echo \"$KUBERNETES_EXEC_INFO $EXTRA $1\" > '"
            + told
            + "'\necho 'a warning' >&2\n"
            + "echo '{\"apiVersion\":\""
            + V1
            + "\",\"kind\":\"ExecCredential\",\"status\":{\"token\":\""
            + token("by-program")
            + "\"}}'\n");
    exec(
        e ->
            e.withCommand(folder.resolve("login").toString())
                .withArgs("it's $HOME")
                .addNewEnv("EXTRA", "more")
                .withProvideClusterInfo(true));
    assertThat(whoAmI()).contains("system:serviceaccount:default:by-program");
    assertThat(Files.readString(told))
        .contains(
            "\"server\":\"https://127.0.0.1:" + port(), "\"interactive\":", "more it's $HOME");
  }

  @Test
  void aLoginProgramThatIsNotInstalledIsToldWithItsHint() {
    exec(
        e ->
            e.withCommand("aws-iam-not-there")
                .withInstallHint("Install the cloud's tool first:\n\n  brew install tool\n"));
    assertThatThrownBy(this::whoAmI)
        .isInstanceOf(CommandException.class)
        .hasMessage(
            "the kubeconfig's login program 'aws-iam-not-there' cannot be started; Install the"
                + " cloud's tool first: brew install tool");
  }

  @Test
  void aLoginProgramThatFailsIsToldInItsLastWords() throws Exception {
    script("login", "echo Traceback >&2; echo 'the session expired\u001B[0m' >&2; exit 3\n");
    exec(e -> e.withCommand("./login"));
    assertThatThrownBy(this::whoAmI)
        .isInstanceOf(CommandException.class)
        .hasMessageContaining("fails with status 3: the session expired\uFFFD[0m; log in again")
        .hasMessageNotContaining("Traceback");
  }

  @Test
  void whatALoginProgramPrintsIsNotRepeated() throws Exception {
    script("login", "echo 's3cret'\n");
    exec(e -> e.withCommand("./login"));
    assertThatThrownBy(this::whoAmI)
        .isInstanceOf(CommandException.class)
        .hasMessageContaining("gives no ExecCredential")
        .hasMessageNotContaining("s3cret");
  }

  @ParameterizedTest
  @org.junit.jupiter.params.provider.ValueSource(
      strings = {
        "https://kubernetes.default.svc",
        "https://kubernetes.default.svc.cluster.local:443",
        "https://kubernetes.default.svc:443/"
      })
  void aServerByItsNameInTheClusterIsAServer(String server) {
    kubeconfig.getClusters().get(0).getCluster().setServer(server);
    // The name is not known outside a cluster; what counts is that it was asked for.
    assertThat(catchThrowable(this::whoAmI))
        .isNotInstanceOf(CommandException.class)
        .hasStackTraceContaining("kubernetes.default.svc");
  }

  @Test
  void mergesSeveralFilesOfWhichTheFirstCounts() throws Exception {
    Config first = new Config();
    first.setCurrentContext("kubeapitest");
    first.setContexts(kubeconfig.getContexts());
    Config rest = YAML.readValue(SERVER.kubeconfig(), Config.class);
    rest.setCurrentContext("nowhere");
    rest.setContexts(null);
    Path one = Files.writeString(folder.resolve("one"), YAML.writeValueAsString(first));
    Path two = Files.writeString(folder.resolve("two"), YAML.writeValueAsString(rest));
    environment.put("KUBECONFIG", one + ":" + folder.resolve("missing") + "::" + two);
    assertThat(whoAmI((Path) null)).contains("\"kubeapitest\"");
    assertThatThrownBy(() -> whoAmI(new ClusterChoice(Optional.empty(), Optional.of("elsewhere"))))
        .hasMessage("the kubeconfig has no context 'elsewhere'; it has: kubeapitest");
  }

  @Test
  void actsAsWhomTheUserImpersonates() throws Exception {
    var user = kubeconfig.getUsers().get(0).getUser();
    user.setAs("jane");
    user.setAsGroups(java.util.List.of("readers"));
    user.setAsUid("uid-7");
    assertThat(whoAmI()).contains("\"jane\"", "readers", "uid-7").doesNotContain("masters");
  }

  @Test
  void withoutAnyKubeconfigThePodsOwnAccountCounts() throws Exception {
    environment.put("HOME", folder.toString());
    assertThatThrownBy(() -> whoAmI((Path) null))
        .isInstanceOf(CommandException.class)
        .hasMessageContaining("no kubeconfig names a cluster; set KUBECONFIG");
    Path account = Files.createDirectory(folder.resolve("account"));
    Files.writeString(account.resolve("token"), token("of-pod"));
    Files.writeString(account.resolve("namespace"), "shop");
    Files.copy(
        Path.of(kubeconfig.getClusters().get(0).getCluster().getCertificateAuthority()),
        account.resolve("ca.crt"));
    environment.put("KUBERNETES_SERVICE_HOST", "127.0.0.1");
    environment.put("KUBERNETES_SERVICE_PORT", port());
    io.fabric8.kubernetes.client.Config config = io.fabric8.kubernetes.client.Config.empty();
    assertThat(new OwnPod(environment, account).apply(config)).isTrue();
    assertThat(config.getNamespace()).isEqualTo("shop");
    try (KubernetesClient client =
        new io.fabric8.kubernetes.client.KubernetesClientBuilder().withConfig(config).build()) {
      assertThat(
              client.raw(
                  "/apis/authentication.k8s.io/v1/selfsubjectreviews",
                  "POST",
                  Map.of("apiVersion", "authentication.k8s.io/v1", "kind", "SelfSubjectReview")))
          .contains("system:serviceaccount:default:of-pod");
    }
  }

  @Test
  void whatIsWrongInAKubeconfigIsNamed() throws Exception {
    assertThatThrownBy(() -> whoAmI(write("clusters: [token: s3cret")))
        .isInstanceOf(CommandException.class)
        .hasMessageContaining("is not a kubeconfig")
        .hasMessageNotContaining("s3cret");
    kubeconfig.setCurrentContext(null);
    assertThatThrownBy(this::whoAmI).hasMessageContaining("give --context, it has: kubeapitest");
    kubeconfig.setCurrentContext("kubeapitest");
    kubeconfig.getUsers().get(0).getUser().setClientKeyData(base64("no key"));
    assertThatThrownBy(this::whoAmI)
        .isInstanceOf(CommandException.class)
        .hasMessageContaining("holds no unencrypted private key in PEM");
    kubeconfig.getContexts().get(0).getContext().setUser("nobody");
    assertThatThrownBy(this::whoAmI).hasMessageContaining("has no user 'nobody'");
  }

  private static String base64(String text) {
    return Base64.getEncoder()
        .encodeToString(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }
}
