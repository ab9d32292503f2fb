// Stands in for the image of Aspire's dashboard, which is not available everywhere. Like the real one, it reads its
// settings from the environment and from a folder with a file for each, checks its token and keys, and asks the resource
// service.
const { readdirSync, readFileSync } = require("node:fs");
const { createServer } = require("node:http");
const { connect } = require("node:http2");
const { join } = require("node:path");

const folder = process.env.ASPIRE_DASHBOARD_FILE_CONFIG_DIRECTORY;
const files = Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), "utf8")]));
const settings = { ...process.env, ...files };
const setting = (...path) => settings[path.join("__")];

function ask(answer) {
    const session = connect(settings.ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL);
    const failed = (error) => answer(502, error.message);
    session.once("error", failed);
    const call = session.request({
        ":method": "POST",
        ":path": "/aspire.v1.DashboardService/GetApplicationInformation",
        "content-type": "application/grpc",
        te: "trailers",
        "x-resource-service-api-key": setting("Dashboard", "ResourceServiceClient", "ApiKey"),
    });
    const chunks = [];
    let status;
    call.on("data", (chunk) => chunks.push(chunk));
    for (const event of ["response", "trailers"])
        call.on(event, (headers) => (status = headers["grpc-status"] ?? status));
    call.once("error", failed);
    call.once("close", () => {
        session.close();
        // Skips the message's prefix of five bytes, and one byte each for the field and its length.
        answer(200, JSON.stringify({ status, name: Buffer.concat(chunks).subarray(7).toString() }));
    });
    call.end(Buffer.alloc(5));
}

createServer(({ url }, response) => {
    const answer = (status, text) => response.writeHead(status).end(text);
    const { pathname, searchParams } = new URL(url, "http://localhost");
    if (pathname === "/") return answer(302, "");
    if (searchParams.get("t") !== setting("Dashboard", "Frontend", "BrowserToken")) return answer(401, "");
    if (pathname === "/end") {
        console.error("this is the end");
        process.exit(3);
    }
    if (pathname === "/resources") return ask(answer);
    answer(200, "welcome");
}).listen(18888);

for (const port of [18889, 18890]) {
    createServer(({ headers }, response) => {
        const isTaken = headers["x-otlp-api-key"] === setting("Dashboard", "Otlp", "PrimaryApiKey");
        response.writeHead(isTaken ? 200 : 401).end(isTaken ? "taken" : "");
    }).listen(port);
}
process.on("SIGTERM", () => process.exit(0));
