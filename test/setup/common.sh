# shellcheck shell=bash
# Shared by the set-up scripts: where things are, how they speak, how they cache. Sourced, never run.
set -euo pipefail
# Without it a failure inside $(...) would go unnoticed.
shopt -s inherit_errexit

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
CACHE=${XDG_CACHE_HOME:-$HOME/.cache}/pulumi-k3s
# What names a path of this checkout is kept apart from what all checkouts of the user share.
CHECKOUT_CACHE=$CACHE/checkouts/$(printf '%s' "$ROOT" | cksum | cut -d' ' -f1)
ENVIRONMENT=$CHECKOUT_CACHE/environment
export ROOT CACHE CHECKOUT_CACHE ENVIRONMENT

mkdir -p "$CACHE/temporary" "$CACHE/logs" "$CHECKOUT_CACHE"
chmod 700 "$CACHE"
cd "$ROOT"

if [ -t 2 ] && [ -z "${NO_COLOR:-}" ]; then
    bold=$'\e[1m' dim=$'\e[2m' red=$'\e[31m' plain=$'\e[0m'
else
    bold='' dim='' red='' plain=''
fi

# chose PART WHAT: the line that says which way a part was taken.
chose() { printf '%s%-16s%s %s\n' "$bold" "$1" "$plain" "$2" >&2; }

note() { printf '%s%s%s\n' "$dim" "$*" "$plain" >&2; }

# fail WHAT [NEXT STEP...]
fail() {
    printf '%serror:%s %s\n' "$red" "$plain" "$1" >&2
    shift
    [ $# -eq 0 ] || printf '       %s\n' "$@" >&2
    exit 1
}

has() { command -v "$1" >/dev/null 2>&1; }

# version_at_least MINIMUM VERSION
version_at_least() { [ "$(printf '%s\n%s\n' "$1" "$2" | sort -V | head -n 1)" = "$1" ]; }

# provide NAME VALUE: sets a variable for the parts that follow and in the environment file.
provide() {
    export "$1=$2"
    printf 'export %s=%q\n' "$1" "$2" >>"$ENVIRONMENT.new"
}

# provide_path DIRECTORY: puts a folder first on the PATH.
provide_path() {
    case $PATH in "$1":*) ;; *) PATH=$1:$PATH ;; esac
    # shellcheck disable=SC2016 # expanded by whoever sources the file
    printf 'case $PATH in %q:*) ;; *) export PATH=%q:"$PATH" ;; esac\n' "$1" "$1" >>"$ENVIRONMENT.new"
}

# hash_of PATH...: one hash over the names and contents of the files below that a build takes in.
hash_of() {
    find "$@" -type f ! -name "*.test.ts" ! -name "*.md" -print0 | LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum | cut -c1-16
}

# cache_folder NAME BUILD...: prints the cached folder NAME; when it is not there, BUILD is called with an empty
# folder to fill, which becomes NAME only when BUILD succeeds. Call it as `folder=$(cache_folder ...)` and nothing more: in a
# condition or an argument, BUILD would go on after a failure.
cache_folder() {
    local target=$CACHE/$1 temporary
    shift
    if [ ! -d "$target" ]; then
        temporary=$(mktemp -d "$CACHE/temporary/XXXXXX")
        "$@" "$temporary" >&2
        mkdir -p "$(dirname "$target")"
        mv "$temporary" "$target"
    fi
    printf '%s\n' "$target"
}

# ends_within SECONDS PROCESS
ends_within() { timeout --foreground "$1" tail --pid="$2" -f /dev/null; }

# with_progress WHAT EXPECTED COMMAND...: runs a command with its output in a log file. One that takes long is announced,
# and every 15 seconds a line says that it goes on.
with_progress() {
    local what=$1 expected=$2 log status=0 since=$SECONDS
    shift 2
    log=$CACHE/logs/$(printf '%s' "$what" | tr -cs 'A-Za-z0-9' '-').log
    # A process group of its own, so that an interrupt ends the command with all its children.
    set -m
    "$@" >"$log" 2>&1 </dev/null 9>&- &
    local pid=$!
    set +m
    # shellcheck disable=SC2064 # the id is wanted as it is now
    trap "kill -TERM -- -$pid 2>/dev/null; exit 130" INT TERM HUP
    if ! ends_within 3 "$pid"; then
        note "… $what ($expected)"
        until ends_within 15 "$pid"; do note "… $what, $((SECONDS - since)) s ($expected)"; done
    fi
    wait "$pid" || status=$?
    trap - INT TERM HUP
    [ "$status" -eq 0 ] && return 0
    tail -n 20 "$log" >&2
    printf '%serror:%s %s failed (exit code %s); the whole log is %s\n' "$red" "$plain" "$what" "$status" "$log" >&2
    return 1
}
