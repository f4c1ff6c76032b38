# SPDX-License-Identifier: Apache-2.0
# For whoever builds images with an engine; `make image` builds the same without one (docs/image.md). After `make build`:
#
#   docker build --build-arg JDK_IMAGE=…@sha256:… --build-arg BASE_IMAGE=…@sha256:… -t rightsizing-operator:0.1.0 .
#
# Both base images are given by digest and have no default, so that no build takes one by chance:
#   JDK_IMAGE   Debian or a system made of it, with a JDK 25 in JAVA_HOME
#   BASE_IMAGE  at least glibc of the same release or newer, and no more: no shell is needed
ARG JDK_IMAGE
ARG BASE_IMAGE

FROM ${JDK_IMAGE} AS build
SHELL ["/bin/bash", "-euo", "pipefail", "-c"]
RUN apt-get update -qq && apt-get install -y -qq --no-install-recommends libfaketime && rm -rf /var/lib/apt/lists/*
WORKDIR /source
COPY src/build src/build
COPY target/quarkus-app target/quarkus-app
# The time of every file, as in make image: project.build.outputTimestamp in pom.xml.
ARG FILES_EPOCH=1767225600
# Java, the jars, the training run and the class cache, all at the paths of the image: the cache is taken at no others.
RUN src/build/image/lay-out "$JAVA_HOME" target/quarkus-app / "$FILES_EPOCH" \
  && src/build/image/train "$JAVA_HOME" / /opt/rightsizing/operator.classes \
  && source src/build/image/find-inputs \
  && src/build/image/cache / /opt/rightsizing/operator.classes "$(find_clock)" /opt/rightsizing/operator.aot
COPY LICENSE target/image/*.cdx.json /opt/rightsizing/

FROM ${BASE_IMAGE}
ARG VERSION=0.1.0
ARG REVISION=unknown
LABEL org.opencontainers.image.title=rightsizing-operator \
      org.opencontainers.image.description="Right-sizing operator for Kubernetes" \
      org.opencontainers.image.version=${VERSION} \
      org.opencontainers.image.revision=${REVISION} \
      org.opencontainers.image.licenses=Apache-2.0
COPY --from=build /opt/java /opt/java
COPY --from=build /opt/rightsizing /opt/rightsizing
ENV PATH=/opt/java/bin MALLOC_ARENA_MAX=2 JDK_JAVA_OPTIONS=-XX:MaxRAMPercentage=50
USER 65532:65532
EXPOSE 9000
ENTRYPOINT ["/opt/java/bin/java", "-XX:AOTCache=/opt/rightsizing/operator.aot", "@/opt/rightsizing/java.args"]
CMD ["operator"]
