/** Answers to what people write. */

export type Reaction = 'eyes' | 'rocket' | 'confused';

export interface Conversation {
  /** `comment` is the id of a comment on a pull request or issue. Reacting twice is one reaction. */
  react(comment: number, reaction: Reaction): Promise<void>;
  /** Comments on a pull request or issue. */
  reply(number: number, body: string): Promise<void>;
}
