# Helpers of build.sh: messages, finding programs, timed test steps. Sourced, never run.
# shellcheck shell=bash

note() { printf '%s\n' "$*"; }

die() {
  printf 'build.sh: %s\n' "$*" >&2
  exit 1
}

# Whether all of the given programs are there.
have() {
  local name
  for name in "$@"; do
    command -v "$name" >/dev/null 2>&1 || return 1
  done
}

# The first of the given programs that is there, as a path; nothing if none is.
first_of() {
  local name
  for name in "$@"; do
    if command -v "$name" 2>/dev/null; then
      return
    fi
  done
}

# One hash over the contents of files and the words given: same hash, same result.
hash_of() {
  node -e '
    const { createHash } = require("node:crypto");
    const { existsSync, readFileSync } = require("node:fs");
    const hash = createHash("sha256");
    for (const arg of process.argv.slice(1)) hash.update(existsSync(arg) ? readFileSync(arg) : arg).update("\0");
    console.log(hash.digest("hex"));
  ' "$@"
}

# The steps of `test`: name, state and seconds of each, for the table at the end.
step_names=()
step_states=()
step_seconds=()

# Where their logs go; build.sh says.
: "${step_logs:=target/test-logs}"

# step NAME COMMAND...: runs the command quietly; a failure prints its whole log and ends the run.
step() {
  local name=$1 log status=0 start=$SECONDS
  shift
  mkdir -p "$step_logs"
  log=$step_logs/$(printf '%02d' $((${#step_names[@]} + 1)))-${name//[^a-z0-9]/-}.log
  printf '== %s\n' "$name"
  # Not `if "$@"`: bash would switch `set -e` off inside the command.
  set +e
  (set -e; "$@") >"$log" 2>&1
  status=$?
  set -e
  step_names+=("$name")
  step_seconds+=($((SECONDS - start)))
  if ((status == 0)); then
    step_states+=(ok)
    printf '   ok, %d s\n' $((SECONDS - start))
    return
  fi
  step_states+=(FAILED)
  cat "$log"
  printf '   FAILED with status %d, %d s; log: %s\n' "$status" $((SECONDS - start)) "$log"
  step_table
  exit 1
}

step_table() {
  local i total=0
  printf '\n%-28s %-8s %s\n' step result seconds
  for i in "${!step_names[@]}"; do
    printf '%-28s %-8s %7d\n' "${step_names[i]}" "${step_states[i]}" "${step_seconds[i]}"
    total=$((total + step_seconds[i]))
  done
  printf '%-28s %-8s %7d\n' total '' "$total"
}
