import { isFlat } from "./memory-trend";

it("memory is flat that grows only while it warms up", () => {
    expect(isFlat([40, 70, 80, 81, 79, 82, 80, 81])).toBe(true);
    expect(isFlat([40, 50, 60, 70, 80, 90, 100, 110])).toBe(false);
    expect(isFlat([80])).toBe(true);
});
