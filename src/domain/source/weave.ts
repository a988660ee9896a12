/** Text put into a source around its nodes. Line breaks stay where they are, so that line numbers do, too. */

export interface Span {
  readonly start: number;
  readonly end: number;
}

interface Insertion {
  readonly at: number;
  /** Insertions at one place stand in this order: what ends there, inner nodes first; then what begins, outer first. */
  readonly rank: readonly [side: number, size: number, turn: number];
  readonly text: string;
}

export class Weave {
  #text: string;
  #insertions: Insertion[] = [];
  #replaced: (Span & { readonly text: string })[] = [];

  constructor(text: string) {
    this.#text = text;
  }

  /** `before` and `after` around a node. Of two nodes with the same span the outer one comes first. */
  around({ start, end }: Span, before: string, after: string): void {
    const turn = this.#insertions.length;
    this.#insertions.push({ at: start, rank: [2, -end, turn], text: before });
    this.#insertions.push({ at: end, rank: [0, -start, -turn], text: after });
  }

  /** Text between what ends and what begins at a place. */
  between(at: number, text: string): void {
    this.#insertions.push({ at, rank: [1, 0, this.#insertions.length], text });
  }

  /** Other text in place of a token, which no node may begin or end inside of. */
  replace({ start, end }: Span, text: string): void {
    this.#replaced.push({ start, end, text });
  }

  woven(): string {
    const tokens = this.#replaced.sort((a, b) => a.start - b.start);
    const pieces: string[] = [];
    let [from, next] = [0, 0];
    const take = (to: number) => {
      for (let token = tokens[next]; token && token.end <= to; token = tokens[next]) {
        pieces.push(this.#text.slice(from, token.start), token.text);
        from = token.end;
        next += 1;
      }
      pieces.push(this.#text.slice(from, to));
      from = to;
    };
    for (const { at, text } of this.#insertions.sort(inOrder)) {
      take(at);
      pieces.push(text);
    }
    take(this.#text.length);
    return pieces.join('');
  }
}

function inOrder(a: Insertion, b: Insertion): number {
  const [side, size, turn] = a.rank.map((rank, i) => rank - (b.rank[i] as number));
  return a.at - b.at || side || size || turn || 0;
}
