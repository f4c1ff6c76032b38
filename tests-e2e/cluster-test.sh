#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Tests tests-e2e/cluster for real, in a folder of its own: prints a line for each check, and exits with 1 if one failed.
set -euo pipefail

HERE=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
WORK=$(mktemp -d "${TMPDIR:-/tmp}/cluster-test.XXXXXX")
export RIGHTSIZING_LOCAL_DIR=$WORK/local
LOCAL=$RIGHTSIZING_LOCAL_DIR
PASSED=0 FAILED=0

finish() {
  "$HERE/cluster" down >/dev/null 2>&1 || :
  rm -rf "$WORK"
}
trap finish EXIT
trap 'exit 130' INT TERM HUP

# Runs a check, and shows what it printed only if it fails.
check() { # WHAT COMMAND...
  local what=$1 from=${EPOCHREALTIME/[.,]/}
  shift
  if "$@" >"$WORK/output" 2>&1 </dev/null; then
    PASSED=$((PASSED + 1))
    printf 'ok    %s (%d ms)\n' "$what" $(((${EPOCHREALTIME/[.,]/} - from) / 1000))
  else
    FAILED=$((FAILED + 1))
    printf 'FAIL  %s\n' "$what"
    sed 's/^/      /' "$WORK/output"
  fi
}

eventually() { # COMMAND...: within 30 s
  local until=$((SECONDS + 30))
  until "$@"; do
    ((SECONDS < until)) || return 1
    sleep 0.1
  done
}

cluster() { "$HERE/cluster" "$@"; }
kube() { "$LOCAL/bin/kubectl" --kubeconfig="$LOCAL/kubeconfig" "$@"; }
pids() { (cd "$LOCAL" && grep . */pid); }
pids_but() { pids | grep -v "^$1/"; }
processes() { pgrep -f -- "$LOCAL/" || :; } # every part has this folder in its command line

refuses() { # TEXT COMMAND...: it fails, and says TEXT
  local text=$1 output
  shift
  if output=$("$@" 2>&1); then
    echo "did not fail: $*"
    return 1
  fi
  grep -F -- "$text" <<<"$output" || { echo "does not contain '$text' but: $output"; return 1; }
}

prometheus_says() { # QUERY VALUE
  local query
  query=$(sed 's/ /%20/g; s/\[/%5B/g; s/\]/%5D/g; s/{/%7B/g; s/}/%7D/g; s/"/%22/g' <<<"$1")
  "$LOCAL/bin/kubectl" --kubeconfig=/dev/null --server="$(cat "$LOCAL/prometheus-url")" get --raw "/api/v1/query?query=$query" |
    tee /dev/stderr | grep -q "\"$2\"\]"
}

# A counter that grows by 0.1 a second and a gauge, a sample a minute for six hours until now.
recording() { # PREFIX
  awk -v prefix="$1" -v now="$(date +%s)" 'BEGIN {
    print "# TYPE " prefix "_cpu counter"
    for (i = 0; i <= 360; i++) print prefix "_cpu_total{pod=\"a\"} " i * 6 " " now - 21600 + i * 60
    print "# TYPE " prefix "_memory gauge"
    for (i = 0; i <= 360; i++) print prefix "_memory{pod=\"a\"} " 1000 + i " " now - 21600 + i * 60
    print "# EOF"
  }'
}

deployment() { # NAME
  cat <<END
apiVersion: apps/v1
kind: Deployment
metadata: {name: $1}
spec:
  replicas: 3
  selector: {matchLabels: {app: $1}}
  template:
    metadata: {labels: {app: $1}}
    spec:
      initContainers:
      - {name: proxy, image: proxy, restartPolicy: Always, resources: {requests: {cpu: 10m}}}
      containers:
      - {name: app, image: app, resources: {requests: {cpu: 500m, memory: 64Mi}, limits: {memory: 128Mi}}}
END
}

job() {
  cat <<END
apiVersion: batch/v1
kind: Job
metadata: {name: once}
spec:
  template:
    spec:
      restartPolicy: Never
      containers: [{name: app, image: app}]
END
}

deploys() { deployment web | kube apply -f - && kube rollout status deployment/web --timeout=60s; }
sidecar_runs() { [[ $(kube get pods -l app=web -o 'jsonpath={.items[*].status.initContainerStatuses[0].started}') = 'true true true' ]]; }
first_pod() { kube get pods -l app=web -o 'jsonpath={.items[0].metadata.name}'; }
resize() { # CPU
  kube patch pod "$(first_pod)" --subresource resize -p "{\"spec\":{\"containers\":[{\"name\":\"app\",\"resources\":{\"requests\":{\"cpu\":\"$1\"}}}]}}"
}
granted() { kube get pod "$(first_pod)" -o 'jsonpath={.status.containerStatuses[0].resources.requests.cpu}'; }
is_granted() { [[ $(granted) = "$1" ]]; }
# A counter grows by its rate, and never falls when the rate changes.
usage_follows() {
  kube annotate --overwrite pods -l app=web rightsizing.test/cfs-periods=10 && eventually scraped '> 60' &&
    kube annotate --overwrite pods -l app=web rightsizing.test/cfs-periods=0 rightsizing.test/memory=64Mi && eventually memory_follows &&
    prometheus_says 'max(resets(container_cpu_cfs_periods_total{namespace="default"}[5m]))' 0 && scraped '> 60'
}
scraped() { prometheus_says "count(container_cpu_cfs_periods_total{namespace=\"default\"} $1)" 3; }
memory_follows() { prometheus_says 'count(container_memory_working_set_bytes{namespace="default",container="app"} == 67108864)' 3; }
resizes() { resize 250m && eventually is_granted 250m; }
says_infeasible() { [[ $(kube get pod "$(first_pod)" -o 'jsonpath={.status.conditions[?(@.type=="PodResizePending")].reason}') = Infeasible ]]; }
refuses_resize() {
  kube annotate pod "$(first_pod)" rightsizing.test/resize=Infeasible && resize 300m && eventually says_infeasible && is_granted 250m
}
was_oom_killed() { [[ $(kube get pod "$(first_pod)" -o 'jsonpath={.status.containerStatuses[0].ready} {.status.containerStatuses[0].lastState.terminated.reason}') = 'true OOMKilled' ]]; }
kills_after_resize() {
  kube annotate --overwrite pod "$(first_pod)" rightsizing.test/resize=Oom && eventually is_granted 300m && eventually was_oom_killed
}
completes() { job | kube apply -f - && kube wait --for=condition=Complete job/once --timeout=30s; }
nothing_left() { [[ -z $(kube get replicasets,pods -l app=web -o name) ]]; }
collects_garbage() { kube delete deployment web --wait=false && eventually nothing_left; }

