module pulumi-k3s/examples/quickstart/image

go 1.24
