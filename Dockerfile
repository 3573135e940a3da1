# The console in a container: built with the SDK, run as a user without rights on a read-only tree with one writable folder.
#   docker build -t licensing-center .
#   docker run --read-only --tmpfs /tmp -v center-data:/data -p 8080:8080 licensing-center
# tests/package.sh walks through the same steps without a container engine.
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /source
COPY . .
RUN dotnet restore src/OperatorConsole --locked-mode \
 && dotnet publish src/OperatorConsole --no-restore --configuration Release --output /app

FROM mcr.microsoft.com/dotnet/aspnet:10.0
WORKDIR /app
COPY --from=build /app .
RUN mkdir /data && chown $APP_UID /data
USER $APP_UID
VOLUME /data
EXPOSE 8080
# TLS ends at a proxy in front, which Proxies:Trusted names; the address below is the container's own.
ENTRYPOINT ["dotnet", "OperatorConsole.dll", "--data", "/data", "--urls", "http://0.0.0.0:8080"]
