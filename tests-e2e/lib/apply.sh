# shellcheck shell=bash
# SPDX-License-Identifier: Apache-2.0
# Workloads whose sizes are changed, and how what became of them is read. Each uses 0.3 cores and 400 MiB where nothing else is
# given, so 360m (x 1.20) and 468Mi (x 1.15 and 1.9 % more, as there are only three days of history) are recommended.

# A Deployment, named as its container is. REQUESTS and LIMITS as YAML, such as 'cpu: 1, memory: 1Gi', or empty.
workload() { # NAMESPACE NAME REPLICAS REQUESTS LIMITS [POD_ANNOTATIONS [ANNOTATIONS [POD_SPEC]]]
  cat <<END
---
apiVersion: apps/v1
kind: Deployment
metadata: {namespace: $1, name: $2, annotations: {${7:-}}}
spec:
  replicas: $3
  selector: {matchLabels: {app: $2}}
  template:
    metadata:
      labels: {app: $2}
      annotations: {rightsizing.test/usage: $2=0.3/400${6:+, $6}}
    spec:
      ${8:-terminationGracePeriodSeconds: 0}
      containers:
      - {name: $2, image: "registry.example.com/$2:1.0.0", resources: {requests: {$4}, limits: {$5}}}
END
}

# A policy in mode Apply, named as its namespace; its settings of spec.apply, and further ones of spec.
apply_policy() { # NAMESPACE APPLY [SPEC]
  cat <<END
---
apiVersion: rightsizing.dev/v1alpha1
kind: RightSizingPolicy
metadata: {namespace: $1, name: $1}
spec:
  mode: Apply
  window: {lookback: 3d, step: 5m, minimumHistory: 24h}
  apply: {watch: 1m, cooldown: 0s, approval: None, maxInFlight: 100, step: {downPercent: 50, upPercent: 100}, $2}
  ${3:-}
END
}

# What the Recommendation of a Deployment has in status.apply.
applied() { # NAMESPACE/NAME FIELD
  kube -n "${1%/*}" get recommendation "deployment-${1#*/}" -o "jsonpath={.status.apply.$2}"
}
applied_is() { [[ $(applied "$1" "$2") = "$3" ]]; }    # NAMESPACE/NAME FIELD VALUE
applied_has() { [[ $(applied "$1" "$2") = *"$3"* ]]; } # NAMESPACE/NAME FIELD TEXT

# "Guard Result Reason" of each guard that does not simply allow.
verdicts() { # NAMESPACE/NAME
  kube -n "${1%/*}" get recommendation "deployment-${1#*/}" \
    -o 'jsonpath={range .status.apply.verdicts[*]}{.guard} {.result} {.reason}{"\n"}{end}'
}
stopped_by() { grep -qE " $2\$" <<<"$(verdicts "$1")"; } # NAMESPACE/NAME RESULT_AND_REASON

# Each size that pods run with, as "CPU/MEMORY CPU/MEMORY": requests and limits, once where all have the same. A pod whose spec
# asks for another one is shown with both.
sizes() { # NAMESPACE/NAME
  kube -n "${1%/*}" get pods -l "app=${1#*/}" -o go-template='
{{- define "size"}}{{with .requests}}{{or .cpu "-"}}/{{or .memory "-"}}{{end}}{{with .limits}} {{or .cpu "-"}}/{{or .memory "-"}}{{end}}{{end}}
{{- range .items}}{{if not .metadata.deletionTimestamp}}
{{- with (index .spec.containers 0).resources}}{{template "size" .}}{{end}}={{with .status.containerStatuses}}{{with (index . 0).resources}}{{template "size" .}}{{end}}{{end}}
{{end}}{{end}}' | awk -F= '{print $1 != $2 ? $1 " wanted, " $2 : $1 ? $1 : "none"}' | sort -u | paste -sd '|'
}
sizes_are() { [[ $(sizes "$1") = "$2" ]]; } # NAMESPACE/NAME SIZES

# Names of pods, how often their containers were restarted, and how often their specs changed.
pods() { # NAMESPACE/NAME
  kube -n "${1%/*}" get pods -l "app=${1#*/}" -o 'jsonpath={range .items[*]}{.metadata.uid} {.status.containerStatuses[0].restartCount}{"\n"}{end}' | sort
}
changes_of_pods() { # NAMESPACE/NAME
  kube -n "${1%/*}" get pods -l "app=${1#*/}" -o 'jsonpath={range .items[*]}{.metadata.generation}{"\n"}{end}' | sort -u | xargs
}

# The Deployment's own part: its generation counts the changes of its spec.
generation() { kube -n "${1%/*}" get deployment "${1#*/}" -o 'jsonpath={.metadata.generation}'; } # NAMESPACE/NAME

# Reasons of the operator's Events on a Deployment or its Recommendation, each once.
events_of() { # NAMESPACE/NAME
  kube -n "${1%/*}" get events.events.k8s.io -o go-template='
{{- range .items}}{{if eq .reportingController "rightsizing.dev/operator"}}{{.regarding.name}} {{.reason}}
{{end}}{{end}}' | sed -nE "s/^(deployment-)?${1#*/} //p" | sort -u | xargs
}
has_event() { [[ " $(events_of "$1") " = *" $2 "* ]]; } # NAMESPACE/NAME REASON

approve() { # NAMESPACE/NAME
  kube -n "${1%/*}" patch recommendation "deployment-${1#*/}" --type merge -p '{"spec": {"decision": "Approved"}}' >/dev/null
}
