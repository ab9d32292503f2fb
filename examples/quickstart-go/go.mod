module quickstart

go 1.25

require (
	github.com/pulumi/pulumi/sdk/v3 v3.250.0
	pulumi-k3s/sdk/go v0.3.0
)

// The SDK as this checkout generates it.
replace pulumi-k3s/sdk/go => ../../build/sdks/go
