# shellcheck shell=bash
# SPDX-License-Identifier: Apache-2.0
# The control plane and kwok: how each starts, how each says that it is ready, and the nodes.

SERVICE_ACCOUNT_ISSUER=https://kubernetes.default.svc

# kubectl that sees no settings of the user's.
kube() { "$BIN/kubectl" --kubeconfig="$KUBECONFIG_FILE" --cache-dir="$LOCAL/kubectl-cache" "$@"; }

# Without a token kubectl would ask for a user name.
answers() { # URL_OF_SERVER PATH
  "$BIN/kubectl" --kubeconfig=/dev/null --token=none --insecure-skip-tls-verify --request-timeout=2s --server="$1" get --raw "$2"
}

start_etcd() {
  # One member never calls itself, so the address for peers is never used.
  launch etcd "$BIN/etcd" --name=default --data-dir="$LOCAL/etcd/data" --unsafe-no-fsync --quota-backend-bytes=4294967296 \
    --listen-client-urls="http://127.0.0.1:$PORT" --advertise-client-urls="http://127.0.0.1:$PORT" \
    --listen-peer-urls=http://127.0.0.1:0 --initial-advertise-peer-urls=http://127.0.0.1:2380 \
    --initial-cluster=default=http://127.0.0.1:2380
}
ready_etcd() { answers "http://127.0.0.1:$(port_of etcd)" /health; }

# The server makes its own certificate and key in pki/. That key signs service account tokens as well.
start_kube-apiserver() {
  local dir=$LOCAL/kube-apiserver
  if [[ ! -s $dir/tokens.csv ]]; then
    (umask 077 && echo "$(od -An -N24 -tx1 /dev/urandom | tr -d ' \n'),admin,admin,system:masters" >"$dir/tokens.csv")
  fi
  launch kube-apiserver "$BIN/kube-apiserver" --bind-address=127.0.0.1 --secure-port="$PORT" --cert-dir="$dir/pki" \
    --etcd-servers="http://127.0.0.1:$(port_of etcd)" --token-auth-file="$dir/tokens.csv" --authorization-mode=RBAC \
    --service-account-issuer="$SERVICE_ACCOUNT_ISSUER" --service-account-key-file="$dir/pki/apiserver.key" \
    --service-account-signing-key-file="$dir/pki/apiserver.key" --service-cluster-ip-range=10.32.0.0/16 \
    --advertise-address=127.0.0.1 --endpoint-reconciler-type=none --allow-privileged=true
}
ready_kube-apiserver() { [[ -s $LOCAL/kube-apiserver/pki/apiserver.crt ]] && write_kubeconfig && kube get --raw /readyz --request-timeout=2s; }

write_kubeconfig() {
  local dir=$LOCAL/kube-apiserver new=$KUBECONFIG_FILE.new
  (umask 077 && cat >"$new") <<END
apiVersion: v1
kind: Config
current-context: local
contexts: [{name: local, context: {cluster: local, user: admin}}]
clusters:
- name: local
  cluster:
    server: https://127.0.0.1:$(port_of kube-apiserver)
    certificate-authority-data: $(base64 <"$dir/pki/apiserver.crt" | tr -d '\n')
users: [{name: admin, user: {token: $(cut -d, -f1 "$dir/tokens.csv")}}]
END
  if cmp -s "$new" "$KUBECONFIG_FILE"; then
    rm "$new"
  else
    mv "$new" "$KUBECONFIG_FILE"
    stop kube-controller-manager kube-scheduler kwok # they would go on with the old address; `up` starts them again
  fi
}

# The limits on requests are raised so that thousands of pods take a minute and not ten. Nodes may be silent for minutes,
# as a busy machine must not make the simulated ones fail.
start_kube-controller-manager() {
  local dir=$LOCAL/kube-apiserver
  launch kube-controller-manager "$BIN/kube-controller-manager" --kubeconfig="$KUBECONFIG_FILE" --leader-elect=false \
    --bind-address=127.0.0.1 --secure-port="$PORT" --root-ca-file="$dir/pki/apiserver.crt" \
    --service-account-private-key-file="$dir/pki/apiserver.key" --kube-api-qps=1000 --kube-api-burst=2000 \
    --concurrent-deployment-syncs=20 --concurrent-replicaset-syncs=20 --concurrent-statefulset-syncs=20 \
    --concurrent-job-syncs=20 --concurrent-gc-syncs=40 --node-monitor-grace-period=300s
}
ready_kube-controller-manager() { answers "https://127.0.0.1:$(port_of kube-controller-manager)" /healthz; }

