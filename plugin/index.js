// The package as a plugin from source: `pulumi package add` installs this folder, and with it the package from npm.
require("pulumi-k3s/plugin");
