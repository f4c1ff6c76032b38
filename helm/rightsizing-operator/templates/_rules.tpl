{{/* SPDX-License-Identifier: Apache-2.0 */}}

{{/* What the operator may do in a namespace: read workloads, write its own objects and Events, and nothing else. */}}
{{- define "rightsizing.namespacedRules" -}}
# Its own objects.
- apiGroups: [rightsizing.dev]
  resources: [rightsizingpolicies, recommendations]
  verbs: [get, list, watch]
- apiGroups: [rightsizing.dev]
  resources: [recommendations]
  verbs: [create, patch, update, delete]
- apiGroups: [rightsizing.dev]
  resources: [rightsizingpolicies/status, recommendations/status]
  verbs: [update, patch]
# What it reads. Without watch it would list everything each time, which loads the API server.
- apiGroups: [""]
  resources: [pods, limitranges, resourcequotas]
  verbs: [get, list, watch]
- apiGroups: [apps]
  resources: [deployments, statefulsets, daemonsets, replicasets]
  verbs: [get, list, watch]
- apiGroups: [batch]
  resources: [cronjobs, jobs]
  verbs: [get, list, watch]
# Events about risk. Without it there are none, and everything else works.
- apiGroups: [events.k8s.io]
  resources: [events]
  verbs: [create, patch]
# Autoscalers: requests that they scale on are held, and quotas have a worst case. Can be left out,
# but then such requests are not held.
- apiGroups: [autoscaling]
  resources: [horizontalpodautoscalers]
  verbs: [get, list, watch]
- apiGroups: [keda.sh]
  resources: [scaledobjects]
  verbs: [get, list, watch]
# What holds back changes of mode Apply. Can be left out where no policy applies.
- apiGroups: [policy]
  resources: [poddisruptionbudgets]
  verbs: [get, list, watch]
- apiGroups: [autoscaling.k8s.io]
  resources: [verticalpodautoscalers]
  verbs: [get, list, watch]
# Argo Rollouts; harmless where they are not installed, and can be left out.
- apiGroups: [argoproj.io]
  resources: [rollouts]
  verbs: [get, list, watch]
{{- if .Values.rbac.gitOpsSources }}
# Where Argo CD and Flux take manifests from. Without it, the repository is searched.
- apiGroups: [argoproj.io]
  resources: [applications]
  verbs: [get]
- apiGroups: [kustomize.toolkit.fluxcd.io]
  resources: [kustomizations]
  verbs: [get]
- apiGroups: [helm.toolkit.fluxcd.io]
  resources: [helmreleases]
  verbs: [get]
- apiGroups: [source.toolkit.fluxcd.io]
  resources: [gitrepositories]
  verbs: [get]
{{- end }}
{{- if .Values.rbac.serverDryRun }}
# Proposed changes are tried with dryRun. Kubernetes has no right for that alone.
- apiGroups: [apps]
  resources: [deployments, statefulsets, daemonsets]
  verbs: [patch]
- apiGroups: [batch]
  resources: [cronjobs]
  verbs: [patch]
- apiGroups: [argoproj.io]
  resources: [rollouts]
  verbs: [patch]
- apiGroups: [""]
  resources: [pods]
  verbs: [create]
{{- end }}
{{- end -}}

{{/* What only a ClusterRole can allow. */}}
{{- define "rightsizing.clusterRules" -}}
# For policies with a namespaceSelector.
- apiGroups: [""]
  resources: [namespaces]
  verbs: [get, list, watch]
# Node sizes: impossible usage is dropped, and sizes that no node could hold are not
# recommended. Can be left out.
- apiGroups: [""]
  resources: [nodes]
  verbs: [get, list, watch]
{{- end -}}

{{/* What mode Apply writes, and nothing that deletes, evicts or makes an object. */}}
{{- define "rightsizing.applyRules" -}}
# pods/resize is in neither of the built-in roles admin and edit, so that only a cluster administrator can grant it.
- apiGroups: [""]
  resources: [pods, pods/resize]
  verbs: [patch]
# Sizes in templates, for the strategies Rollout and OnNextRollout.
- apiGroups: [apps]
  resources: [deployments, statefulsets, daemonsets]
  verbs: [get, patch]
- apiGroups: [batch]
  resources: [cronjobs]
  verbs: [get, patch]
- apiGroups: [argoproj.io]
  resources: [rollouts]
  verbs: [get, patch]
# Targets of autoscalers, for policies with spec.autoscaler: ScalePoint.
- apiGroups: [autoscaling]
  resources: [horizontalpodautoscalers]
  verbs: [get, patch]
- apiGroups: [keda.sh]
  resources: [scaledobjects]
  verbs: [get, patch]
{{- end -}}

{{/* The operator, as the subject of a binding. */}}
{{- define "rightsizing.subjects" -}}
subjects:
- kind: ServiceAccount
  name: {{ include "rightsizing.serviceAccountName" . }}
  namespace: {{ .Release.Namespace }}
{{- end -}}
