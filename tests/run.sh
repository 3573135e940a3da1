#!/usr/bin/env bash
# Runs the tests. Without a word: the short ring. See tests/README.md.
#   tests/run.sh                 short ring: build, format, everything that is not marked long
#   tests/run.sh long            everything
#   tests/run.sh figures NAME    measurements marked Figures=NAME, as a release is built, with what they print
# Closes with a line "N passed, N failed[, N skipped]"; ends with 1 when anything failed or nothing ran.
set -uo pipefail
cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." || exit 1

projects=(Licensing.Tests OperatorConsole.Tests Browser.Tests)
results=TestResults/run
passed=0 failed=0 skipped=0
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1

say() { printf '\n== %s\n' "$*"; }

finish() {
  if ((passed + failed == 0)); then
    echo "Nothing ran."
    failed=1
  fi
  local line="$passed passed, $failed failed"
  if ((skipped > 0)); then line+=", $skipped skipped"; fi
  printf '\n%s\n' "$line"
  exit $((failed > 0 ? 1 : 0))
}

# What must hold before there is anything to test.
step() {
  local name=$1 started=$SECONDS
  shift
  say "$name"
  "$@" || stop "$name: FAILED"
  echo "$name: $((SECONDS - started)) s"
}

# A check of its own, counted like a test.
check() {
  local name=$1 started=$SECONDS
  shift
  say "$name"
  if "$@"; then
    passed=$((passed + 1))
    echo "$name: passed in $((SECONDS - started)) s"
  else
    failed=$((failed + 1))
    echo "$name: FAILED"
  fi
}

stop() {
  echo "$1"
  failed=$((failed + 1))
  finish
}

# Installs one of Debian's packages, where that can be done.
install() {
  if [[ $(id -u) != 0 ]] || ! command -v apt-get > /dev/null; then return 1; fi
  say "$1 is installed"
  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$1"
}

need_tools() {
  command -v dotnet > /dev/null || stop "The .NET SDK is missing. It is at https://dot.net; the version wanted is that of src/Directory.Build.props."
  if [[ -z ${CHROMIUM:-} && ! -x /usr/bin/chromium && ! -x /usr/bin/chromium-browser && ! -x /usr/bin/google-chrome ]]; then
    install chromium || stop "Chromium is missing. On Debian: apt-get install chromium; elsewhere install it and name its path in the variable CHROMIUM."
  fi
  # Without them tests are skipped by name, which is no reason to run none.
  if [[ ! -x /usr/sbin/dovecot ]]; then
    install dovecot-imapd || echo "Dovecot is missing, tests at a real mailbox will be skipped. On Debian: apt-get install dovecot-imapd."
  fi
  if [[ ! -x /usr/bin/jose ]]; then
    install jose || echo "The command jose is missing, tests with another implementation of JOSE will be skipped. On Debian: apt-get install jose."
  fi
}

# A number of the <Counters> element: the one place that does not depend on anybody's language.
counted() { LC_ALL=C sed -n "s/.*<Counters [^>]*\b$2=\"\([0-9]*\)\".*/\1/p" "$1" | head -n 1; }

# Names of the tests that were skipped, each with its reason.
name_skipped() {
  LC_ALL=C awk 'BEGIN { RS = "<UnitTestResult " } NR > 1 && /outcome="NotExecuted"/ {
    name = $0; sub(/.*testName="/, "", name); sub(/".*/, "", name)
    reason = $0
    if (!sub(/.*<Message>/, "", reason) && !sub(/.*<StdOut>/, "", reason)) reason = "no reason given"
    sub(/<.*/, "", reason); gsub(/[ \t\r\n]+/, " ", reason)
    text = "skipped: " name ": " reason
    gsub(/&lt;/, "<", text); gsub(/&gt;/, ">", text); gsub(/&quot;/, "\"", text); gsub(/&apos;/, "\047", text); gsub(/&amp;/, "\\&", text)
    print text
  }' "$1"
}

# What the measurements printed, as one table: the lines "| what | figure | target |" of the reports.
collect_figures() {
  local rows
  rows=$(for project in "${projects[@]}"; do
    [[ -f $results/$project.trx ]] && LC_ALL=C sed -n 's/\r$//; s/.*<StdOut>//; s/<\/StdOut>.*//; s/&#x[dD];//g; s/^\(| [^|]* | [^|]* | [^|]* |\) *$/\1/p' "$results/$project.trx"
  done | sed 's/&lt;/</g; s/&gt;/>/g; s/&quot;/"/g; s/&apos;/'"'"'/g; s/&#x[dD];//g; s/&amp;/\&/g')
  if [[ -n $rows ]]; then
    printf '\n| measured | figure | target |\n|---|---|---|\n%s\n' "$rows"
  fi
}

run_project() {
  local project=$1 filter=$2 verbosity=$3 report=$results/$1.trx started=$SECONDS
  say "$project"
  rm -f -- "$report"
  dotnet test "tests/$project" --no-build -c "$configuration" --results-directory "$results" --logger "trx;LogFileName=$project.trx" \
    --logger "console;verbosity=$verbosity" ${filter:+--filter "$filter"}
  local ended=$?
  local total=0 executed=0 right=0 wrong=0
  if [[ -f $report ]]; then
    total=$(counted "$report" total) executed=$(counted "$report" executed) right=$(counted "$report" passed)
    wrong=$(($(counted "$report" failed) + $(counted "$report" error) + $(counted "$report" timeout) + $(counted "$report" aborted)))
    name_skipped "$report"
  fi
  # A run that broke off, or wrote no report, is a failure even when no single test is to blame.
  if ((ended != 0 && wrong == 0)); then wrong=1; fi
  if ((total == 0 && wrong == 0)) && [[ $mode != figures ]]; then
    echo "$project: no test ran"
    wrong=1
  fi
  passed=$((passed + right)) failed=$((failed + wrong)) skipped=$((skipped + total - executed))
  echo "$project: $right passed, $wrong failed, $((total - executed)) skipped in $((SECONDS - started)) s"
}

mode=${1:-short} filter='' verbosity=minimal configuration=Debug
case $mode in
  short) filter='Ring!=long' ;;
  long) ;;
  figures)
    if [[ ! ${2:-} =~ ^[A-Za-z0-9_-]+$ ]]; then
      echo "tests/run.sh figures NAME: which measurement?"
      exit 2
    fi
    filter="Figures=$2" verbosity=detailed configuration=Release
    export FIGURES=full
    ;;
  *)
    sed -n '3,5s/^# *//p' tests/run.sh
    exit 2
    ;;
esac

need_tools
mkdir -p -- "$results"
step Restore dotnet restore --locked-mode
step Build dotnet build --no-restore -c "$configuration" -v minimal
if [[ $mode != figures ]]; then check Format dotnet format --verify-no-changes --no-restore; fi
if [[ $mode != figures ]]; then check Package bash tests/package.sh; fi
for project in "${projects[@]}"; do run_project "$project" "$filter" "$verbosity"; done
if [[ $mode == figures ]]; then collect_figures; fi
finish
