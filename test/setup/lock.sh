# shellcheck shell=bash
# One run at a time. Sourced after common.sh.

# lock NAME: held until the script ends, however it ends.
lock() {
    has flock || return 0
    exec 9>"$CACHE/$1.lock"
    flock --nonblock 9 && return 0
    note "… waiting for another run that holds $CACHE/$1.lock"
    flock 9
}
