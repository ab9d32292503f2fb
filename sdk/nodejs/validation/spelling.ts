let spelled = (path: string): string => path;

/** From here on errors of this process name arguments as a program in another language writes them. */
export function spellPaths(spelling: (path: string) => string): void {
    spelled = spelling;
}

/** The path of an argument as the program writes it. */
export function spelledPath(path: string): string {
    return spelled(path);
}
