#!/usr/bin/env bash
# The one front door. `./build.sh help` lists the commands; each does what it needs of the others first.
#
# Versions are pinned in rust-toolchain.toml, Cargo.lock and package-lock.json, and nowhere here.
# CHROMIUM, FIREFOX and CHROMEDRIVER name the browsers to use, should they not be found by themselves.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cd "$root"
# shellcheck source=tools/lib.sh
source tools/lib.sh

# What wasm-opt aims at: -O3 for speed, -Oz for size.
wasm_opt_level=${WASM_OPT_LEVEL:--Oz}
# `quick` for a large module in a few seconds.
profile=release

wasm_target=wasm32-unknown-unknown
target_dir=${CARGO_TARGET_DIR:-$root/target}
# What is generated for the extension and stands beside extension/ in tsconfig.json: wasm/ and vendor/.
web_dir=$root/target/web
dist_dir=$root/dist

# ---------------------------------------------------------------- setup

need_node() {
  have node npm || die "Node.js 20.19 or newer with npm is needed: https://nodejs.org"
  node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)' ||
    die "Node.js 20.19 or newer is needed, this is $(node --version)"
}

need_rust() {
  have cargo rustc || die "Rust is needed: https://rustup.rs (the version is in rust-toolchain.toml)"
  local sysroot
  sysroot=$(rustc --print sysroot)
  if [[ ! -d $sysroot/lib/rustlib/$wasm_target ]]; then
    have rustup || die "this Rust has no target $wasm_target, and there is no rustup to add it"
    rustup target add "$wasm_target"
  fi
}

npm_packages() {
  local stamp=node_modules/.package-lock.sha256 want
  want=$(hash_of package-lock.json)
  if [[ ! -f $stamp || $(<"$stamp") != "$want" ]]; then
    note "installing npm packages"
    # No package here has an install script that matters; none is let run.
    # Errors only: the driver asks for a newer Node than it needs.
    npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
    printf '%s\n' "$want" >"$stamp"
  fi
}

find_browsers() {
  export CHROMIUM=${CHROMIUM:-$(first_of chromium chromium-browser google-chrome-stable google-chrome)}
  export CHROMEDRIVER=${CHROMEDRIVER:-$(first_of chromedriver)}
  export FIREFOX=${FIREFOX:-$(first_of firefox-esr firefox)}
}

