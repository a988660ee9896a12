/** The one issue that shows how things stand, and whose label pauses the bot. */

export interface Dashboard {
  /** Its number; null before its first use. */
  number(): Promise<number | null>;
  /** Whether it carries the label by which `/pause` stops the bot. */
  isPaused(): Promise<boolean>;
  pause(): Promise<void>;
  resume(): Promise<void>;
  /** Replaces its text; makes and pins it on first use. Returns its number. */
  show(body: string): Promise<number>;
}
