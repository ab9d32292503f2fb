import { Failure } from "../failure";

/** A port, and what is to listen on it, if that adds anything. */
interface Port {
    number: number;
    protocol: "tcp" | "udp";
    user?: string | undefined;
}

/** Returns the failure for a port on which something else listens. */
export function portTakenFailure(port: Port, by: string): Failure {
    return new Failure(`${described(port)} is taken by ${by}.`, {
        next: "choose another port, leave the argument out to have one chosen, or stop the process that uses it",
    });
}

/** Returns the failure for a port that needs privileges. Docker has its own, but a forwarder has those of the user. */
export function portForbiddenFailure(port: Port): Failure {
    return new Failure(`${described(port)} needs privileges that this user does not have.`, {
        why: "only root can listen on ports below 1024, and the endpoint's forwarder runs as this user",
        next: "set a hostPort of 1024 or above, or leave it out to have one chosen",
    });
}

function described({ number, protocol, user }: Port): string {
    return `Port ${number}/${protocol}${user === undefined ? "" : ` for ${user}`}`;
}
