# The fashion command as an image: `docker compose up` serves, `docker compose run --rm train` trains. Debian 12 with the .NET 10
# runtime: Microsoft ships no Debian image of .NET 10.
FROM debian:12-slim AS dotnet
RUN apt-get update && apt-get install -y --no-install-recommends ca-certificates curl libicu72 && rm -rf /var/lib/apt/lists/*
RUN curl -fsSL https://dot.net/v1/dotnet-install.sh -o /dotnet-install.sh

FROM dotnet AS build
RUN bash /dotnet-install.sh --channel 10.0 --install-dir /usr/share/dotnet && ln -s /usr/share/dotnet/dotnet /usr/bin/dotnet
COPY packages/run.txt /packages/
RUN apt-get update && sed 's/#.*//' /packages/run.txt | xargs apt-get install -y --no-install-recommends
WORKDIR /source
COPY Directory.Build.props Directory.Packages.props global.json .editorconfig ./
COPY data/clothing-dataset-small.sha256 data/
COPY lib lib
RUN dotnet publish lib/FashionNotebooks.Cli/FashionNotebooks.Cli.csproj -c Release -r linux-x64 --no-self-contained -o /app -v q -nologo

FROM dotnet
RUN bash /dotnet-install.sh --channel 10.0 --runtime aspnetcore --install-dir /usr/share/dotnet && ln -s /usr/share/dotnet/dotnet /usr/bin/dotnet
COPY packages/serve.txt /packages/
RUN apt-get update && sed 's/#.*//' /packages/serve.txt | xargs apt-get install -y --no-install-recommends && rm -rf /var/lib/apt/lists/*
COPY --from=build /app /app
# As in the entry script: libtorch's BLAS reads these when it loads.
ENV OPENBLAS_NUM_THREADS=1 OMP_DYNAMIC=false GOMP_SPINCOUNT=10000 MALLOC_ARENA_MAX=1 DOTNET_TieredPGO=0 FASHION_CACHE=/tmp/cache
RUN useradd --create-home --uid 1000 fashion
USER fashion
ENTRYPOINT ["dotnet", "/app/fashion.dll"]
