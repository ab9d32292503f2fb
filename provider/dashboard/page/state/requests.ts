import { type Action, type ActionResult, type Details, type Problem } from "../../protocol";

/** Requests the details of a resource. Rejects with the server's problem as the message. */
export async function detailsOf(id: string, signal: AbortSignal): Promise<Details> {
    return answerOf<Details>(await fetch(`details?id=${encodeURIComponent(id)}`, { signal }));
}

/** Requests an action on a resource. Returns what it was taken on, in words for people. */
export async function act(id: string, action: Action): Promise<string[]> {
    const answer = await fetch("actions", {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ id, action }),
    });
    return (await answerOf<ActionResult>(answer)).done;
}

async function answerOf<Answer>(response: Response): Promise<Answer> {
    const body = (await response.json().catch(() => undefined)) as Answer | Problem | undefined;
    if (response.ok && body !== undefined) return body as Answer;
    const problem = body && typeof body === "object" && "problem" in body ? body.problem : undefined;
    throw new Error(problem ?? `the dashboard's server answered with ${response.status}`);
}
