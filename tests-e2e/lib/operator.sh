# shellcheck shell=bash
# SPDX-License-Identifier: Apache-2.0
# The shipped jar, run as its ServiceAccount against the local cluster, and what the demo and the scenarios do with it.

ROOT=$(cd "$E2E/.." && pwd)
JAR=$ROOT/target/quarkus-app/quarkus-run.jar
OPERATOR_OPTIONS=() # further environment, NAME=value

need() { # COMMAND WHAT
  command -v "$1" >/dev/null || die "$1 is missing: install $2"
}

# Commands (or files, with a slash) and the Debian package of each, as COMMAND=PACKAGE. A machine of CI, where this runs as
# root, gets what it lacks; anybody else reads what to install.
need_packages() { # WHAT COMMAND=PACKAGE...
  local what=$1 each wanted=()
  shift
  for each; do
    [[ $each = */*=* && -e ${each%%=*} ]] || PATH=$PATH:/usr/sbin:/sbin command -v "${each%%=*}" >/dev/null || wanted+=("${each#*=}")
  done
  ((${#wanted[@]} > 0)) || return 0
  if [[ ${CI:-} = true && $EUID = 0 ]] && command -v apt-get >/dev/null; then
    say "installing for $what: ${wanted[*]}"
    { DEBIAN_FRONTEND=noninteractive apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${wanted[@]}"; } >"$LOCAL/apt.log" 2>&1 ||
      die "${wanted[*]} could not be installed: see $LOCAL/apt.log"
  else
    die "$what needs more: install the packages ${wanted[*]}, on Debian by: apt-get install ${wanted[*]}"
  fi
}

need_java() {
  need java 'a JDK, version 17 or newer'
  need javac 'a JDK, version 17 or newer (this is only a JRE)'
  need mvn 'Apache Maven 3.8 or newer'
  local version
  version=$(java -XshowSettings:properties -version 2>&1 | sed -n 's/ *java.specification.version = //p')
  ((${version%%.*} >= 17)) || die "java is version $version: version 17 or newer is needed"
}

# The jar alone, without the tests' classes.
PACKAGE_JAR=(mvn -q -B -ntp -f "$ROOT/pom.xml" -Pquick package -Dmaven.test.skip=true)

build_jar() {
  interruptible "${PACKAGE_JAR[@]}" >"$LOCAL/build.log" 2>&1 || build_failed
}

build_failed() {
  grep -m 15 ERROR "$LOCAL/build.log" >&2 || tail -n 15 "$LOCAL/build.log" >&2
  die "the build failed: see $LOCAL/build.log"
}

# It needs nothing but the JDK, so the demo does not compile all tests for it.
compile_generator() {
  local sources=$ROOT/src/test/java classes=$ROOT/target/generator main=dev/rightsizing/generator/UsageGenerator
  [[ -f $classes/$main.class && -z $(find "$sources/${main%/*}" -newer "$classes/$main.class") ]] && return
  javac --release 17 -sourcepath "$sources" -d "$classes" "$sources/$main.java" || die 'the usage generator does not compile (see above)'
}

generate() { # MODE OUT END ARGUMENT: names on standard input
  java -cp "$ROOT/target/generator" dev.rightsizing.generator.UsageGenerator "$@" >/dev/null
}

# A kubeconfig with the ServiceAccount's rights and no more.
write_operator_kubeconfig() {
  local token file=$LOCAL/operator/kubeconfig
  token=$(kube -n rightsizing-system create token rightsizing-operator --duration=12h)
  install -m 600 "$KUBECONFIG_FILE" "$file.new"
  KUBECONFIG=$file.new "$BIN/kubectl" config set-credentials operator --token="$token" >/dev/null
  KUBECONFIG=$file.new "$BIN/kubectl" config set-context --current --user=operator >/dev/null
  mv "$file.new" "$file"
}

# The port of an operator's metrics, chosen when it is first asked for.
metrics_port() { # NAME
  local file=$LOCAL/$1/metrics-port
  [[ -s $file ]] || free_port >"$file"
  cat "$file"
}

# An operator's own metrics; a few more tries where there were too many requests.
metrics_of() { # NAME
  curl -sf --retry 5 "http://127.0.0.1:$(metrics_port "$1")/metrics"
}

start_operator() {
  write_operator_kubeconfig
  launch operator env KUBECONFIG="$LOCAL/operator/kubeconfig" \
    RIGHTSIZING_PROMETHEUS_URL="$(cat "$LOCAL/prometheus-url")" RIGHTSIZING_MANAGEMENT_PORT="$PORT" \
    RIGHTSIZING_METRICS_PORT="$(metrics_port operator)" RIGHTSIZE_JAVA_OPTS=-Xmx128m "${OPERATOR_OPTIONS[@]}" "$ROOT/bin/rightsize" operator
}

ready_operator() { answers "http://127.0.0.1:$(port_of operator)" /q/health/ready; }

install_operator() {
  kube apply --server-side --force-conflicts -f "$ROOT/crds" >/dev/null
  kube wait --for=condition=Established crd -l '!none' --timeout=30s >/dev/null
  kube apply -f "$ROOT/deploy/namespace.yaml" -f "$ROOT/deploy/rbac.yaml" >/dev/null
}

# Whether every workload has the pods that it wants; those that are not made yet would not be missed among the pods.
workloads_are_ready() {
  kube get deployments,statefulsets,daemonsets -A -o go-template='
{{- range .items}}{{if eq .kind "DaemonSet"}}{{or .status.desiredNumberScheduled "none yet"}} {{or .status.numberReady 0}}
{{- else}}{{.spec.replicas}} {{or .status.readyReplicas 0}}{{end}}{{"\n"}}{{end}}' |
    awk '$1 != $2 {missing = 1} END {exit missing}'
}

# CronJobs whose time comes during a run, and the test of the chart, leave pods that have ended. Read whole before grep, which would end a pipe early.
no_pod_waits() {
  local pods
  pods=$(kube get pods -A --no-headers) || return 1
  [[ -z $pods ]] || ! grep -qvE ' (Running|Completed|Succeeded) ' <<<"$pods"
}

await_pods() {
  local until=$((SECONDS + 120))
  until workloads_are_ready && no_pod_waits; do
    ((SECONDS < until)) || die "not all pods run after 120 s: see kubectl get pods -A"
    sleep 0.3
  done
}

# namespace pod container profile, of everything that carries a profile; a CronJob's past pods are made up from its name
demo_containers() {
  kube get pods -A -l demo.rightsizing.dev/profile -o go-template='
{{- range .items}}{{$pod := .metadata}}{{$profile := index .metadata.labels "demo.rightsizing.dev/profile"}}
{{- range .spec.containers}}{{$pod.namespace}} {{$pod.name}} {{.name}} {{$profile}}{{"\n"}}{{end}}
{{- range .spec.initContainers}}{{if .restartPolicy}}{{$pod.namespace}} {{$pod.name}} {{.name}} steady{{"\n"}}{{end}}{{end}}
{{- end}}' | grep -v ' nightly$'
  kube get cronjobs -A -o go-template='
{{- range .items}}{{$job := .metadata}}
{{- range .spec.jobTemplate.spec.template.spec.containers}}{{$job.namespace}} {{$job.name}} {{.name}} nightly{{"\n"}}{{end}}{{end}}'
}

# Waits until the policy's Ready condition is of its present generation.
await_policy() { # NAMESPACE NAME
  kube -n "$1" wait --for=jsonpath='{.status.lastEvaluationTime}' "rightsizingpolicy/$2" --timeout=120s >/dev/null ||
    die "policy $1/$2 was not evaluated: see $LOCAL/operator/log and kubectl -n $1 describe rsz $2"
}

# A figure that cannot be is a proof of a wrong input or a wrong reading; none may occur in any scenario.
no_impossible_figures() {
  ready_operator >/dev/null || return 0 # a scenario without an operator
  same 'impossible figures' 0 "$(metrics_of operator |
    awk '/^rightsizing_impossible_figures_total[{]/ {sum += $2; found = 1} END {print found ? sum : "no metric"}')"
}
