# shellcheck shell=bash
# SPDX-License-Identifier: Apache-2.0
# The chart on the local cluster. Its nodes run no containers, so the program of a pod is started here as the API server holds
# it: see pod.py.

# shellcheck disable=SC2034
CHART=$ROOT/helm/rightsizing-operator

helm() {
  KUBECONFIG=$KUBECONFIG_FILE HELM_CACHE_HOME=$LOCAL/helm HELM_CONFIG_HOME=$LOCAL/helm HELM_DATA_HOME=$LOCAL/helm "$BIN/helm" "$@"
}

# Sets POD_PROGRAM and what pod.py wants to know of the image. Where it cannot be built, this machine's Java and the jar stand in.
choose_image() {
  export KUBECTL="$BIN/kubectl --kubeconfig=$KUBECONFIG_FILE --cache-dir=$LOCAL/kubectl-cache" POD_REPOSITORY=$ROOT
  export POD_RUNNER=$ROOT/src/build/image/run-root POD_ROOT='' POD_USER=65532 POD_IMAGE_ENV="PATH=$PATH"
  POD_PROGRAM=("$ROOT/bin/rightsize")
  if can_have_image; then
    unpack_image >"$LOCAL/image.log" 2>&1
    POD_ROOT=$BUNDLE/root POD_USER=$(cat "$BUNDLE/user") POD_IMAGE_ENV=$(cat "$BUNDLE/env")
    mapfile -t POD_PROGRAM <"$BUNDLE/entrypoint"
  fi
}

run_pod() { # NAMESPACE POD FOLDER: becomes the program of its container
  exec python3 "$E2E/lib/pod.py" "$1" "$2" "$3" -- "${POD_PROGRAM[@]}"
}

# A pod of the Deployment, as its ReplicaSet made it and admission left it.
pod_of() { # NAMESPACE
  kube -n "$1" get pods -l app.kubernetes.io/component=operator -o jsonpath='{.items[0].metadata.name}'
}
has_pod() { [[ -n $(pod_of "$1") ]]; } # NAMESPACE

# Starts the operator's container; the component's port is the one that the chart gave the health checks.
start_deployed() { # NAMESPACE
  eventually 20 has_pod "$1"
  mkdir -p "$LOCAL/operator"
  launch operator python3 "$E2E/lib/pod.py" "$1" "$(pod_of "$1")" "$LOCAL/operator/pod" -- "${POD_PROGRAM[@]}"
  await operator
}

# Runs the pod of `helm test`, and gives it the phase that its program ended with, as a kubelet would.
helm_test() { # RELEASE NAMESPACE
  local pod=$1-test code=0 phase=Succeeded
  kube -n "$2" delete pod "$pod" --ignore-not-found --wait >/dev/null
  helm test "$1" -n "$2" --timeout 60s >"$LOCAL/helm-test.log" 2>&1 &
  local helm=$!
  eventually 20 kube -n "$2" get pod "$pod"
  (run_pod "$2" "$pod" "$LOCAL/check") >"$LOCAL/check.log" 2>&1 || code=$?
  ((code == 0)) || phase=Failed
  has_phase() { [[ $(kube -n "$2" get pod "$pod" -o jsonpath='{.status.phase}') = "$1" ]]; }
  eventually 20 has_phase Running "$2" # the simulated node's part, before ours
  kube -n "$2" patch pod "$pod" --subresource=status --type=merge -p "{\"status\":{\"phase\":\"$phase\"}}" >/dev/null
  wait "$helm"
}

# What a person who may view the namespace gets from the page, who has this token then.
see_page() { # URL NAMESPACE TOKEN_FILE
  local token=$3
  kube -n "$2" create serviceaccount viewer --dry-run=client -o yaml | kube apply -f - >/dev/null
  kube -n "$2" create rolebinding viewer --clusterrole=view --serviceaccount="$2:viewer" --dry-run=client -o yaml | kube apply -f - >/dev/null
  (umask 077 && kube -n "$2" create token viewer >"$token")
  same 'status without a token' 401 "$(curl -s -o /dev/null -w '%{http_code}' "$1/recommendations")"
  sees_checkout() { curl -sf -H "Authorization: Bearer $(cat "$token")" "$1/recommendations" | grep -c 'Deployment/checkout' >/dev/null; }
  eventually 20 sees_checkout "$1" # roles take a moment, and answers about them are kept for ten seconds
}

# Signs in at the page in Chromium, where there is one; screenshots go to the folder.
visit_page() { # URL TOKEN_FILE FOLDER
  local chromium=${CHROMIUM:-$(command -v chromium || command -v chromium-browser || :)}
  if [[ -z $chromium ]]; then
    [[ ${CI:-} != true ]] || fail 'chromium is missing: apt-get install chromium'
    say '  no screenshots: chromium is missing; run apt-get install chromium'
    return
  fi
  mkdir -p "$3"
  mvn -q -B -ntp -f "$ROOT/pom.xml" org.apache.maven.plugins:maven-dependency-plugin:2.8:build-classpath \
    -Dmdep.outputFile="$LOCAL/browser-classpath" -Dmdep.includeScope=test \
    -DincludeGroupIds=com.microsoft.playwright,com.google.code.gson,org.java-websocket,org.slf4j >/dev/null
  java -cp "$(cat "$LOCAL/browser-classpath")" "$E2E/lib/PageVisit.java" "$1" "$2" "$chromium" "$3"
}
