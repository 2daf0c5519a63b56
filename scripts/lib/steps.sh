# Steps that `run` and `test` share. To be sourced; sets `root`, the repository's folder.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
. "$root/scripts/lib/packages.sh"

# A build that ccache has not seen yet is preprocessed only once: the compiler's own list of headers says what it read.
export CCACHE_DEPEND=1

# say WORDS: a line with the time since the start, so that one sees where it is.
say() { printf '[%3d s] %s\n' "$SECONDS" "$*"; }

# when_idle COMMAND...: runs it with what others leave of the processors.
when_idle() {
  if chrt --idle 0 true 2>/dev/null; then
    chrt --idle 0 "$@"
  else
    nice -n 19 "$@"
  fi
}

# The pages' libraries, when package-lock.json has changed since they were installed.
install_page_libraries() {
  local stamp=$root/web/ui/node_modules/.installed
  if [ ! -f "$stamp" ] || ! cmp -s "$root/web/ui/package-lock.json" "$stamp"; then
    say "installing the pages' libraries (npm)"
    (cd "$root/web/ui" && npm ci --no-audit --no-fund --loglevel=error)
    cp "$root/web/ui/package-lock.json" "$stamp"
  fi
}

# The pages, when a source is newer than what was built.
build_pages() {
  local built=$root/web/ui/dist/.built
  install_page_libraries
  if [ ! -f "$built" ] || [ -n "$(find "$root/web/ui" "$root/docs/openapi" -path "$root/web/ui/node_modules" -prune -o \
    -path "$root/web/ui/dist" -prune -o -type f -newer "$built" -print -quit)" ]; then
    say "building the pages"
    (cd "$root/web/ui" && npm run --silent build)
    touch "$built"
  fi
}

# build_programs PRESET [TARGET...]: configures when needed, and builds with all cores.
build_programs() {
  local preset=$1
  shift
  if [ ! -f "$root/build/$preset/build.ninja" ]; then
    say "configuring the $preset build"
    (cd "$root" && cmake --preset "$preset" >"$root/build-$preset.log" 2>&1) || {
      cat "$root/build-$preset.log" >&2
      return 1
    }
    rm -f "$root/build-$preset.log"
  fi
  say "building the $preset programs"
  (cd "$root" && cmake --build --preset "$preset" ${1:+--target "$@"})
}
