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
# Those that run: index, process and log of each.
step_jobs=()

# Where their logs go; build.sh says.
: "${step_logs:=target/test-logs}"

# step NAME COMMAND...: runs the command quietly; a failure prints its whole log and ends the run.
step() {
  start_step "$@"
  end_steps
}

# start_step NAME COMMAND...: the same, without waiting for its end; for commands that mostly wait themselves. Their logs
# stay apart.
start_step() {
  local name=$1 log
  shift
  mkdir -p "$step_logs"
  log=$step_logs/$(printf '%02d' $((${#step_names[@]} + 1)))-${name//[^a-z0-9]/-}.log
  printf '== %s\n' "$name"
  step_names+=("$name")
  step_states+=(running)
  step_seconds+=("$SECONDS")
  (
    # Not `if "$@"`: bash would switch `set -e` off inside the command.
    set +e
    (set -e; "$@") >"$log" 2>&1
    status=$?
    printf '%d\n' "$SECONDS" >"$log.ended"
    exit "$status"
  ) &
  step_jobs+=("$(( ${#step_names[@]} - 1 )) $! $log")
}

# end_steps: waits for all that were started, and tells of each in the order of their start. A failure ends the run.
end_steps() {
  local job at pid log status failed=0
  for job in "${step_jobs[@]}"; do
    read -r at pid log <<<"$job"
    status=0
    wait "$pid" || status=$?
    step_seconds[at]=$(($(<"$log.ended") - step_seconds[at]))
    rm -f "$log.ended"
    if ((status == 0)); then
      step_states[at]=ok
      printf '   %s: ok, %d s\n' "${step_names[at]}" "${step_seconds[at]}"
      continue
    fi
    failed=1
    step_states[at]=FAILED
    cat "$log"
    printf '   %s: FAILED with status %d, %d s; log: %s\n' "${step_names[at]}" "$status" "${step_seconds[at]}" "$log"
  done
  step_jobs=()
  if ((failed)); then
    step_table
    exit 1
  fi
}

step_table() {
  local i
  printf '\n%-28s %-8s %s\n' step result seconds
  for i in "${!step_names[@]}"; do
    printf '%-28s %-8s %7d\n' "${step_names[i]}" "${step_states[i]}" "${step_seconds[i]}"
  done
  # Less than the sum, where steps ran side by side.
  printf '%-28s %-8s %7d\n' total '' "$SECONDS"
}
