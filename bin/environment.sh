# What bin/run and bin/test share: the folder, and a .venv that holds what a lock file lists.
# shellcheck shell=bash

cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit

fail() {
  echo "$1" >&2
  exit 1
}

find_python() {
  local name
  for name in python3.13 python3.12 python3.11 python3; do
    if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
      echo "$name"
      return
    fi
  done
  return 1
}

make_venv() {
  local python
  python=$(find_python) || fail "Python 3.11 or newer is missing: install python3 (Debian, Ubuntu: apt-get install python3 python3-venv)"
  "$python" -c 'import ensurepip, venv' 2>/dev/null ||
    fail "$python can't make virtual environments: install its venv package (Debian, Ubuntu: apt-get install python3-venv)"
  echo "Making .venv with $("$python" --version) ..."
  "$python" -m venv --clear .venv || fail "$python could not make .venv in $PWD"
  install_lock bin/installer.txt
}

# install LOCK: makes .venv agree with the lock file, if it changed since the last time.
install() {
  local stamp=".venv/installed-$1"
  .venv/bin/python -c '' 2>/dev/null || make_venv
  cmp -s "$1" "$stamp" && return
  echo "Installing $1 ..."
  install_lock "$1"
  cp "$1" "$stamp"
}

install_lock() {
  .venv/bin/python -m pip install -qq --disable-pip-version-check --require-hashes -r "$1" ||
    fail "the packages of $1 could not be installed: see above; without a network, nothing can be"
}