token_works() {
  local token
  token=$(kube create token default)
  kube create clusterrolebinding view --clusterrole=view --serviceaccount=default:default
  "$LOCAL/bin/kubectl" --kubeconfig=/dev/null --server="$(server)" --token="$token" --certificate-authority="$LOCAL/kube-apiserver/pki/apiserver.crt" \
    get pods && refuses Forbidden "$LOCAL/bin/kubectl" --kubeconfig=/dev/null --server="$(server)" --token="$token" \
    --certificate-authority="$LOCAL/kube-apiserver/pki/apiserver.crt" get secrets
}
server() { kube config view -o 'jsonpath={.clusters[0].cluster.server}'; }

same_after_up() { # ARGUMENT...
  local before
  before=$(pids)
  cluster up "$@" && diff <(echo "$before") <(pids)
}
two_at_once() {
  local before first second
  before=$(pids)
  cluster up & first=$!
  cluster up & second=$!
  wait "$first" && wait "$second" && diff <(echo "$before") <(pids)
}
heals() { # COMPONENT
  local others pid
  others=$(pids_but "$1") pid=$(cat "$LOCAL/$1/pid")
  kill -KILL "$pid"
  refuses gone cluster status
  cluster up && diff <(echo "$others") <(pids_but "$1") && [[ $(cat "$LOCAL/$1/pid") != "$pid" ]] && cluster status
}
interrupted_leaves_nothing() {
  local up
  "$HERE/cluster" up &
  up=$!
  eventually test -s "$LOCAL/kube-apiserver/pid"
  kill -TERM "$up"
  ! wait "$up" && [[ -z $(processes) ]]
}
keeps_data() {
  cluster down --keep-data && [[ -z $(processes) ]] && cluster up && kube get configmap kept && prometheus_says 'count_over_time(second_memory[7h])' 361
}
stops_all() { cluster down && [[ -z $(processes) && ! -e $LOCAL/kubeconfig && ! -e $LOCAL/etcd ]]; }
waits_for_no_pipe() { cluster up | cat; }

mkdir -p "$LOCAL"
recording first >"$WORK/first"
recording second >"$WORK/second"
sed '/^# EOF/d' "$WORK/first" >"$WORK/no-end"
sed '100{h;d};101G' "$WORK/first" >"$WORK/out-of-order"

check 'all programs are there' cluster tools
check 'status of nothing fails' refuses 'nothing runs' cluster status
check 'an interrupted up leaves no process' interrupted_leaves_nothing
check 'up' waits_for_no_pipe
check 'status' cluster status
check 'up again changes nothing' same_after_up
check 'two at once change nothing' two_at_once
check 'a deployment of 3 runs' deploys
check 'a native sidecar runs' sidecar_runs
check 'a resize is carried out' resizes
check 'a resize can be refused' refuses_resize
check 'a resize can end in an OOM kill' kills_after_resize
check 'simulated usage can be scraped' same_after_up --live-usage
check 'it follows the annotations' usage_follows
check 'a job completes' completes
check 'dependents are collected' collects_garbage
check 'a service account token works, within its rights' token_works
check 'nodes can be added' same_after_up --nodes 5
check 'five nodes are ready' kube wait --for=condition=Ready node/kwok-node-4 --timeout=10s
check 'a recording is filled in' cluster up --openmetrics "$WORK/first"
check 'its gauge is there' prometheus_says 'count_over_time(first_memory[7h])' 361
check 'its counter is there' prometheus_says 'rate(first_cpu_total[10m])' 0.1
check 'one without end is refused' refuses 'does not end with # EOF' cluster up --openmetrics "$WORK/no-end"
check 'one out of order is refused' refuses 'out of order' cluster up --openmetrics "$WORK/out-of-order"
check 'the old data is still there' prometheus_says 'count_over_time(first_memory[7h])' 361
check 'a second one is added' cluster up --append --openmetrics "$WORK/second"
check 'the first is there' prometheus_says 'count_over_time(first_memory[7h])' 361
check 'the second is there' prometheus_says 'count_over_time(second_memory[7h])' 361
check 'one takes the place of all' cluster up --openmetrics "$WORK/second"
check 'the first is gone' prometheus_says 'count(first_memory offset 1h) or vector(0)' 0
check 'queries are logged' grep -q samples "$LOCAL/prometheus/query.log"
for component in kwok prometheus kube-scheduler kube-controller-manager kube-apiserver etcd; do
  check "$component killed: up restarts just that" heals "$component"
done
check 'it still runs pods' deploys
check 'a note for later' kube create configmap kept
check 'down --keep-data keeps it' keeps_data
check 'down leaves no process and no data' stops_all
check 'down of nothing is fine' cluster down

echo "$PASSED passed, $FAILED failed"
((FAILED == 0))
