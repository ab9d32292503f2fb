import { endpointUrl } from "../../../provider/model/endpoint-url";
import { type Resource } from "../../../provider/model/resource";

it.each([
    ["127.0.0.1:20001", "http", "http://127.0.0.1:20001"],
    ["0.0.0.0:20001", "https", "https://127.0.0.1:20001"],
    ["192.0.2.7:20001", undefined, "http://192.0.2.7:20001"],
])("an endpoint at %s that speaks %s is opened as %s", (address, scheme, url) => {
    const endpoint = { addresses: [address], scheme, name: "web" } as unknown as Resource;
    expect(endpointUrl(endpoint)).toBe(url);
});

it("an endpoint without an address is not opened", () => {
    expect(endpointUrl({ addresses: [] } as unknown as Resource)).toBeUndefined();
    expect(endpointUrl({ addresses: ["javascript:alert(1)//"] } as unknown as Resource)).toBeUndefined();
});

it("a HostService answers the cluster's network alone, so a browser does not open it", () => {
    expect(endpointUrl({ addresses: ["172.18.0.1:30000"], via: "host" } as unknown as Resource)).toBeUndefined();
});
