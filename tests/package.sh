#!/usr/bin/env bash
# Walks through the Dockerfile's steps without a container engine: publish, then start as a user without rights,
# on a tree that nobody can write, with one writable data folder. Prints what it saw; exit 1 when something is amiss.
set -euo pipefail
cd "$(dirname "$0")/.."

place=$(mktemp -d)
server=
cleanup() {
    [ -z "$server" ] || kill "$server" 2> /dev/null || true
    chmod -R u+w "$place" 2> /dev/null || true
    rm -rf "$place"
}
trap cleanup EXIT

dotnet publish src/OperatorConsole --no-restore --configuration Release --output "$place/app" --nologo -v quiet
mkdir -p "$place/data" "$place/tmp"
touch "$place/published"
chmod -R a-w,a+rX "$place/app"
chmod 755 "$place"

as=()
if [ "$(id -u)" = 0 ]; then
    chown -R nobody "$place/data" "$place/tmp"
    as=(setpriv --reuid=nobody --regid=nogroup --clear-groups)
fi

port=$((20000 + RANDOM % 20000))
(cd / && exec env -i PATH="$PATH" DOTNET_ROOT="${DOTNET_ROOT:-}" HOME="$place/tmp" TMPDIR="$place/tmp" LANG=C.UTF-8 \
    "${as[@]}" dotnet "$place/app/OperatorConsole.dll" --data "$place/data" --urls "http://127.0.0.1:$port") > "$place/tmp/output" 2>&1 &
server=$!

for _ in $(seq 120); do
    curl -sf "http://127.0.0.1:$port/healthz/ready" > /dev/null && break
    kill -0 "$server" 2> /dev/null || { cat "$place/tmp/output"; echo "package: the console did not start"; exit 1; }
    sleep 0.5
done

fail=0
check() { if eval "$2"; then echo "package: $1"; else echo "package: NOT $1"; fail=1; fi; }
check "ready on a read-only tree" 'curl -sf "http://127.0.0.1:$port/healthz/ready" > /dev/null'
check "the first start offers its administrator a link" 'grep -q "/welcome?token=" "$place/tmp/output"'
check "pages come with their look" '[ "$(curl -s -o /dev/null -w "%{http_code}" "http://127.0.0.1:$port/tokens.css")" = 200 ]'
asset=$(curl -s "http://127.0.0.1:$port/sign-in" | grep -o 'tokens\.[a-z0-9]*\.css' | head -1)
check "a browser asks for a style once and keeps it" '[ -n "$asset" ] && curl -s -D - -o /dev/null "http://127.0.0.1:$port/$asset" | grep -qi "^cache-control:.*immutable"'
check "nothing was written beside the data" '[ -z "$(find "$place/app" -newer "$place/published" -type f)" ]'
check "database and keys lie in the data folder" '[ -f "$place/data/center.db" ] && [ -f "$place/data/keys/sealing.json" ]'
[ "$(id -u)" != 0 ] || check "it runs without the rights of root" '[ "$(ps -o user= -p "$(pgrep -f "$place/app/OperatorConsole.dll" | head -1)" | tr -d " ")" = nobody ]'
exit $fail
