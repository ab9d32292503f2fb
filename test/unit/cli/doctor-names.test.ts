import { checkNames, readAnswers, type ResolvedName } from "../../../provider/cli/doctor/names";

const inContainer = (kind: "no such name" | "silence"): ResolvedName["inContainer"] => ({ kind });
const at = (...addresses: string[]): ResolvedName["inContainer"] => ({ kind: "address", addresses });

describe("what a container prints of names", () => {
    it.each([
        [
            "0 Server: 127.0.0.11 Address: 127.0.0.11:53 Non-authoritative answer: Name: a.test Address: 10.1.2.3",
            at("10.1.2.3"),
        ],
        [
            "0 Server: 127.0.0.11 Address 1: 127.0.0.11 Name: a.test Address 1: 10.1.2.3 Address 2: fd00::3",
            at("10.1.2.3", "fd00::3"),
        ],
        [
            "1 Server: 127.0.0.11 Address: 127.0.0.11:53 ** server can't find a.test.: NXDOMAIN",
            inContainer("no such name"),
        ],
        ["0 Server: 127.0.0.11 Address: 127.0.0.11:53 *** Can't find a.test.: No answer", inContainer("no such name")],
        ["1 Server: 127.0.0.11 Address: 127.0.0.11:53 ** server can't find a.test.: SERVFAIL", inContainer("silence")],
        ["1 ;; connection timed out; no servers could be reached", inContainer("silence")],
        ["143 Server: 127.0.0.11 Address: 127.0.0.11:53", inContainer("silence")],
    ])("%s", (printed, answer) => {
        expect(readAnswers(["something else", `=a.test ${printed}`]).get("a.test")).toEqual(answer);
    });
});

describe("the check of names", () => {
    const here = ["10.1.2.3"];

    it("is ok where both have them, whatever their addresses", () => {
        expect(
            checkNames([
                { name: "wiki.corp.test", here, inContainer: at("10.1.2.3") },
                { name: "cdn.test", here, inContainer: at("10.9.9.9") },
                { name: "db", here: [], inContainer: at("172.18.0.5") },
            ]),
        ).toEqual({
            state: "ok",
            found: "wiki.corp.test is 10.1.2.3; cdn.test is 10.1.2.3 here, and in a container 10.9.9.9; db is no such name here, and in a container 172.18.0.5",
        });
    });

    it("names the resolvers of a domain where Docker's do not know it", () => {
        expect(
            checkNames([
                { name: "wiki.corp.test", here, inContainer: inContainer("no such name") },
                { name: "git.corp.test", here, inContainer: inContainer("no such name") },
                { name: "corp.example", here, inContainer: inContainer("no such name") },
            ]),
        ).toMatchObject({
            state: "warning",
            consequence: expect.stringContaining("wiki.corp.test, git.corp.test") as string,
            next: 'name who does: dns: { domains: { "corp.test": ["10.8.0.2"], "corp.example": ["10.8.0.2"] } } of the Cluster',
        });
    });

    it("names other resolvers where Docker's do not answer", () => {
        const names = [{ name: "wiki.corp.test", here, inContainer: inContainer("silence") }];
        expect(checkNames(names)).toMatchObject({
            state: "warning",
            next: expect.stringContaining("dns: [") as string,
        });
    });

    it("does not judge what this machine does not resolve either", () => {
        const names = [{ name: "wiki.corp.test", here: [], inContainer: inContainer("silence") }];
        expect(checkNames(names)).toMatchObject({ state: "unknown", next: expect.stringContaining("VPN") as string });
    });
});
