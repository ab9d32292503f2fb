let spelled = (path: string): string => path;

/** Sets how errors of this process write the paths of arguments, for a program in another language. */
export function spellPaths(spelling: (path: string) => string): void {
    spelled = spelling;
}

/** Returns the path of an argument as the program's language writes it. */
export function spelledPath(path: string): string {
    return spelled(path);
}
