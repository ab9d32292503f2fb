// Command generate writes SDKs of a schema by Pulumi's own generators: generate SCHEMA LOGO FOLDER LANGUAGE...
//
// Each language has a folder of its own below FOLDER: python, go, dotnet.
package main

import (
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"path/filepath"

	dotnet "github.com/pulumi/pulumi-dotnet/pulumi-language-dotnet/v3/codegen"
	golang "github.com/pulumi/pulumi/pkg/v3/codegen/go"
	"github.com/pulumi/pulumi/pkg/v3/codegen/python"
	"github.com/pulumi/pulumi/pkg/v3/codegen/schema"
)

const tool = "pulumi-k3s"

// generators give the files of an SDK, by their paths from the folder of its language.
var generators = map[string]func(*schema.Package) (map[string][]byte, error){
	"python": func(pkg *schema.Package) (map[string][]byte, error) {
		return python.GeneratePackage(tool, pkg, nil, nil)
	},
	"go": func(pkg *schema.Package) (map[string][]byte, error) {
		return golang.GeneratePackage(tool, pkg, nil)
	},
	"dotnet": func(pkg *schema.Package) (map[string][]byte, error) {
		return dotnet.GeneratePackage(tool, pkg, nil, nil)
	},
}

func main() {
	if len(os.Args) < 5 {
		fail(fmt.Errorf("usage: generate SCHEMA LOGO FOLDER LANGUAGE..."))
	}
	logo, err := filepath.Abs(os.Args[2])
	if err != nil {
		fail(err)
	}
	// The generator for C# puts the logo into the package, and fetches it: from here, so that no network is needed.
	http.DefaultTransport.(*http.Transport).RegisterProtocol("file", http.NewFileTransport(http.Dir("/")))
	for _, language := range os.Args[4:] {
		if err := generate(os.Args[1], "file://"+logo, filepath.Join(os.Args[3], language), language); err != nil {
			fail(fmt.Errorf("%s: %w", language, err))
		}
	}
}

func generate(file, logo, folder, language string) error {
	generator, isKnown := generators[language]
	if !isKnown {
		return fmt.Errorf("there is no generator for it")
	}
	// What a generator has read from a schema is changed by it, so each has its own.
	pkg, err := bound(file)
	if err != nil {
		return err
	}
	pkg.LogoURL = logo
	files, err := generator(pkg)
	if err != nil {
		return err
	}
	for path, content := range files {
		if err := write(filepath.Join(folder, path), content); err != nil {
			return err
		}
	}
	return nil
}

func bound(file string) (*schema.Package, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	var spec schema.PackageSpec
	if err := json.Unmarshal(text, &spec); err != nil {
		return nil, err
	}
	pkg, diagnostics, err := schema.BindSpec(spec, schema.NewNullLoader(), schema.ValidationOptions{})
	if err == nil && diagnostics.HasErrors() {
		err = diagnostics
	}
	return pkg, err
}

func write(path string, content []byte) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	return os.WriteFile(path, content, 0o644)
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, "error:", err)
	os.Exit(1)
}
