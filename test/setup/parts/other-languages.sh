#!/usr/bin/env bash
# What programs in YAML, Python and Go need: Pulumi's language hosts beside the CLI, a Python environment with the SDK, and Go;
# and the SDKs of this package, generated.
. "$(dirname "$0")/../common.sh"
. test/setup/download.sh

hosts=(pulumi-language-yaml pulumi-language-python pulumi-language-go)
requirements=test/e2e/languages/python/requirements.txt
minimum_python=3.10
go_version=1.26.6

# link_hosts CLI-FOLDER HOSTS-FOLDER FOLDER: the engine warns about a host that lies elsewhere than it does.
link_hosts() { cp --link "$1"/pulumi* "$2"/pulumi-language-* "$3"; }

install_python() {
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends python3 python3-venv
}

python_version() { python3 -c 'import ensurepip, sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null; }

install_sdk() {
    python3 -m venv "$1"
    "$1/bin/python" -m pip install --quiet --disable-pip-version-check --requirement "$requirements"
}

# python_environment FOLDER
python_environment() { with_progress "installing Pulumi's SDK for Python" "once, about 30 s" install_sdk "$1"; }

# download_go ARCHIVE FOLDER
download_go() {
    local checksum
    checksum=$(published_checksum "https://dl.google.com/go/$1.sha256" "$1")
    with_progress "downloading Go $go_version" "once, about 70 MB" fetch_verified "https://dl.google.com/go/$1" "$checksum" "$2/$1"
    tar -xzf "$2/$1" -C "$2" --strip-components 1
    rm "$2/$1"
}

generate_sdks() {
    PATH=$path:$PATH sdk/generate/build.sh "$1"
    # For PYTHONPATH: it changes more often than the environment.
    "$environment/bin/python" -m pip install --quiet --disable-pip-version-check --no-deps --target "$1/python-path" "$1/python"
}

# sdks FOLDER
sdks() { with_progress "generating this package's SDKs" "once, about 1 min" generate_sdks "$1"; }

cli=$(dirname "$(command -v pulumi)")
if has "${hosts[0]}" && has "${hosts[1]}" && has "${hosts[2]}"; then
    path=$cli how="those of the Pulumi CLI"
else
    built=$(cache_folder "other-languages/$(hash_of test/offline/other-languages)" test/offline/other-languages/build.sh)
    path=$(cache_folder "pulumi-offline/$(basename "$cli")_$(basename "$built")" link_hosts "$cli" "$built")
    how="built from Go modules (installed: none)"
fi
chose "language hosts" "YAML, Python and Go, $how"

if [ -z "$(python_version)" ] && has apt-get && [ "$(id -u)" -eq 0 ]; then
    with_progress "installing the Debian packages python3 and python3-venv" "once, about 20 s" install_python
fi
python=$(python_version || true)
if ! version_at_least "$minimum_python" "$python"; then
    fail "Python $minimum_python or newer with venv is not there (installed: ${python:-none})" \
        "Install it (https://www.python.org/downloads, on Debian python3-venv); only as root on Debian this is done for you."
fi
environment=$(cache_folder "python/$python-$(hash_of "$requirements")" python_environment)
path=$environment/bin:$path
chose python "$python, with $("$environment/bin/python" -c 'from importlib.metadata import version; print("pulumi", version("pulumi"))')"

# From 1.21 on Go fetches the version that a module asks for by itself.
go=$(GOTOOLCHAIN=local go env GOVERSION 2>/dev/null || true)
if version_at_least 1.21 "${go#go}"; then
    chose go "${go#go}, installed"
else
    folder=$(cache_folder "go/$go_version" download_go "go$go_version.$(platform amd64).tar.gz")
    path=$folder/bin:$path
    chose go "$go_version, official download (installed: ${go:-none})"
fi

provide K3S_TEST_LANGUAGES_PATH "$path"

generated=$(cache_folder "sdks/$(hash_of sdk/generate provider/plugin/schema.json)" sdks)
provide K3S_TEST_SDKS "$generated"
