# shellcheck shell=bash
# SPDX-License-Identifier: Apache-2.0
# Prometheus, and how recorded metrics get into it.

start_prometheus() {
  local dir=$LOCAL/prometheus
  mkdir -p "$dir/targets"
  # Put a file with targets into targets/ and Prometheus scrapes them within seconds.
  cat >"$dir/prometheus.yml" <<END
global:
  scrape_interval: 15s
  query_log_file: $dir/query.log
scrape_configs:
- job_name: targets
  honor_labels: true
  file_sd_configs:
  - files: [$dir/targets/*.json]
    refresh_interval: 5s
END
  echo "http://127.0.0.1:$PORT" >"$LOCAL/prometheus-url"
  launch prometheus "$BIN/prometheus" --config.file="$dir/prometheus.yml" --web.listen-address="127.0.0.1:$PORT" \
    --web.enable-lifecycle --storage.tsdb.path="$dir/data" --storage.tsdb.retention.time=400d
}
ready_prometheus() { answers "http://127.0.0.1:$(port_of prometheus)" /-/ready; }

# Lets Prometheus scrape the simulated usage of every node's containers. A target's interval can be set by a label.
scrape_usage() {
  local node comma='' file=$LOCAL/prometheus/targets/usage.json
  {
    echo '['
    for node in $(kube get nodes -l type=kwok -o 'jsonpath={.items[*].metadata.name}'); do
      printf '%s{"targets": ["127.0.0.1:%s"], "labels": {"node": "%s", "__metrics_path__": "/metrics/nodes/%s/metrics/cadvisor",
  "__scrape_interval__": "5s", "__scrape_timeout__": "5s"}}\n' "$comma" "$(port_of kwok)" "$node" "$node"
      comma=,
    done
    echo ']'
  } >"$file.new"
  mv "$file.new" "$file" # Prometheus never sees a half-written one
}

stop_scraping_usage() { rm -f "$LOCAL/prometheus/targets/usage.json"; }

# Turns OpenMetrics text into blocks in $BLOCKS, and touches nothing else.
make_blocks() { # FILE...
  local file output given=0 taken=0
  mkdir -p "$LOCAL/prometheus"
  BLOCKS=$(mktemp -d "$LOCAL/prometheus/blocks.XXXXXX")
  output=$BLOCKS.log
  SCRATCH+=("$BLOCKS" "$output")
  for file; do
    [[ -r $file && ! -d $file ]] || die "cannot read $file, given with --openmetrics"
    say "reading $file into Prometheus blocks"
    if ! backfill "$file" >"$output" 2>&1; then
      tail -n 5 "$output" >&2
      refuse "$file: promtool's words are above"
    fi
    # A sample out of order may get lost without a word, so count.
    given=$((given + $(grep -c '^[^#]' "$file" || :)))
    ((given > 0)) || refuse "$file: it holds no samples"
    taken=$(cat "$BLOCKS"/*/meta.json | awk -F'[:,]' '/"numSamples"/ { sum += $2 } END { print sum + 0 }')
    ((given == taken)) || refuse "$file: promtool lost $((given - taken)) of the samples, which are out of order or repeated"
  done
}

refuse() { # WHY
  die "$1; needed are samples in the order of time in each series, and # EOF as the last line; Prometheus keeps the data it had"
}

backfill() { # FILE
  local promtool=("$BIN/promtool" tsdb create-blocks-from openmetrics)
  # Hidden, but ten times as fast: the file is read once per block, and blocks are of 2 hours otherwise.
  interruptible "${promtool[@]}" --max-block-duration=168h "$1" "$BLOCKS" && return
  grep -q 'unknown long flag' "$output" && interruptible "${promtool[@]}" "$1" "$BLOCKS"
}

# Puts $BLOCKS in the place of Prometheus's data, or beside it. If Prometheus does not start with that, the old data comes back.
take_blocks() { # replace|append
  local dir=$LOCAL/prometheus
  PROMETHEUS_RAN=no ADDED=()
  if alive prometheus; then PROMETHEUS_RAN=yes; fi
  stop prometheus
  rm -rf "$dir/data.old"
  on_failure() { put_back_data; }
  if [[ $1 = replace && -d $dir/data ]]; then mv "$dir/data" "$dir/data.old"; fi
  mkdir -p "$dir/data"
  local block
  for block in "$BLOCKS"/*/; do
    ADDED+=("$dir/data/$(basename "$block")")
    mv "$block" "$dir/data/"
  done
}

put_back_data() {
  local dir=$LOCAL/prometheus
  stop prometheus
  rm -rf "${ADDED[@]}"
  if [[ -d $dir/data.old ]]; then
    rm -rf "$dir/data"
    mv "$dir/data.old" "$dir/data"
  fi
  if [[ $PROMETHEUS_RAN = yes ]]; then start prometheus && await prometheus; fi
}

keep_blocks() {
  on_failure() { :; }
  rm -rf "$LOCAL/prometheus/data.old"
}
