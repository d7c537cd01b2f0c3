# The fashion command as an image: `docker compose up` serves, `docker compose run --rm train` trains. libtorch comes for x64.
FROM --platform=linux/amd64 mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /source
COPY Directory.* global.json .editorconfig ./
COPY data/clothing-dataset-small.sha256 data/
COPY lib lib
RUN dotnet publish lib/FashionNotebooks.Cli/FashionNotebooks.Cli.csproj -c Release -o /app -v q -nologo

FROM --platform=linux/amd64 mcr.microsoft.com/dotnet/aspnet:10.0
COPY --from=build /app /app
# As in the entry script; the home of user 1000 is not there.
ENV GOMP_SPINCOUNT=3000 DOTNET_TieredPGO=0 FASHION_CACHE=/tmp/cache
USER 1000
ENTRYPOINT ["dotnet", "/app/fashion.dll"]
