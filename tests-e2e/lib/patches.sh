# shellcheck shell=bash
# SPDX-License-Identifier: Apache-2.0
# Applies what "rightsize patch" prints, first with --dry-run=server, then for real, and makes a pod of what comes of it.

# Every Recommendation of a namespace that has a patch for kubectl; ends at the first that does harm. A quota that is full
# admits no pod beside those that are there, so there no new one is tried.
apply_patches() { # NAMESPACE [full]
  local namespace=$1 kind name type applied=0 folder=$LOCAL/patches
  mkdir -p "$folder"
  while read -r kind name type; do
    [[ -n $type ]] || continue
    KUBECONFIG=$KUBECONFIG_FILE "$ROOT/bin/rightsize" patch "$kind/$name" -n "$namespace" -o "$type" >"$folder/patch" 2>"$folder/advice" ||
      fail "$kind/$name has no patch: $(cat "$folder/advice")"
    kube -n "$namespace" get "$kind" "$name" -o json >"$folder/before"
    kube -n "$namespace" patch "$kind" "$name" --type "$type" --patch-file "$folder/patch" --dry-run=server -o json >"$folder/dry"
    python3 "$E2E/lib/patches.py" same "$folder/before" "$folder/dry" || fail "$kind/$name: see $folder"
    kube -n "$namespace" patch "$kind" "$name" --type "$type" --patch-file "$folder/patch" -o json >"$folder/after"
    python3 "$E2E/lib/patches.py" same "$folder/before" "$folder/after" || fail "$kind/$name: see $folder"
    if [[ ${2:-} != full ]]; then
      eventually 60 new_pod "$folder/after" # a roll-out in flight may fill a quota for a moment
      kube -n "$namespace" delete pods -l of-a-patch --grace-period=0 --force --wait=false >/dev/null 2>&1
    fi
    applied=$((applied + 1))
  done < <(kube -n "$namespace" get recommendations -o go-template='
{{- range .items}}{{.spec.target.kind}} {{.spec.target.name}}
{{- with .status.patches}}{{if .jsonPatch}} json{{else if .strategicMerge}} strategic{{end}}{{end}}{{"\n"}}{{end}}')
  ((applied > 0)) || fail "namespace $namespace has no patch to apply"
}

new_pod() { # FILE_OF_A_WORKLOAD
  python3 "$E2E/lib/patches.py" pod <"$1" | kube create -f -
}

# No limit that is recommended is under the peak of its container.
no_limit_under_the_peak() { # NAMESPACE
  kube -n "$1" get recommendations -o json >"$LOCAL/recommendations.json"
  python3 "$E2E/lib/patches.py" limits "$LOCAL/recommendations.json" >&8
}
