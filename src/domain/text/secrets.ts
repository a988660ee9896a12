/** Secrets taken out of text, by their form: nobody has to know which ones there are. */

const gone = '***';

/**
 * Tokens of GitHub (the short ones and those since 2026: `ghs_ID_` and a JWT of some 500 characters), keys
 * of Anthropic and AWS, JSON web tokens (a job proves to AWS with one who it is), private keys. Each
 * ends only where its alphabet does, so that no tail is left.
 */
const secretForms = new RegExp(
  [
    /gh[a-z]_[\w.-]{16,}/,
    /github_pat_\w{16,}/,
    /sk-ant-[\w-]{16,}/,
    /A[KS]IA[A-Z0-9]{16,}/,
    /(?<![\w-])eyJ[\w-]{8,}\.[\w-]{8,}\.[\w.-]*/,
    /-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----[\w+/=\s]*(?:-----END [A-Z ]{0,40}-----)?/,
  ]
    .map(({ source }) => source)
    .join('|'),
  'g',
);

/** Puts `***` for whatever has the form of a secret. Linear in the text's length. */
export function withoutSecrets(text: string): string {
  return text.replace(secretForms, gone);
}

/** The same for secrets that are known: also as they stand in a URL. Short ones are none. */
export function withoutKnown(text: string, secrets: readonly string[]): string {
  return secrets
    .filter((secret) => secret.length >= 8)
    .flatMap((secret) => [secret, encodeURIComponent(secret)])
    .reduce((rest, secret) => rest.replaceAll(secret, gone), text);
}
