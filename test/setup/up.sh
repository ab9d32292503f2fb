#!/usr/bin/env bash
# `make up`: brings the quickstart up and shows that it answers.
. "$(dirname "$0")/common.sh"
. test/setup/lock.sh

test/setup/prepare.sh up
# shellcheck disable=SC1090
. "$ENVIRONMENT"
. test/setup/stack.sh
lock stack
drop_stale_lock

mkdir -p "$STACK_FOLDER"
cp Pulumi.yaml "$STACK_FOLDER"
pulumi --cwd "$STACK_FOLDER" stack select --create "$STACK" >/dev/null
if [ -n "${K3S_TEST_IMAGE:-}" ]; then
    pulumi --cwd "$STACK_FOLDER" config set k3s:image "$K3S_TEST_IMAGE" --stack "$STACK"
else
    pulumi --cwd "$STACK_FOLDER" config rm k3s:image --stack "$STACK"
fi

pulumi up --yes --skip-preview --stack "$STACK" --config-file "$STACK_CONFIG"

url=$(pulumi stack output url --stack "$STACK")
printf '\n%s\n$ curl %s\n' "$url" "$url"
curl --fail --silent --show-error --max-time 10 "$url" || fail "$url does not answer" "Run 'make up' again, or 'make down' to remove all."
printf "\nIt stays up; 'make down' removes it. To work with it by hand: . %s\n" "$ENVIRONMENT"
