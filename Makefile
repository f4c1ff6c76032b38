# SPDX-License-Identifier: Apache-2.0
.DEFAULT_GOAL := help
MVN := mvn -B -ntp

.PHONY: help
help: ## List the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  %-14s %s\n", $$1, $$2}'

.PHONY: demo
demo: ## Run the main job on this machine: cluster, a week of usage, operator, policy
	@tests-e2e/demo

.PHONY: demo-down
demo-down: ## Stop what make demo started
	@tests-e2e/demo down

.PHONY: test
test: tools ## Run every test: units, real API server, real Prometheus, the shipped jar
	$(MVN) -q verify
	tests-e2e/run

.PHONY: tools
tools: ## Find or build the local cluster's programs
	@tests-e2e/check-tools test
	@tests-e2e/cluster tools

.PHONY: build
build: ## Build the operator's jar without tests
	$(MVN) -q -Pquick package -Dmaven.test.skip=true

.PHONY: image
image: ## Build the container image, without an engine, as an OCI archive in target/image
	@tests-e2e/check-tools image
	@src/build/is-built || $(MAKE) build
	@src/build/image/build

PREFIX ?= /usr/local
.PHONY: install
install: ## Install the command line under PREFIX (/usr/local): rightsize, kubectl rightsize, completion
	@src/build/is-built || $(MAKE) build
	@src/build/install prefix "$(PREFIX)"

.PHONY: uninstall
uninstall: ## Remove what make install put under PREFIX
	@src/build/install remove "$(PREFIX)"

.PHONY: dist
dist: ## Pack the command line for krew, with its manifest, in target/dist
	@src/build/is-built || $(MAKE) build
	@src/build/install archive target/dist

.PHONY: e2e
e2e: tools build ## Run only the end-to-end scenarios
	tests-e2e/run

.PHONY: bench
bench: tools build ## Measure the operator with 1,000 Deployments and 30 million samples, and the guards
	tests-e2e/bench
	$(MAKE) jmh BENCHMARKS=GuardBenchmark

.PHONY: overhead
overhead: tools build ## Measure what the operator's telemetry costs
	tests-e2e/run ../measure/telemetry

BENCHMARKS ?=
.PHONY: jmh
jmh: ## Measure the maths, or only what BENCHMARKS names
	$(MVN) -q -Pquick test-compile org.apache.maven.plugins:maven-dependency-plugin:2.8:build-classpath \
	  -Dmdep.outputFile=target/classpath -Dmdep.includeScope=test
	java -cp "target/test-classes:target/classes:$$(cat target/classpath)" org.openjdk.jmh.Main $(BENCHMARKS)

.PHONY: propose-bench
propose-bench: ## Measure proposals in a repository of 5,000 files, in about a minute
	$(MVN) -q -Pquick test-compile org.apache.maven.plugins:maven-dependency-plugin:2.8:build-classpath \
	  -Dmdep.outputFile=target/classpath -Dmdep.includeScope=test
	java -Xmx224m -XX:+UseSerialGC -cp "target/test-classes:target/classes:$$(cat target/classpath)" dev.rightsizing.bench.ProposalBenchmark

.PHONY: telemetry-overhead
telemetry-overhead: ## Measure what metrics, traces and their export cost, in about five minutes
	$(MVN) -q -Pquick test-compile org.apache.maven.plugins:maven-dependency-plugin:2.8:build-classpath \
	  -Dmdep.outputFile=target/classpath -Dmdep.includeScope=test
	java -cp "target/test-classes:target/classes:$$(cat target/classpath)" dev.rightsizing.bench.TelemetryOverhead

.PHONY: accuracy
accuracy: build ## Regenerate docs/accuracy.md and docs/risk-accuracy.md from the recordings in ../shared/traces
	tests-e2e/accuracy

.PHONY: crds
crds: ## Regenerate crds/ and the generated pages of docs/
	$(MVN) -q -Pquick test -Dtest='*FreshnessTest' -Drightsizing.update=true

.PHONY: manifests
manifests: ## Regenerate the manifests in deploy/ from the Helm chart
	@tests-e2e/cluster tools helm
	@deploy/generate

.PHONY: rules
rules: ## Regenerate rules/prometheusrule.yaml, check and test the Prometheus rules
	@rules/generate
	@rules/check

.PHONY: format
format: ## Format the code
	$(MVN) -q spotless:apply

.PHONY: cluster-up
cluster-up: ## Start the local cluster
	@tests-e2e/cluster up

.PHONY: cluster-down
cluster-down: ## Stop the local cluster
	@tests-e2e/cluster down

.PHONY: clean
clean: ## Remove the build's output
	$(MVN) -q clean
