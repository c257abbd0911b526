# docker build -t sidproof . && docker run --rm -v "$PWD:/data" sidproof audit table.json
FROM debian:12 AS build
WORKDIR /sidproof
COPY . .
RUN ./sidproof setup \
 && apt-get install -y --no-install-recommends dpkg-dev file \
 && ninja -C build/release sidproof_pages \
 && cd build/release && cpack -G DEB && mv sidproof_*.deb /sidproof.deb

FROM debian:12
COPY --from=build /sidproof.deb /tmp/
RUN apt-get update -qq \
 && apt-get install -y --no-install-recommends /tmp/sidproof.deb \
 && rm -rf /var/lib/apt/lists/* /tmp/sidproof.deb
WORKDIR /data
ENTRYPOINT ["sidproof"]
CMD ["--help"]
