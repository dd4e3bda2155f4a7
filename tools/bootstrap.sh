#!/bin/sh
# Makes this checkout ready: .venv with the pinned packages, and what Qt and Japanese text need
# from the system. Called by every make target; does nothing when all is there.
#
#   tools/bootstrap.sh run     what the app needs
#   tools/bootstrap.sh test    also what the tests and the build need
#
# What it may not install itself it names, with the command to do so, and goes on where that makes
# sense: only a missing Python, a failed pip, or a Qt that cannot start ends it (exit 1).
# DTCOACH_NO_APT=1 keeps it from installing system packages.
set -eu
cd "$(dirname "$0")/.."

wanted=${1:-run}
case $wanted in
    run) extra= ;;
    test) extra='[test]' ;;
    *) echo "usage: tools/bootstrap.sh [run|test]" >&2; exit 2 ;;
esac
venv=.venv
python=$venv/bin/python

# Two at once in one checkout wait for each other.
mkdir -p build
exec 9>build/.bootstrap-lock
! command -v flock >/dev/null 2>&1 || flock 9

say() { printf 'bootstrap: %s\n' "$*" >&2; }
have() { command -v "$1" >/dev/null 2>&1; }

# --- Python ----------------------------------------------------------------------------------

new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; }

# Every folder of PATH is tried: an older python3, or a shim that refuses, may stand before a good one.
find_python() {
    pyenv=${PYENV_ROOT:-${HOME:-/nonexistent}/.pyenv}
    for name in python3 python3.11 python3.12 python3.13 python3.14 python; do
        for folder in $(printf '%s' "$PATH" | tr ':' '\n') "$pyenv"/versions/3.1[1-9]*/bin; do
            if [ -x "$folder/$name" ] && new_enough "$folder/$name"; then
                echo "$folder/$name"
                return
            fi
        done
    done
    say "Python 3.11 or newer was not found."
    say "install it, for example: sudo apt-get install python3 python3-venv (Debian 12, Ubuntu 24.04 or newer)"
    return 1
}

make_venv() {
    base=$(find_python)
    # Debian's python3 has neither venv nor pip until its own package python3.x-venv is there.
    if ! "$base" -c 'import ensurepip, venv' >/dev/null 2>&1; then
        package=$("$base" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')
        install_packages "$package" || true
        if ! "$base" -c 'import ensurepip, venv' >/dev/null 2>&1; then
            say "$base cannot make a virtual environment; install it: sudo apt-get install $package"
            exit 1
        fi
    fi
    say "making $venv with $("$base" --version 2>&1)"
    "$base" -m venv --clear "$venv"
}

fingerprint() {
    { pwd; "$python" --version; cat pyproject.toml setup.py constraints.txt; } 2>&1 | cksum
}

install_python_packages() {
    new_enough "$python" || make_venv
    print=$(fingerprint)
    # A venv made for the tests has all that running needs.
    for done_for in "$wanted" test; do
        [ "$(cat "$venv/.ready-$done_for" 2>/dev/null)" = "$print" ] && return
    done
    say "installing the packages of constraints.txt (the first time takes some minutes)"
    rm -f "$venv"/.ready-*
    "$python" -m pip install --quiet --disable-pip-version-check --no-input \
        -c constraints.txt --config-settings editable_mode=compat -e ".$extra" || {
        say "pip could not install the packages; see its message above"
        exit 1
    }
    echo "$print" >"$venv/.ready-$wanted"
}

# --- the system ------------------------------------------------------------------------------

as_root() {
    if [ "$(id -u)" = 0 ]; then
        "$@"
    else
        sudo -n "$@"
    fi
}

may_install() {
    [ -z "${DTCOACH_NO_APT:-}" ] && have apt-get || return 1
    [ "$(id -u)" = 0 ] || { have sudo && sudo -n true 2>/dev/null; }
}

apt() {
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq -y \
        -o DPkg::Lock::Timeout=120 -o Acquire::Retries=1 -o Acquire::http::Timeout=20 \
        "$@" >/dev/null 2>&1 </dev/null
}

# The package lists may be old or absent, so a first failure refreshes them; then each on its own,
# so that one name which this release does not know leaves the others.
install_packages() {
    may_install || return 1
    say "installing system packages: $*"
    apt install --no-install-recommends "$@" && return
    apt update || true
    apt install --no-install-recommends "$@" && return
    for package in "$@"; do
        apt install --no-install-recommends "$package" || true
    done
}

# The Debian package of a library that the loader could not find.
package_of() {
    case $1 in
        libEGL.so*) echo libegl1 ;;
        libGL.so* | libOpenGL.so* | libGLX.so*) echo libgl1 ;;
        libxkbcommon.so*) echo libxkbcommon0 ;;
        libxkbcommon-x11.so*) echo libxkbcommon-x11-0 ;;
        libdbus-1.so*) echo libdbus-1-3 ;;
        libfontconfig.so*) echo libfontconfig1 ;;
        libfreetype.so*) echo libfreetype6 ;;
        libglib-2.0.so* | libgthread-2.0.so* | libgobject-2.0.so*) echo libglib2.0-0 ;;
        libX11.so*) echo libx11-6 ;;
        libX11-xcb.so*) echo libx11-xcb1 ;;
        libxcb.so*) echo libxcb1 ;;
        libxcb-cursor.so*) echo libxcb-cursor0 ;;
        libxcb-icccm.so*) echo libxcb-icccm4 ;;
        libxcb-image.so*) echo libxcb-image0 ;;
        libxcb-keysyms.so*) echo libxcb-keysyms1 ;;
        libxcb-randr.so*) echo libxcb-randr0 ;;
        libxcb-render.so*) echo libxcb-render0 ;;
        libxcb-render-util.so*) echo libxcb-render-util0 ;;
        libxcb-shape.so*) echo libxcb-shape0 ;;
        libxcb-shm.so*) echo libxcb-shm0 ;;
        libxcb-sync.so*) echo libxcb-sync1 ;;
        libxcb-util.so*) echo libxcb-util1 ;;
        libxcb-xfixes.so*) echo libxcb-xfixes0 ;;
        libxcb-xkb.so*) echo libxcb-xkb1 ;;
        libwayland-client.so*) echo libwayland-client0 ;;
        libwayland-cursor.so*) echo libwayland-cursor0 ;;
        libwayland-egl.so*) echo libwayland-egl1 ;;
    esac
}

