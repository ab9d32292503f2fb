const secretWord =
    /passw(or)?d|passphrase|pwd|secret|token|credential|cookie|authorization|(api|access|private|signing|encryption|account)_?key|(^|_)(pass|auth)$/;
/** What tells of a secret, or where it is, is none. */
const aboutSecret = /(file|path|dir|name|url|uri|ttl|type|seconds|^oldpwd|^pwd)$/;

/** Whether something of that name holds a secret: a variable, a field, a flag. */
export function looksSecret(name: string): boolean {
    const plain = name.toLowerCase().replaceAll(/[.-]/g, "_");
    return (secretWord.test(plain) || /^[A-Z0-9_]+_KEY$/.test(name)) && !aboutSecret.test(plain);
}
