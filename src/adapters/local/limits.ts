/** What GitHub refuses is refused here too, so that it shows before anything runs there. */

export const longestBody = 65_536;
const longestDescription = 140;

/** Throws on a body of a pull request, review or comment that is too long. */
export function checkBody(body: string): void {
  if (body.length > longestBody) {
    throw new Error(`body is too long (maximum is ${longestBody} characters)`);
  }
}

/** Throws on a commit status's description that is too long. */
export function checkDescription(description: string): void {
  if (description.length > longestDescription) {
    throw new Error(`description is too long (maximum is ${longestDescription} characters)`);
  }
}
