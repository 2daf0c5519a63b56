# Debian packages: what is missing is installed, and said. To be sourced.

# Whether every package of scripts/packages.txt is installed.
missing_packages() {
  local wanted
  wanted=$(grep -v '^#' "$1" | sed '/^$/d')
  # Node comes from wherever it is: Debian's, or one that is there already.
  command -v node >/dev/null || wanted="$wanted nodejs"
  command -v npm >/dev/null || wanted="$wanted npm"
  # shellcheck disable=SC2086
  dpkg-query -W -f '${Package} ${db:Status-Status}\n' $wanted 2>/dev/null | awk '$2 == "installed" {print $1}' | sort -u >"$2"
  # shellcheck disable=SC2086
  printf '%s\n' $wanted | sort -u | comm -23 - "$2"
}

# install_packages LIST: installs what is missing of LIST, as root or with sudo.
install_packages() {
  local list=$1 have missing root=()
  have=$(mktemp)
  missing=$(missing_packages "$list" "$have")
  rm -f "$have"
  [ -n "$missing" ] || return 0
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || {
      echo "These Debian packages are missing, and neither root nor sudo is at hand to install them:" >&2
      echo "$missing" | tr '\n' ' ' >&2
      echo >&2
      return 1
    }
    root=(sudo)
  fi
  say "installing $(echo "$missing" | wc -l) Debian packages: $(echo "$missing" | tr '\n' ' ')"
  "${root[@]}" apt-get update -qq
  # shellcheck disable=SC2086
  "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
}
