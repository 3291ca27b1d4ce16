#!/bin/sh
# Makes a virtual environment and installs a hashed lock into it. A stock Debian has neither pip
# nor ensurepip, so pip comes as a wheel beside this script. uv is used when it is on the machine.
set -eu
python=$1 venv=$2 pip_wheel=$3 lock=$4

version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])') || {
  echo "Baken needs Python 3.11 or 3.12; \"$python\" does not start. Give another: make PYTHON=python3.12 ..." >&2
  exit 2
}
case $version in
  3.11 | 3.12) ;;
  *)
    echo "Baken needs Python 3.11 or 3.12; \"$python\" is $version. Give another: make PYTHON=python3.12 ..." >&2
    exit 2
    ;;
esac
if [ ! -x "$venv/bin/python" ]; then
  echo "Making $venv (Python $version)"
  "$python" -m venv --without-pip "$venv"
fi
echo "Installing $lock (checked against its hashes)"
if command -v uv >/dev/null 2>&1; then
  uv pip install -q --python "$venv/bin/python" --require-hashes -r "$lock"
  uv pip install -q --python "$venv/bin/python" --no-build-isolation --no-deps -e .
else
  pip() { "$venv/bin/python" "$pip_wheel/pip" "$@"; }
  pip install -q --disable-pip-version-check --require-hashes -r "$lock"
  pip install -q --disable-pip-version-check --no-build-isolation --no-deps -e .
fi
