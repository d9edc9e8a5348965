#!/bin/sh
# Makes a machine ready for Copydesk. Called by the Makefile; each call does only what is missing.
#
#   setup.sh system GROUP...   installs the Debian packages of these groups of system-packages.txt,
#                              as root or with sudo, or names those that are missing
#   setup.sh servers           installs and fetches what the tests need that run a real WordPress
#                              and OmegaT; what cannot be had is named, and is no failure
#   setup.sh environment       makes .venv and fills it from requirements/dev.lock
#   setup.sh environment-without-qt
#                              makes .venv-without-qt and fills it from requirements/without-qt.lock
#
# Variables: PYTHON (python3) is the interpreter that makes the environments;
# SYSTEM=skip leaves the system packages alone.
set -eu

root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
cd "$root"
python=${PYTHON:-python3}

say() { printf 'setup: %s\n' "$*" >&2; }

# Prints the entries of one group. An entry is a package name, or names joined by "|"
# where newer releases of Debian and Ubuntu call it something else.
entries() {
    sed -n "/^\[$1\]/,/^\[/p" packaging/system-packages.txt | grep -v -e '^#' -e '^\[' -e '^$'
}

is_installed() {
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

is_on_offer() {
    candidate=$(LC_ALL=C apt-cache policy "$1" 2>/dev/null | sed -n 's/^  Candidate: //p')
    [ -n "$candidate" ] && [ "$candidate" != "(none)" ]
}

# Prints the entries of the groups given of which no name is installed.
missing_entries() {
    for group in "$@"; do
        for entry in $(entries "$group"); do
            present=no
            for name in $(echo "$entry" | tr '|' ' '); do
                if is_installed "$name"; then present=yes; fi
            done
            if [ "$present" = no ]; then echo "$entry"; fi
        done
    done
}

# Prints one package name for each entry: the first that the sources offer.
names_to_install() {
    for entry in "$@"; do
        chosen=${entry%%|*}
        for name in $(echo "$entry" | tr '|' ' '); do
            if is_on_offer "$name"; then chosen=$name; break; fi
        done
        echo "$chosen"
    done
}

system() {
    if [ "${SYSTEM:-}" = skip ]; then return 0; fi
    if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
        if [ "$(uname -s)" = Linux ]; then
            say "this is not a Debian or Ubuntu system: README.md says what Qt needs here"
        fi
        return 0
    fi
    missing=$(missing_entries "$@" | sort -u)
    if [ -z "$missing" ]; then return 0; fi

    if [ "$(id -u)" = 0 ]; then
        as_root=""
    elif command -v sudo >/dev/null && { [ -t 0 ] || sudo -n true 2>/dev/null; }; then
        as_root="sudo"
    else
        say "these packages are missing, and only root may install them:"
        say "  apt-get install --no-install-recommends" $(names_to_install $missing)
        say "(SYSTEM=skip before the make command goes on without them)"
        return 1
    fi
    say "installing" $(echo "$missing" | wc -l) "system packages"
    mkdir -p build
    log=build/system-packages.log
    # Word splitting is wanted: one argument for each name.
    stay_off || return 1
    if ! {
        $as_root apt-get update -qq -o DPkg::Lock::Timeout=120 &&
            $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq \
                --no-install-recommends -o DPkg::Lock::Timeout=300 -o Dpkg::Use-Pty=0 \
                $(names_to_install $missing)
    } > "$log" 2>&1; then
        stay_off_no_more
        tail -n 20 "$log" >&2
        say "the packages could not be installed; all of it is in $log"
        return 1
    fi
    stay_off_no_more
}

# Debian starts a server when its package is installed, and again when the machine starts; the
# tests start their own. A policy that answers 101 is Debian's way to say no to the first.
policy=/usr/sbin/policy-rc.d
made_policy=no
stay_off() {
    units_before=$(server_units)
    if [ -e "$policy" ]; then return 0; fi
    trap stay_off_no_more EXIT
    trap 'exit 130' INT TERM
    made_policy=yes
    printf '#!/bin/sh\nexit 101\n' | $as_root install -m 755 /dev/stdin "$policy"
}

stay_off_no_more() {
    if [ "$made_policy" = yes ]; then $as_root rm -f "$policy"; fi
    for unit in $(server_units); do
        case " $units_before " in
            *" $unit "*) ;;
            *) $as_root systemctl --quiet disable "$unit" || true ;;
        esac
    done
    made_policy=no
    units_before=$(server_units)
}

# Prints, on one line, the services of the packages of the group [servers] that are here.
server_units() {
    if ! command -v systemctl > /dev/null; then return 0; fi
    for file in /lib/systemd/system/nginx.service /lib/systemd/system/php*-fpm.service; do
        if [ -e "$file" ]; then printf '%s ' "$(basename "$file")"; fi
    done
}

# fill FOLDER LOCK: an environment at FOLDER that holds what LOCK names, and only then is called so.
fill() {
    folder=$1 lock=$2
    if ! "$python" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 15))' 2>/dev/null; then
        say "Python 3.11 to 3.14 is needed; PYTHON=/path/to/python3 chooses another"
        return 1
    fi
    # An environment holds absolute paths: one that was copied or moved is made anew.
    if [ "$(cat "$folder/made-at" 2>/dev/null)" != "$root" ] || ! "$folder/bin/python" -c '' 2>/dev/null
    then
        say "making $folder"
        rm -rf "$folder"
        "$python" -m venv "$folder"
        echo "$root" > "$folder/made-at"
    fi
    wanted=$(cksum < "$lock")
    if [ "$(cat "$folder/filled-from" 2>/dev/null)" != "$wanted" ]; then
        say "installing what $lock names into $folder (some minutes the first time)"
        rm -f "$folder/filled-from"
        "$folder/bin/python" -m pip install --quiet --disable-pip-version-check --no-deps \
            --require-hashes -r "$lock" >&2
        echo "$wanted" > "$folder/filled-from"
    fi
}

environment() {
    fill .venv requirements/dev.lock
    wanted=$(cksum < pyproject.toml)
    if [ "$(cat .venv/project-from 2>/dev/null)" != "$wanted" ]; then
        .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps \
            --no-build-isolation -e . >&2
        echo "$wanted" > .venv/project-from
    fi
}

# Never fails: whoever may not install runs the other tests, and pytest counts those left out.
servers() {
    if ! command -v apt-get > /dev/null; then
        say "the tests against a real WordPress need a Debian or Ubuntu system and will not run"
        return 0
    fi
    groups=servers
    if ! command -v npm > /dev/null; then groups="servers npm"; fi
    if ! (system $groups) || ! "$python" tests/servers/cores.py; then
        say "the tests against a real WordPress will not run"
    fi
    if ! (system omegat); then say "the tests with OmegaT will not run"; fi
}

case "${1:-}" in
    servers) servers ;;
    system) shift; system "$@" ;;
    environment) environment ;;
    environment-without-qt) fill .venv-without-qt requirements/without-qt.lock ;;
    *) say "wrong use; the head of this file says how"; exit 2 ;;
esac
