import pulumi


class Greeting(pulumi.ComponentResource):
    def __init__(self, name, whom, opts=None):
        super().__init__("languages:index:Greeting", name, None, opts)
        self.text = pulumi.Output.concat("Hello, ", whom, "!")
        self.register_outputs({"text": self.text})


config = pulumi.Config()
pulumi.export("greeting", Greeting("greeting", config.require("name")).text)
pulumi.export("password", config.require_secret("password"))
