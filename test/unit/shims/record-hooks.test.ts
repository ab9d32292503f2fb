import { recordAdvice } from "../../../provider/shims/record-hooks";
import { says } from "../../support/says";

describe("Helm's record of a release that Kubernetes does not take", () => {
    it.each([
        'create: failed to create: Secret "sh.helm.release.v1.web.v1" is invalid: data: Too long: may not be more than 1048576 bytes',
        'create: failed to create: Secret "sh.helm.release.v1.web.v2" is invalid: data: Too long: must have at most 1048576 bytes',
        "create: failed to create: etcdserver: request is too large",
    ])("is explained: %s", (error) => {
        expect(recordAdvice(error)).toMatch(says("one Secret … \nNext: … .helmignore"));
    });

    it("is not confused with what is too long in the chart", () => {
        const error = 'Service "web" is invalid: metadata.labels: Too long: may not be more than 63 bytes';
        expect(recordAdvice(error)).toBeUndefined();
        expect(recordAdvice('secrets "sh.helm.release.v1.web.v1" not found')).toBeUndefined();
    });
});
