/** Which benchmarks a run proposes new candidates for. What is open on the others is finished all the same. */

/** `by_name`: only where a person names the benchmark. */
export type Evolve = 'by_default' | 'by_name';

export interface EvolveWish {
  /** Every benchmark of the repository. */
  readonly benchmarks: readonly { readonly name: string; readonly evolve: Evolve }[];
  /** The one that this run is for; empty when it is for no single one. */
  readonly named: string;
  /** Those that the repository evolves; empty: those that evolve by default. */
  readonly listed: readonly string[];
}

export type Evolved =
  | { readonly kind: 'chosen'; readonly names: readonly string[] }
  /** `name` is of no benchmark; `among` are the names there are. */
  | { readonly kind: 'unknown'; readonly name: string; readonly among: readonly string[] };

/** The name counts before the list, the list before what each benchmark says of itself. */
export function chooseEvolved({ benchmarks, named, listed }: EvolveWish): Evolved {
  const among = benchmarks.map(({ name }) => name);
  const wished = named === '' ? listed : [named];
  const unknown = wished.find((name) => !among.includes(name));
  if (unknown !== undefined) return { kind: 'unknown', name: unknown, among };
  const isChosen = ({ name, evolve }: EvolveWish['benchmarks'][number]) =>
    wished.length === 0 ? evolve === 'by_default' : wished.includes(name);
  return { kind: 'chosen', names: benchmarks.filter(isChosen).map(({ name }) => name) };
}

/** Names separated by commas or white space, each once. */
export function namesIn(text: string): readonly string[] {
  return [...new Set(text.split(/[\s,]+/).filter((name) => name !== ''))];
}
