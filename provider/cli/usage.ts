/** What `npx pulumi-k3s --help` prints. */
export const usage = `Usage: npx pulumi-k3s endpoints [command] [name...] [options]

Shows and steers the service endpoints of all clusters of this user.

Commands:
  list             endpoints with state, address, target, connections and bytes (the default)
  start [name...]  lets endpoints listen again, after a reboot or a stop; all of them without a name
  stop <name...>   lets endpoints listen no more, until they are started or the next pulumi up
  logs <name>      prints the log of what carries an endpoint

Options:
  --cluster <path>  only endpoints of this cluster: project/stack/cluster, or an end of it, such as the cluster's name
  --lines <number>  how many lines of a log (100)
  --json            prints JSON
  --help            prints this
  --version         prints the package's version

Exit codes: 0 done, 1 failed, 2 wrong arguments.
`;

/** Arguments that make no sense. */
export class UsageError extends Error {}
