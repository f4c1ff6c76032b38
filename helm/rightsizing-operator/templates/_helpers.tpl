{{/* SPDX-License-Identifier: Apache-2.0 */}}

{{- define "rightsizing.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 50 | trimSuffix "-" -}}
{{- end -}}

{{- define "rightsizing.fullname" -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 50 | trimSuffix "-" -}}
{{- else if contains (include "rightsizing.name" .) .Release.Name -}}
{{- .Release.Name | trunc 50 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name (include "rightsizing.name" .) | trunc 50 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}

{{- define "rightsizing.serviceAccountName" -}}
{{- if .Values.serviceAccount.create -}}
{{- default (include "rightsizing.fullname" .) .Values.serviceAccount.name -}}
{{- else -}}
{{- required "serviceAccount.create is false: set serviceAccount.name to the ServiceAccount that the operator should use" .Values.serviceAccount.name -}}
{{- end -}}
{{- end -}}

{{- define "rightsizing.selectorLabels" -}}
app.kubernetes.io/name: {{ include "rightsizing.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{/* What tells the operator's pods from that of `helm test`. */}}
{{- define "rightsizing.operatorLabels" -}}
{{ include "rightsizing.selectorLabels" . }}
app.kubernetes.io/component: operator
{{- end -}}

{{/* Labels of an object, as a map; what the chart sets goes before what the values add. */}}
{{- define "rightsizing.labels" -}}
{{- $own := fromYaml (include "rightsizing.selectorLabels" .root) -}}
{{- $_ := set $own "app.kubernetes.io/version" .root.Chart.AppVersion -}}
{{- $_ := set $own "app.kubernetes.io/managed-by" .root.Release.Service -}}
{{- $_ := set $own "helm.sh/chart" (printf "%s-%s" .root.Chart.Name .root.Chart.Version | replace "+" "_") -}}
{{- toYaml (merge $own (.labels | default dict) .root.Values.commonLabels) -}}
{{- end -}}

{{/* The start of an object's metadata: (dict "root" . "name" NAME), and where wanted "labels" and "annotations". */}}
{{- define "rightsizing.metadata" -}}
name: {{ .name }}
labels:
  {{- include "rightsizing.labels" . | nindent 2 }}
{{- with merge (dict) (.annotations | default dict) .root.Values.commonAnnotations }}
annotations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end -}}

{{/* Labels of the pod: without the chart's version, which would restart it for a change of the chart alone. */}}
{{- define "rightsizing.podLabels" -}}
{{- $own := fromYaml (include "rightsizing.operatorLabels" .) -}}
{{- toYaml (merge $own .Values.podLabels .Values.commonLabels) -}}
{{- end -}}

{{- define "rightsizing.image" -}}
{{- $image := .Values.image -}}
{{- $tag := default .Chart.AppVersion $image.tag -}}
{{- if eq $tag "latest" -}}
{{- fail "image.tag is \"latest\", which names another image tomorrow: set a version, or image.digest" -}}
{{- end -}}
{{- if $image.digest -}}
{{- printf "%s@%s" $image.repository $image.digest -}}
{{- else -}}
{{- printf "%s:%s" $image.repository $tag -}}
{{- end -}}
{{- end -}}

{{/* A map as NAME=VALUE,NAME=VALUE, sorted by name. Call with (list VALUE_NAME MAP). */}}
{{- define "rightsizing.pairs" -}}
{{- $where := index . 0 -}}
{{- $pairs := list -}}
{{- range $name, $value := index . 1 -}}
{{- if contains "," (toString $value) -}}
{{- fail (printf "%s.%s contains a comma, which separates the entries of the setting: remove it" $where $name) -}}
{{- end -}}
{{- $pairs = append $pairs (printf "%s=%s" $name (toString $value)) -}}
{{- end -}}
{{- join "," $pairs -}}
{{- end -}}

{{/* What both the operator and the check of `helm test` read: how to reach Prometheus, and whom to watch. */}}
{{- define "rightsizing.sourceEnv" -}}
{{- $prometheus := .Values.prometheus -}}
{{- $secret := $prometheus.existingSecret -}}
{{- with .Values.watchNamespaces }}
- name: RIGHTSIZING_WATCH_NAMESPACES
  value: {{ join "," . | quote }}
{{- end }}
{{- with $prometheus.url }}
- name: RIGHTSIZING_PROMETHEUS_URL
  value: {{ . | quote }}
{{- end }}
{{- with $prometheus.allowedUrls }}
- name: RIGHTSIZING_PROMETHEUS_ALLOWED_URLS
  value: {{ join "," . | quote }}
{{- end }}
{{- with $prometheus.matchers }}
- name: RIGHTSIZING_PROMETHEUS_MATCHERS
  value: {{ include "rightsizing.pairs" (list "prometheus.matchers" .) | quote }}
{{- end }}
{{- if and $secret.name $secret.headersKey }}
- name: RIGHTSIZING_PROMETHEUS_HEADERS
  valueFrom:
    secretKeyRef:
      name: {{ $secret.name }}
      key: {{ $secret.headersKey }}
{{- else if $prometheus.headers }}
- name: RIGHTSIZING_PROMETHEUS_HEADERS
  value: {{ include "rightsizing.pairs" (list "prometheus.headers" $prometheus.headers) | quote }}
{{- end }}
{{- if $prometheus.serviceAccountToken }}
- name: RIGHTSIZING_PROMETHEUS_TOKEN_FILE
  value: /var/run/secrets/kubernetes.io/serviceaccount/token
{{- else if and $secret.name $secret.tokenKey }}
- name: RIGHTSIZING_PROMETHEUS_TOKEN_FILE
  value: /etc/rightsizing/prometheus/token
{{- end }}
{{- if and $secret.name $secret.usernameKey }}
- name: RIGHTSIZING_PROMETHEUS_USERNAME
  valueFrom:
    secretKeyRef:
      name: {{ $secret.name }}
      key: {{ $secret.usernameKey }}
{{- end }}
{{- if and $secret.name $secret.passwordKey }}
- name: RIGHTSIZING_PROMETHEUS_PASSWORD_FILE
  value: /etc/rightsizing/prometheus/password
{{- end }}
{{- if $prometheus.caConfigMap.name }}
- name: RIGHTSIZING_PROMETHEUS_CA_FILE
  value: /etc/rightsizing/prometheus-ca/ca.crt
{{- else if and $secret.name $secret.caKey }}
- name: RIGHTSIZING_PROMETHEUS_CA_FILE
  value: /etc/rightsizing/prometheus/ca.crt
{{- end }}
{{- end -}}

{{/* What mode Propose reads. */}}
{{- define "rightsizing.gitEnv" -}}
{{- with .Values.git }}
{{- if .allowedUrls }}
- name: RIGHTSIZING_GIT_ALLOWED_URLS
  value: {{ join "," .allowedUrls | quote }}
- name: RIGHTSIZING_GIT_FOLDER
  value: /var/lib/rightsizing/git
- name: RIGHTSIZING_GIT_MAX_CLONE_SIZE
  value: {{ .cloneSizeLimit }}
- name: RIGHTSIZING_GIT_INTERVAL
  value: {{ .interval }}
- name: RIGHTSIZING_GIT_CONCURRENCY
  value: {{ .concurrency | quote }}
- name: RIGHTSIZING_GIT_ARGO_CD_NAMESPACE
  value: {{ .argoCdNamespace }}
{{- with .pageUrl }}
- name: RIGHTSIZING_GIT_PAGE_URL
  value: {{ . | quote }}
{{- end }}
{{- with .proxy }}
- name: RIGHTSIZING_GIT_PROXY
  value: {{ . | quote }}
{{- end }}
{{- with .noProxy }}
- name: RIGHTSIZING_GIT_NO_PROXY
  value: {{ join "," . | quote }}
{{- end }}
{{- end }}
{{- end }}
{{- end -}}

{{/* Where mode Apply is on: "cluster", or its namespaces separated by commas; empty where it is off. */}}
{{- define "rightsizing.applyScope" -}}
{{- with .Values.apply -}}
{{- if .namespaces -}}
{{- join "," (uniq .namespaces) -}}
{{- else if .enabled -}}
{{- default "cluster" (join "," (uniq $.Values.watchNamespaces)) -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{/* Mode Apply. */}}
{{- define "rightsizing.applyEnv" -}}
{{- if include "rightsizing.applyScope" . -}}
- name: RIGHTSIZING_APPLY_ENABLED
  value: "true"
- name: RIGHTSIZING_APPLY_MAX_IN_FLIGHT_PER_NAMESPACE
  value: {{ .Values.apply.maxInFlightPerNamespace | int | quote }}
- name: RIGHTSIZING_APPLY_MAX_IN_FLIGHT
  value: {{ .Values.apply.maxInFlightPerCluster | int | quote }}
- name: RIGHTSIZING_APPLY_INTERVAL
  value: {{ .Values.apply.interval }}
{{- end -}}
{{- end -}}

{{/* What the metrics and the page read. */}}
{{- define "rightsizing.serverEnv" -}}
{{- $metrics := .Values.metrics -}}
- name: RIGHTSIZING_METRICS_ADDRESS
  value: {{ $metrics.address | quote }}
- name: RIGHTSIZING_METRICS_PORT
  value: {{ $metrics.port | quote }}
- name: RIGHTSIZING_METRICS_AUTHENTICATION
  value: {{ $metrics.authentication }}
{{- if $metrics.tlsSecret }}
- name: RIGHTSIZING_METRICS_CERTIFICATE_FILE
  value: /etc/rightsizing/metrics-tls/tls.crt
- name: RIGHTSIZING_METRICS_KEY_FILE
  value: /etc/rightsizing/metrics-tls/tls.key
{{- end }}
{{- with $metrics.maxContainers }}
- name: RIGHTSIZING_METRICS_MAX_CONTAINERS
  value: {{ . | quote }}
{{- end }}
{{- with .Values.otlp }}
{{- if .endpoint }}
- name: OTEL_EXPORTER_OTLP_ENDPOINT
  value: {{ .endpoint | quote }}
{{- with .cluster }}
- name: RIGHTSIZING_OTLP_CLUSTER
  value: {{ . | quote }}
{{- end }}
{{- with .environment }}
- name: RIGHTSIZING_OTLP_ENVIRONMENT
  value: {{ . | quote }}
{{- end }}
{{- with .resourceAttributes }}
- name: OTEL_RESOURCE_ATTRIBUTES
  value: {{ include "rightsizing.pairs" (list "otlp.resourceAttributes" .) | quote }}
{{- end }}
{{- if .headersSecret.name }}
- name: OTEL_EXPORTER_OTLP_HEADERS
  valueFrom:
    secretKeyRef:
      name: {{ .headersSecret.name }}
      key: {{ .headersSecret.key }}
{{- end }}
{{- end }}
{{- end }}
{{- with .Values.page }}
{{- if .enabled }}
- name: RIGHTSIZING_PAGE_ENABLED
  value: "true"
- name: RIGHTSIZING_PAGE_ADDRESS
  value: {{ .address | quote }}
- name: RIGHTSIZING_PAGE_PORT
  value: {{ .port | quote }}
- name: RIGHTSIZING_PAGE_AUTHENTICATION
  value: {{ .authentication }}
{{- if .tlsSecret }}
- name: RIGHTSIZING_PAGE_CERTIFICATE_FILE
  value: /etc/rightsizing/page-tls/tls.crt
- name: RIGHTSIZING_PAGE_KEY_FILE
  value: /etc/rightsizing/page-tls/tls.key
{{- end }}
{{- if eq .authentication "Proxy" }}
{{- if not (or .proxy.trustedAddresses .proxy.existingSecret) }}
{{- fail "page.authentication is Proxy: set page.proxy.trustedAddresses or page.proxy.existingSecret, or any client's headers would be believed" }}
{{- end }}
- name: RIGHTSIZING_PAGE_USER_HEADER
  value: {{ .proxy.userHeader }}
- name: RIGHTSIZING_PAGE_GROUPS_HEADER
  value: {{ .proxy.groupsHeader }}
{{- with .proxy.trustedAddresses }}
- name: RIGHTSIZING_PAGE_TRUSTED_PROXIES
  value: {{ join "," . | quote }}
{{- end }}
{{- if .proxy.existingSecret }}
- name: RIGHTSIZING_PAGE_PROXY_SECRET_FILE
  value: /etc/rightsizing/page-proxy/secret
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- end -}}

{{/* Secrets of the metrics and the page that are read from files, by the name of their volume. */}}
{{- define "rightsizing.serverSecrets" -}}
{{- with .Values.metrics.tlsSecret }}
metrics-tls: {{ . }}
{{- end }}
{{- with .Values.page }}
{{- if and .enabled .tlsSecret }}
page-tls: {{ .tlsSecret }}
{{- end }}
{{- if and .enabled (eq .authentication "Proxy") .proxy.existingSecret }}
page-proxy: {{ .proxy.existingSecret }}
{{- end }}
{{- end }}
{{- end -}}

{{/* Whether the operator asks the API server who sends a request: not empty if so. */}}
{{- define "rightsizing.reviewsAccess" -}}
{{- if or .Values.page.enabled (eq .Values.metrics.authentication "TokenReview") -}}yes{{- end -}}
{{- end -}}

{{/* The keys of prometheus.existingSecret that are read from files. */}}
{{- define "rightsizing.secretItems" -}}
{{- $secret := .Values.prometheus.existingSecret -}}
{{- if $secret.name }}
{{- with $secret.tokenKey }}
- key: {{ . }}
  path: token
{{- end }}
{{- with $secret.passwordKey }}
- key: {{ . }}
  path: password
{{- end }}
{{- with $secret.caKey }}
- key: {{ . }}
  path: ca.crt
{{- end }}
{{- end }}
{{- end -}}

{{- define "rightsizing.volumes" -}}
- name: tmp
  emptyDir:
    sizeLimit: {{ .Values.tmpSizeLimit }}
{{- if .Values.git.allowedUrls }}
- name: git
  emptyDir:
    sizeLimit: {{ .Values.git.cloneSizeLimit }}
{{- end }}
{{- with include "rightsizing.secretItems" . | trim }}
- name: prometheus
  secret:
    secretName: {{ $.Values.prometheus.existingSecret.name }}
    items:
    {{- . | nindent 4 }}
{{- end }}
{{- with .Values.prometheus.caConfigMap }}
{{- if .name }}
- name: prometheus-ca
  configMap:
    name: {{ .name }}
    items:
    - key: {{ .key }}
      path: ca.crt
{{- end }}
{{- end }}
{{- with .Values.extraVolumes }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{- define "rightsizing.volumeMounts" -}}
- name: tmp
  mountPath: /tmp
{{- if .Values.git.allowedUrls }}
- name: git
  mountPath: /var/lib/rightsizing/git
{{- end }}
{{- if include "rightsizing.secretItems" . | trim }}
- name: prometheus
  mountPath: /etc/rightsizing/prometheus
  readOnly: true
{{- end }}
{{- if .Values.prometheus.caConfigMap.name }}
- name: prometheus-ca
  mountPath: /etc/rightsizing/prometheus-ca
  readOnly: true
{{- end }}
{{- with .Values.extraVolumeMounts }}
{{ toYaml . }}
{{- end }}
{{- end -}}
