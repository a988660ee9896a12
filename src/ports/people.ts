/** Who may decide here. */

export interface People {
  /** Whether somebody has write access to the repository. */
  mayWrite(login: string): Promise<boolean>;
}