qt_folder() {
    "$python" -c 'import importlib.util as u; print(u.find_spec("PySide6").submodule_search_locations[0])'
}

missing_libraries() {
    have ldd || return 0
    qt=$(qt_folder)
    for file in "$qt"/QtGui.abi3.so "$qt"/QtWidgets.abi3.so \
        "$qt"/Qt/plugins/platforms/libqoffscreen.so "$qt"/Qt/plugins/platforms/libqxcb.so; do
        [ -e "$file" ] && ldd "$file" 2>/dev/null
    done | sed -n 's/^[[:space:]]*\([^ ]*\) => not found.*/\1/p' | sort -u
}

qt_starts() {
    QT_QPA_PLATFORM=offscreen "$python" -c \
        'from PySide6.QtWidgets import QApplication; QApplication([])' 2>&1
}

# fc-list itself says whether there is a Japanese font; the words say what is missing without it.
missing_packages() {
    for library in $(missing_libraries); do
        package_of "$library"
    done
    if ! have fc-list; then
        echo fontconfig
    fi
    if ! have fc-list || [ -z "$(fc-list :lang=ja 2>/dev/null | head -n 1)" ]; then
        echo fonts-noto-cjk
    fi
    if [ "$wanted" = test ]; then
        have pdftotext || echo poppler-utils
        have Xvfb || echo xvfb
        have objdump || echo binutils # PyInstaller needs it
    fi
}

prepare_system() {
    [ -e "$venv/.system-$wanted" ] && return
    missing=$(missing_packages | sort -u | tr '\n' ' ')
    if [ -n "$missing" ]; then
        # shellcheck disable=SC2086
        install_packages $missing || true
        missing=$(missing_packages | sort -u | tr '\n' ' ')
    fi
    unknown=$(for library in $(missing_libraries); do
        [ -n "$(package_of "$library")" ] || echo "$library"
    done | tr '\n' ' ')
    [ -z "$unknown" ] || say "libraries missing on this machine: $unknown"
    if [ -n "$missing" ]; then
        say "missing on this machine: $missing"
        say "install with: sudo apt-get install $missing"
    fi
    if ! trouble=$(qt_starts); then
        say "Qt cannot start on this machine:"
        printf '%s\n' "$trouble" | tail -n 1 >&2
        exit 1
    fi
    [ -n "$missing$unknown" ] || : >"$venv/.system-$wanted"
}

install_python_packages
prepare_system