browsers() {
  find_browsers
  local missing=() name
  for name in CHROMIUM CHROMEDRIVER FIREFOX; do
    [[ -z ${!name} ]] || have "${!name}" || die "$name names ${!name}, which is no program"
  done
  [[ -n $CHROMIUM ]] || missing+=(chromium)
  [[ -n $CHROMEDRIVER ]] || missing+=(chromium-driver)
  [[ -n $FIREFOX ]] || missing+=(firefox-esr)
  if ((${#missing[@]})); then
    local as_root=()
    ((EUID == 0)) || as_root=(sudo)
    if ! have apt-get || { ((EUID)) && ! have sudo; }; then
      die "these are missing: ${missing[*]} (Debian's names). Install Chromium with its ChromeDriver, and Firefox;
name them in CHROMIUM, CHROMEDRIVER and FIREFOX if they are not on the PATH"
    fi
    note "installing ${missing[*]}"
    "${as_root[@]}" apt-get update -qq
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}"
    hash -r
    find_browsers
  fi
  webdriver_settings
}

# How wasm tests start Chromium. Its sandbox cannot run as root; nobody else should go without it.
webdriver_settings() {
  local sandbox=''
  ((EUID)) || sandbox='"--no-sandbox", '
  mkdir -p target
  cat >target/webdriver.json <<END
{
  "goog:chromeOptions": {
    "binary": "$CHROMIUM",
    "args": [$sandbox"--headless", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
  }
}
END
}

# Paths of this machine would end up in the module, by way of panic messages; so would a difference between machines.
# Only for this target, so that native builds are shared with a plain `cargo`, and as a list, for paths with blanks.
wasm_flags() {
  local cargo_home=${CARGO_HOME:-$HOME/.cargo} sysroot registry flags
  sysroot=$(rustc --print sysroot)
  flags="'--remap-path-prefix=$root=/link-lantern', '--remap-path-prefix=$cargo_home=/cargo'"
  flags+=", '--remap-path-prefix=$sysroot/lib/rustlib/src/rust=/rustc/$(rustc -vV | sed -n 's/^commit-hash: //p')'"
  # A mirror of crates.io has another folder here.
  if [[ ! -d $cargo_home/registry/src ]]; then
    cargo fetch --locked --quiet
  fi
  for registry in "$cargo_home"/registry/src/*/; do
    flags+=", '--remap-path-prefix=${registry%/}=/cargo'"
  done
  wasm_config="target.$wasm_target.rustflags=[$flags]"
  # These would silently take the place of the above.
  unset RUSTFLAGS CARGO_ENCODED_RUSTFLAGS
}

# wasm_cargo COMMAND ...: cargo for the browser's target.
wasm_cargo() {
  local command=$1
  shift
  cargo --config "$wasm_config" "$command" --locked --target "$wasm_target" --package link-lantern "$@"
}

setup_build() {
  need_node
  need_rust
  npm_packages
  wasm_flags
  cargo build --locked --quiet --package bindgen
}

cmd_setup() {
  setup_build
  browsers
}

# ---------------------------------------------------------------- build

# The module and its bindings, into $web_dir/wasm; nothing is done twice for the same input.
wasm_module() {
  local compiled=$target_dir/$wasm_target/$profile/link_lantern.wasm out=$web_dir/wasm key
  wasm_cargo build --quiet --profile "$profile" --lib
  key=$(hash_of "$compiled" tools/optimise.mjs package-lock.json Cargo.lock "$profile$wasm_opt_level")
  if [[ -f $out/.key && $(<"$out/.key") == "$key" ]]; then
    return
  fi
  rm -rf "$out"
  "$target_dir/debug/bindgen" --target web --omit-default-module-path --out-dir "$out" "$compiled"
  [[ $profile == quick ]] || node tools/optimise.mjs "$out/link_lantern_bg.wasm" "$wasm_opt_level"
  printf '%s\n' "$key" >"$out/.key"
}

vendored() {
  local out=$web_dir/vendor key
  key=$(hash_of tools/vendor.mjs package-lock.json)
  if [[ -f $out/.key && $(<"$out/.key") == "$key" ]]; then
    return
  fi
  rm -rf "$out"
  node tools/vendor.mjs "$out"
  printf '%s\n' "$key" >"$out/.key"
}

# What is shipped and was made by others, with its licences.
licences() {
  local out=$web_dir/THIRD-PARTY.txt key
  key=$(hash_of tools/licences.mjs tools/shipped.mjs LICENSE Cargo.lock Cargo.toml package-lock.json)
  if [[ ! -f $out || ! -f $out.key || $(<"$out.key") != "$key" ]]; then
    node tools/licences.mjs "$out"
    printf '%s\n' "$key" >"$out.key"
  fi
}

# The same for tools to read: the bill of materials.
bill() {
  local out=$web_dir/sbom.cdx.json key
  key=$(hash_of tools/sbom.mjs tools/shipped.mjs Cargo.lock Cargo.toml package-lock.json rust-toolchain.toml src/address/suffix-list.json)
  if [[ ! -f $out || ! -f $out.key || $(<"$out.key") != "$key" ]]; then
    node tools/sbom.mjs "$out"
    printf '%s\n' "$key" >"$out.key"
  fi
}

version() {
  local id
  id=$(cargo pkgid --locked --package link-lantern) && printf '%s\n' "${id##*[#@]}"
}

build() {
  wasm_module
  vendored
  licences
  bill
  node tools/assemble.mjs "$(version)" "$web_dir" "$dist_dir"
  node tools/sizes.mjs "$dist_dir"
}

cmd_build() {
  case ${1:-} in
    '') ;;
    --quick) profile=quick ;;
    *) die "build takes --quick or nothing" ;;
  esac
  setup_build
  build
}

# The module as it is shipped, but with the names of its functions, taken apart.
cmd_where() {
  setup_build
  local out=$root/target/where
  rm -rf "$out"
  wasm_cargo build --quiet --profile "$profile" --lib
  "$target_dir/debug/bindgen" --target web --omit-default-module-path --out-dir "$out" \
    "$target_dir/$wasm_target/$profile/link_lantern.wasm"
  node tools/optimise.mjs "$out/link_lantern_bg.wasm" "$wasm_opt_level" --names
  node tools/where.mjs "$out/link_lantern_bg.wasm"
}

# ---------------------------------------------------------------- run, bench, compare

stand_in() {
  cargo build --locked --quiet --package moz-standin
  export MOZ_STANDIN=$target_dir/debug/moz-standin
}

cmd_run() {
  cmd_setup
  build
  stand_in
  exec node tests/e2e/run.mjs "$@"
}

cmd_bench() {
  cmd_setup
  build
  stand_in
  if [[ ${1:-} != --soak* ]]; then
    cargo run --quiet --locked --example cost
    cargo run --quiet --locked --example watches
    echo
  fi
  exec node tests/e2e/bench.mjs "$@"
}

cmd_compare() {
  cmd_setup
  build
  stand_in
  exec node tests/e2e/compare.mjs "$@"
}

# The pictures in docs/pictures, of the extension as it is.
cmd_pictures() {
  cmd_setup
  build
  stand_in
  exec node tests/e2e/pictures.mjs
}

# The pictures in store/pictures, 1280 x 800.
cmd_store() {
  cmd_setup
  build
  stand_in
  exec node tests/e2e/store.mjs
}

# ---------------------------------------------------------------- test

wasm_tests() {
  # Not with -q: the runner does not know the flag that Cargo then gives it.
  # The runner's own backtrace would bury what the failed test says.
  RUST_LIB_BACKTRACE=0 wasm_cargo test --test wasm
}

# e2e BROWSER; one file at a time: two take a third less, and on two cores a test now and then waits too long for the other.
# The time limit is a file's, which takes a tenth of it: a browser that hangs must fail, not hold up the rest.
e2e() {
  BROWSERS=$1 node --test --test-concurrency=1 --test-timeout=900000 tests/e2e/*.test.mjs
}

cmd_test() {
  note "== setup"
  cmd_setup
  step 'format' cargo fmt --check
  step 'clippy' cargo clippy --locked --workspace --all-targets -- -D warnings
  step 'clippy for wasm' wasm_cargo clippy --lib --test wasm -- -D warnings
  step 'native tests' cargo test --locked --workspace
  # Before the types: the bindings that they are checked against are made here.
  step 'build' build
  step 'types' node_modules/.bin/tsc --project tsconfig.json
  step 'eslint' node_modules/.bin/eslint --max-warnings 0 .
  step 'tests of the tools' node --test tools/*.test.mjs
  step 'wasm in a service worker' wasm_tests
  step 'web-ext lint' node tools/lint-firefox.mjs "$dist_dir/firefox"
  # Side by side: for most of the time a browser waits, for Moz's pace or for the other end. What a file says comes whole,
  # so that the logs can be read.
  stand_in
  start_step 'end to end, chromium' e2e chromium
  start_step 'end to end, firefox' e2e firefox
  end_steps
  node tools/flows.mjs chromium="$(echo "$step_logs"/*-end-to-end--chromium.log)" firefox="$(echo "$step_logs"/*-end-to-end--firefox.log)"
  step_table
}

# ---------------------------------------------------------------- fuzz, audit

# Each target for so many seconds, from its corpus; what is found is left in fuzz/artifacts. Not part of `test`, which
# replays the corpora (tests/corpus.rs). There is no unsafe code to sanitise, and without sanitisers no nightly is needed.
cmd_fuzz() {
  local seconds=${1:-20} only=${2:-} target
  [[ $seconds =~ ^[0-9]+$ ]] || die "fuzz takes a number of seconds, and a target if not all"
  need_rust
  have cargo-fuzz || cargo install --locked cargo-fuzz
  for target in fuzz/fuzz_targets/*.rs; do
    target=${target##*/}
    target=${target%.rs}
    [[ -z $only || $only == "$target" ]] || continue
    mkdir -p "target/fuzz-found/$target"
    # What is found on the way goes elsewhere, for the corpus in the repository is small.
    cargo fuzz run --sanitizer none --target-dir "$target_dir/fuzz" "$target" \
      "target/fuzz-found/$target" "fuzz/corpus/$target" -- \
      -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 -max_len=20000 -print_final_stats=1 -verbosity=1
  done
}

# Licences, bans and sources as deny.toml has them, which needs no network; known holes where the databases of them can be
# had. A hole fails it, a database that cannot be reached is only told. What needs no tool more is in
# tools/budgets.test.mjs.
cmd_audit() {
  local answer
  have cargo-deny || cargo install --locked cargo-deny
  cargo deny --locked check licenses bans sources
  if cargo deny --locked fetch db; then
    cargo deny --locked check advisories
  else
    note "advisories of crates: NOT checked, the database could not be had"
  fi
  need_node
  # It ends with an error for both: that there is something, and that nothing could be had.
  if answer=$(npm audit --omit=dev --json 2>/dev/null); then
    note "advisories of npm: none"
  elif node -e 'process.exit(JSON.parse(process.argv[1]).metadata?.vulnerabilities ? 0 : 1)' "$answer" 2>/dev/null; then
    printf '%s\n' "$answer"
    die "npm knows of holes in what is shipped"
  else
    note "advisories of npm: NOT checked, they could not be had"
  fi
}

# ---------------------------------------------------------------- package, reproduce, suffix-list, fmt

cmd_package() {
  cmd_build
  local out=$dist_dir/packages name
  name=link-lantern-$(version)
  rm -rf "$out"
  mkdir -p "$out"
  node tools/zip.mjs "$dist_dir/chromium" "$out/$name-chromium.zip"
  node tools/zip.mjs "$dist_dir/firefox" "$out/$name-firefox.zip"
  source_archive "$out/$name-source.zip" "$name/"
  (cd "$out" && sha256sum -- *.zip >SHA256SUMS && cat SHA256SUMS)
}

# What a store's reviewer builds the packages from.
source_archive() {
  if ! git rev-parse --quiet --verify HEAD >/dev/null 2>&1; then
    note "no source archive: this is no git checkout, or one without a commit"
    return
  fi
  [[ -z $(git status --porcelain) ]] ||
    note "note: the source archive is of the last commit; the packages also hold what is not committed"
  git archive --format=zip --prefix="$2" --output="$1" HEAD
}

# As a store's reviewer would: the packages built from the source archive, in another folder and with nothing that was built
# here, are held against ours.
cmd_reproduce() {
  [[ -z $(git status --porcelain) ]] || die "commit first: the source archive holds the last commit only"
  cmd_package
  local out=$dist_dir/packages name scratch=${1:-} status=0 target
  name=link-lantern-$(version)
  [[ -f $out/$name-source.zip ]] || die "there is no source archive to build from"
  if [[ -z $scratch ]]; then
    scratch=$(mktemp -d)
    # shellcheck disable=SC2064 # the folder of now, whatever the variable holds later
    trap "rm -rf '$scratch'" EXIT
  fi
  node tools/unzip.mjs "$out/$name-source.zip" "$scratch"
  note "building from the source archive in $scratch"
  (cd "$scratch/$name" && env -u CARGO_TARGET_DIR -u MOZ_STANDIN bash build.sh package)
  echo
  for target in chromium firefox; do
    if cmp "$out/$name-$target.zip" "$scratch/$name/dist/packages/$name-$target.zip"; then
      note "$target: byte for byte the same, sha256 $(sha256sum <"$out/$name-$target.zip" | cut -d' ' -f1)"
    else
      status=1
    fi
  done
  return "$status"
}

# The raw list comes from a Python package that is released whenever the list changes.
cmd_suffix_list() {
  local scratch python
  python=$(first_of python3 python)
  [[ -n $python ]] || die "Python 3 with pip is needed to fetch the list"
  scratch=$(mktemp -d)
  # shellcheck disable=SC2064 # the folder of now, whatever the variable holds later
  trap "rm -rf '$scratch'" EXIT
  "$python" -m pip download --quiet --no-deps --no-binary :none: --dest "$scratch" publicsuffixlist
  "$python" -m zipfile -e "$scratch"/publicsuffixlist-*.whl "$scratch"
  cargo run --locked --quiet --package suffix-list -- \
    compile "$scratch/publicsuffixlist/public_suffix_list.dat" src/address
  cat src/address/suffix-list.json
}

cmd_fmt() {
  cargo fmt
  need_node
  npm_packages
  node_modules/.bin/eslint --fix .
}

cmd_help() {
  cat <<'END'
usage: ./build.sh COMMAND

  setup        install what is missing: wasm target, npm packages, browsers, build tools
  build        write dist/chromium and dist/firefox, to be loaded unpacked; with --quick in seconds, but large
  run [...]    open the extension in a real browser against a local stand-in of Moz; see `run --help`
  test         everything that CI checks
  bench [...]  print the measurements; with --soak only whether memory and storage stay flat over two hours of
               browsing, about 15 minutes, with --soak=small a tenth of it
  compare --pages FOLDER
               hold the extension's links against the browser's own on saved pages; see `compare --help`
  fuzz [SECONDS] [TARGET]
               fuzz what reads foreign input, each target so long (20)
  audit        licences, duplicates and known holes of dependencies
  pictures     take the pictures of the documents anew
  where        print what the module's bytes are
  package      store zips, source archive and SHA256SUMS in dist/packages
  reproduce    build the packages again from the source archive, elsewhere, and compare them byte for byte
  store        take the pictures of the stores anew, into store/pictures
  suffix-list  fetch the newest Public Suffix List and compile it into src/address
  fmt          format the Rust code, let eslint repair what it can
  help         this text
END
}

command=${1:-help}
(($#)) && shift
case $command in
  setup | build | run | test | bench | compare | pictures | store | where | fuzz | audit | package | reproduce | fmt | help) "cmd_$command" "$@" ;;
  suffix-list) cmd_suffix_list ;;
  -h | --help) cmd_help ;;
  *)
    cmd_help >&2
    die "no command \"$command\""
    ;;
esac
