package main

import (
	"strings"

	"github.com/pulumi/inflector"
	"github.com/pulumi/pulumi-terraform-bridge/v3/pkg/tfbridge"
	shim "github.com/pulumi/pulumi-terraform-bridge/v3/pkg/tfshim"
	pulumi "github.com/pulumi/pulumi/pkg/v3/codegen/schema"
)

// generator makes what Pulumi wants to know about the properties of a package. The bridge checks arguments by it. Its own
// generator cannot be had as a module: it makes documentation in five languages as well.
type generator map[string]pulumi.ComplexTypeSpec

func schemaOf(mapping tfbridge.ProviderInfo) pulumi.PackageSpec {
	types := generator{}
	config := types.properties("Provider", mapping.P.Schema(), mapping.Config, inputs)
	resources := map[string]pulumi.ResourceSpec{}
	for key, info := range mapping.Resources {
		fields, name := mapping.P.ResourcesMap().Get(key).Schema(), string(info.Tok.Name())
		arguments := types.properties(name, fields, info.Fields, inputs)
		resources[string(info.Tok)] = pulumi.ResourceSpec{
			ObjectTypeSpec:  types.properties(name, fields, info.Fields, outputs),
			InputProperties: arguments.Properties,
			RequiredInputs:  arguments.Required,
		}
	}
	return pulumi.PackageSpec{
		Name:      mapping.Name,
		Meta:      &pulumi.MetadataSpec{ModuleFormat: "(.*)(?:/[^/]*)"},
		Version:   version,
		Config:    pulumi.ConfigSpec{Variables: config.Properties},
		Types:     types,
		Provider:  &pulumi.ResourceSpec{ObjectTypeSpec: config, InputProperties: config.Properties},
		Resources: resources,
	}
}

// A field is left out, is there, or always has a value.
type presence func(key string, schema shim.Schema, info *tfbridge.SchemaInfo) (there, always bool)

func inputs(_ string, schema shim.Schema, info *tfbridge.SchemaInfo) (there, always bool) {
	return schema.Optional() || schema.Required(), schema.Required() && (info == nil || info.Default == nil)
}

// An id has every resource of Pulumi's.
func outputs(key string, schema shim.Schema, _ *tfbridge.SchemaInfo) (there, always bool) {
	return key != "id", schema.Required() || schema.Computed()
}

// One type serves arguments and outputs alike, as in the npm package.
func nested(_ string, schema shim.Schema, _ *tfbridge.SchemaInfo) (there, always bool) {
	return true, schema.Required()
}

func (types generator) properties(
	owner string, fields shim.SchemaMap, infos map[string]*tfbridge.SchemaInfo, presence presence,
) pulumi.ObjectTypeSpec {
	object := pulumi.ObjectTypeSpec{Type: "object", Properties: map[string]pulumi.PropertySpec{}}
	fields.Range(func(key string, field shim.Schema) bool {
		if there, always := presence(key, field, infos[key]); there {
			name := tfbridge.TerraformToPulumiNameV2(key, fields, infos)
			object.Properties[name] = pulumi.PropertySpec{
				TypeSpec: types.of(owner+title(name), field, infos[key]),
				Secret:   field.Sensitive(),
			}
			if always {
				object.Required = append(object.Required, name)
			}
		}
		return true
	})
	return object
}

func (types generator) of(name string, field shim.Schema, info *tfbridge.SchemaInfo) pulumi.TypeSpec {
	switch field.Type() {
	case shim.TypeBool:
		return pulumi.TypeSpec{Type: "boolean"}
	case shim.TypeInt:
		return pulumi.TypeSpec{Type: "integer"}
	case shim.TypeFloat:
		return pulumi.TypeSpec{Type: "number"}
	case shim.TypeString:
		return pulumi.TypeSpec{Type: "string"}
	case shim.TypeMap:
		element := types.element(name, field)
		return pulumi.TypeSpec{Type: "object", AdditionalProperties: &element}
	}
	if tfbridge.IsMaxItemsOne(field, info) {
		return types.element(name, field)
	}
	element := types.element(inflector.Singularize(name), field)
	return pulumi.TypeSpec{Type: "array", Items: &element}
}

func (types generator) element(name string, field shim.Schema) pulumi.TypeSpec {
	switch element := field.Elem().(type) {
	case shim.Schema:
		return types.of(name, element, nil)
	case shim.Resource:
		token := string(index(name, name))
		types[token] = pulumi.ComplexTypeSpec{ObjectTypeSpec: types.properties(name, element.Schema(), nil, nested)}
		return pulumi.TypeSpec{Ref: "#/types/" + token}
	}
	return pulumi.TypeSpec{Type: "string"}
}

func title(name string) string {
	return strings.ToUpper(name[:1]) + name[1:]
}
