const secretWord =
    /passw(or)?d|passphrase|pwd|secret|token|credential|cookie|authorization|(api|access|private|signing|encryption|account)_?key|(^|_)(pass|auth)$/;
/** Names of things about a secret, such as the path of its file, which are not secret themselves. */
const aboutSecret = /(file|path|dir|name|url|uri|ttl|type|seconds|^oldpwd|^pwd)$/;

/** Reports whether a variable, field or flag of this name probably holds a secret. */
export function looksSecret(name: string): boolean {
    const plain = name.toLowerCase().replaceAll(/[.-]/g, "_");
    return (secretWord.test(plain) || /^[A-Z0-9_]+_KEY$/.test(name)) && !aboutSecret.test(plain);
}
