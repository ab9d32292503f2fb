.DEFAULT_GOAL := help
.PHONY: help up down test test-newest test-machine faults bench soak docs docs-serve check format clean-cache

help: ## Show these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

up: ## Set up what is missing and bring the quickstart up: a K3s cluster with a web server behind a local URL
	@test/setup/up.sh

down: ## Remove what `make up` made
	@test/setup/down.sh

test: ## Set up what is missing and run all checks and tests
	@test/setup/test.sh

test-newest: ## Try a part of the tests on the newest Pulumi CLI and a current Docker
	@test/setup/test-newest.sh

test-machine: ## Try a cluster on an emulated machine with cgroup v2, a current kernel and a current Docker; takes long
	@test/setup/test-machine.sh

faults: ## Try all that may happen to a stack (ONLY=file), and write build/faults.json
	@test/setup/faults.sh

bench: ## Compare with other ways to do the same (ONLY=group, RUNS=rounds), and write build/bench.json
	@test/bench/bench.sh

soak: ## Load endpoints for half an hour while pods go and come (MINUTES=30)
	@test/bench/bench.sh soak/main

check: ## Check types, lint rules and formatting
	@test/setup/run.sh npm run check

format: ## Format the sources
	@test/setup/run.sh npm run format

docs: ## Build the documentation as a site, in build/site
	@test/setup/docs.sh

docs-serve: ## Build the documentation and serve it on a local URL (PORT=4173)
	@test/setup/docs.sh serve

clean-cache: ## Remove downloads and builds that the set-up keeps for the next run
	@test/setup/clean-cache.sh
