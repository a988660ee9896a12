/**
 * Which texts the runner takes for secrets: as actions/runner v2.336 (258d6c8), SecretMasker.cs with the encoders of
 * HostContext.cs and ValueEncoders.cs, but those for PowerShell. Each line of a secret is one, too.
 */

/** Whether some text holds one of these secrets, plain or as programs like to encode it. */
export function holdsSecret(text: string, secrets: readonly string[]): boolean {
  return secrets.flatMap(withLines).some((secret) => {
    return encodings.some((encode) => {
      const hidden = encode(secret);
      return hidden !== '' && text.includes(hidden);
    });
  });
}

function withLines(secret: string): string[] {
  const whole = secret.trim();
  const lines = whole.split(/[\r\n]/).map((line) => line.trim());
  return [...new Set([whole, ...lines])].filter((each) => each !== '');
}

/** Without its first bytes, for what stands behind something else in the same base64. */
function base64(secret: string, shift: number): string {
  const bytes = Buffer.from(secret);
  return bytes.subarray(bytes.length > shift ? shift : 0).toString('base64');
}

const signs: Readonly<Record<string, string>> = {
  ...{ '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;', '&': '&amp;' },
};

const encodings: readonly ((secret: string) => string)[] = [
  (secret) => secret,
  (secret) => base64(secret, 0),
  (secret) => base64(secret, 1),
  (secret) => base64(secret, 2),
  (secret) => secret.replaceAll('"', '\\"'),
  (secret) => secret.replaceAll("'", "''"),
  (secret) => JSON.stringify(secret).slice(1, -1),
  encodeURIComponent,
  (secret) => secret.replace(/[<>"'&]/g, (sign) => signs[sign] ?? sign),
  (secret) => (/^".{7,}"$/s.test(secret) ? secret.slice(1, -1) : ''),
];