start_kube-scheduler() {
  launch kube-scheduler "$BIN/kube-scheduler" --kubeconfig="$KUBECONFIG_FILE" --leader-elect=false \
    --bind-address=127.0.0.1 --secure-port="$PORT" --kube-api-qps=1000 --kube-api-burst=2000
}
ready_kube-scheduler() { answers "https://127.0.0.1:$(port_of kube-scheduler)" /healthz; }

start_kwok() {
  local file configs=()
  for file in "$E2E"/kwok/*.yaml; do configs+=(--config="$file"); done
  launch kwok "$BIN/kwok" --kubeconfig="$KUBECONFIG_FILE" "${configs[@]}" --manage-all-nodes=true \
    --server-address="127.0.0.1:$PORT" --node-ip=127.0.0.1 --node-port="$PORT"
}
ready_kwok() { answers "http://127.0.0.1:$(port_of kwok)" /healthz; }

# The kubelet of a node is as new as the API server, which decides what its pods can do.
node_manifest() { # INDEX KUBELET_VERSION
  cat <<END
---
apiVersion: v1
kind: Node
metadata:
  name: kwok-node-$1
  labels:
    type: kwok
    kubernetes.io/arch: amd64
    kubernetes.io/os: linux
    kubernetes.io/hostname: kwok-node-$1
    node.kubernetes.io/instance-type: m7i.16xlarge
    topology.kubernetes.io/region: local
    topology.kubernetes.io/zone: local-$(($1 % 3))
spec:
  podCIDR: 10.$((64 + $1 / 16)).$(($1 % 16 * 16)).0/20
  providerID: kwok://kwok-node-$1
status:
  capacity: &size {cpu: "64", memory: 256Gi, ephemeral-storage: 1Ti, pods: "2000"}
  allocatable: *size
  nodeInfo: {kubeletVersion: $2}
END
}

# Makes the nodes kwok-node-0 to kwok-node-(COUNT-1), and removes those beyond. Without COUNT only an empty cluster gets nodes.
ensure_nodes() { # [COUNT]
  local have count=${1:-} index name version
  have=" $(kube get nodes -l type=kwok -o 'jsonpath={.items[*].metadata.name}') "
  if [[ -z $count && $have != '  ' ]]; then return; fi
  : "${count:=3}"
  version=$(kube get --raw /version | sed -n 's/.*"gitVersion": "\(.*\)",*$/\1/p')
  for ((index = 0; index < count; index++)); do
    if [[ $have != *" kwok-node-$index "* ]]; then node_manifest "$index" "$version"; fi
  done >"$LOCAL/kwok/nodes.yaml"
  if [[ -s $LOCAL/kwok/nodes.yaml ]]; then kube create --validate=false -f "$LOCAL/kwok/nodes.yaml" >/dev/null; fi
  for name in $have; do
    index=${name#kwok-node-}
    if [[ $index = +([0-9]) ]] && ((index >= count)); then kube delete node "$name" --wait=false >/dev/null; fi
  done
}

# Pods find a place once every node is Ready and the controller-manager has taken the first taints away.
nodes_are_ready() {
  local line lines path='{range .items[*]}{.status.conditions[?(@.type=="Ready")].status} {.spec.taints[*].key}{"\n"}{end}'
  lines=$(kube get nodes -l type=kwok -o "jsonpath=$path") || return 1
  while read -r line; do
    case $line in
      *node.kubernetes.io/not-ready* | *node.kubernetes.io/unreachable*) return 1 ;;
      True* | '') ;;
      *) return 1 ;;
    esac
  done <<<"$lines"
}

await_nodes() {
  local until=$((SECONDS + START_SECONDS))
  until nodes_are_ready 2>/dev/null; do
    ((SECONDS < until)) || die "the nodes are not ready after $START_SECONDS s: see $LOCAL/kwok/log and $LOCAL/kube-controller-manager/log"
    sleep 0.1
  done
}

await_default_service_account() {
  local until=$((SECONDS + START_SECONDS))
  until kube get serviceaccount default -n default >/dev/null 2>&1; do
    ((SECONDS < until)) || die "no default service account after $START_SECONDS s: see $LOCAL/kube-controller-manager/log"
    sleep 0.1
  done
}
