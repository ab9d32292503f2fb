package main

import (
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi/config"
)

type greeting struct {
	pulumi.ResourceState
	text pulumi.StringOutput
}

func newGreeting(ctx *pulumi.Context, name, whom string, options ...pulumi.ResourceOption) (*greeting, error) {
	component := &greeting{text: pulumi.Sprintf("Hello, %s!", whom)}
	if err := ctx.RegisterComponentResource("languages:index:Greeting", name, component, options...); err != nil {
		return nil, err
	}
	return component, ctx.RegisterResourceOutputs(component, pulumi.Map{"text": component.text})
}

func main() {
	pulumi.Run(func(ctx *pulumi.Context) error {
		settings := config.New(ctx, "")
		greeting, err := newGreeting(ctx, "greeting", settings.Require("name"))
		if err != nil {
			return err
		}
		ctx.Export("greeting", greeting.text)
		ctx.Export("password", settings.RequireSecret("password"))
		return nil
	})
}
