/** What GitHub bounds in GraphQL: pages of connections, and nodes of a whole query. */

import { type DocumentNode, GraphQLError, Kind, type SelectionSetNode } from 'graphql';

export interface PageArguments {
  readonly first?: number | null;
  readonly last?: number | null;
  readonly after?: string | null;
  readonly before?: string | null;
}

function limitError(type: string, message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { type } });
}

/** A place in a list: its number, or what the list is ordered by. */
function cursorOf(place: number | string): string {
  return Buffer.from(`cursor:v2:${place}`).toString('base64');
}

/** The numbers in a cursor, as many as it has to have. */
function placeIn(cursor: string, parts: number): number[] {
  const text = Buffer.from(cursor, 'base64').toString('utf8');
  const [, place = ''] = /^cursor:v2:(\d+(?: \d+)*)$/.exec(text) ?? [];
  const numbers = place.split(' ').map(Number);
  if (place !== '' && numbers.length === parts) return numbers;
  throw limitError(
    'INVALID_CURSOR_ARGUMENTS',
    `\`${cursor}\` does not appear to be a valid cursor.`,
  );
}

/** A page of a list. Throws as GitHub does when neither `first` nor `last` says how long it may be. */
export function connection<T>(
  name: string,
  page: PageArguments,
  items: readonly T[],
  view: (item: T) => unknown,
): unknown {
  const { after, before } = page;
  return pageOf(name, page, items, {
    view,
    cursorAt: cursorOf,
    from: after ? (placeIn(after, 1)[0] ?? 0) + 1 : 0,
    to: before ? (placeIn(before, 1)[0] ?? 0) : items.length,
  });
}

/**
 * The same of a list in the order of two numbers, all of them rising or all falling. A page goes on after the
 * place where the last one ended, wherever its items are by now.
 */
export function orderedConnection<T>(
  name: string,
  page: PageArguments,
  items: readonly T[],
  { view, place }: { view: (item: T) => unknown; place: (item: T) => readonly [number, number] },
): unknown {
  const places = items.map(place);
  const falls = compare(places[0], places.at(-1)) > 0;
  const order = (a: readonly number[], b: readonly number[]) => compare(a, b) * (falls ? -1 : 1);
  const after = page.after ? placeIn(page.after, 2) : null;
  if (page.before) throw new Error('the test GitHub reads an ordered list from its beginning only');
  const from = after === null ? 0 : places.findIndex((each) => order(each, after) > 0);
  return pageOf(name, page, items, {
    view,
    cursorAt: (index) => cursorOf(places[index]?.join(' ') ?? ''),
    from: from < 0 ? items.length : from,
    to: items.length,
  });
}

function compare(a: readonly number[] = [], b: readonly number[] = []): number {
  return (a[0] ?? 0) - (b[0] ?? 0) || (a[1] ?? 0) - (b[1] ?? 0);
}

interface Slice<T> {
  readonly view: (item: T) => unknown;
  readonly cursorAt: (index: number) => string;
  readonly from: number;
  readonly to: number;
}

function pageOf<T>(
  name: string,
  { first, last }: PageArguments,
  items: readonly T[],
  { view, cursorAt, from, to }: Slice<T>,
): unknown {
  const size = first ?? last;
  if (size === undefined || size === null) {
    const message = `You must provide a \`first\` or \`last\` value to properly paginate the \`${name}\` connection.`;
    throw limitError('MISSING_PAGINATION_BOUNDARIES', message);
  }
  if (size > 100) {
    const which = first === size ? 'first' : 'last';
    const message = `Requesting ${size} records on the \`${name}\` connection exceeds the \`${which}\` limit of 100 records.`;
    throw limitError('EXCESSIVE_PAGINATION', message);
  }
  const indexes = Array.from({ length: Math.max(0, to - from) }, (_, i) => from + i);
  const page = first === size ? indexes.slice(0, size) : size === 0 ? [] : indexes.slice(-size);
  const node = (index: number) => view(items[index] as T);
  return {
    totalCount: items.length,
    nodes: () => page.map(node),
    edges: () => page.map((index) => ({ cursor: cursorAt(index), node: node(index) })),
    pageInfo: {
      startCursor: page.length > 0 ? cursorAt(page[0] ?? 0) : null,
      endCursor: page.length > 0 ? cursorAt(page.at(-1) ?? 0) : null,
      hasNextPage: (page.at(-1) ?? from - 1) < to - 1 && page.length > 0,
      hasPreviousPage: (page[0] ?? 0) > from,
    },
  };
}

const mostNodes = 500_000;

/** Every list that a query asks for: how often, and how many items of it each time. */
function listsIn(
  document: DocumentNode,
  variables: Readonly<Record<string, unknown>>,
): { readonly times: number; readonly size: number }[] {
  const fragments = new Map(
    document.definitions.flatMap((each) =>
      each.kind === Kind.FRAGMENT_DEFINITION ? [[each.name.value, each.selectionSet] as const] : [],
    ),
  );
  const listsOf = (
    set: SelectionSetNode | undefined,
    times: number,
  ): { times: number; size: number }[] =>
    (set?.selections ?? []).flatMap((each) => {
      if (each.kind === Kind.FRAGMENT_SPREAD) return listsOf(fragments.get(each.name.value), times);
      if (each.kind === Kind.INLINE_FRAGMENT) return listsOf(each.selectionSet, times);
      const bound = each.arguments?.find(({ name }) => /^(first|last)$/.test(name.value))?.value;
      if (!bound) return listsOf(each.selectionSet, times);
      const size =
        bound.kind === Kind.VARIABLE ? Number(variables[bound.name.value] ?? 0) : numberIn(bound);
      return [{ times, size }, ...listsOf(each.selectionSet, times * size)];
    });
  return document.definitions.flatMap((each) =>
    each.kind === Kind.OPERATION_DEFINITION ? listsOf(each.selectionSet, 1) : [],
  );
}

/**
 * What a query costs of the points of an hour, by GitHub's formula: a request for each list, as often as the
 * lists around it could have items, by a hundred. `@include` is not looked at: more is counted than less.
 */
export function pointsOf(
  document: DocumentNode,
  variables: Readonly<Record<string, unknown>>,
): number {
  const requests = listsIn(document, variables).reduce((sum, { times }) => sum + times, 0);
  return Math.max(1, Math.round(requests / 100));
}

/** The answer to a query that could give more nodes than GitHub allows; null otherwise. */
export function nodeLimitError(
  document: DocumentNode,
  variables: Readonly<Record<string, unknown>>,
): GraphQLError | null {
  const lists = listsIn(document, variables);
  const total = lists.reduce((sum, { times, size }) => sum + times * size, 0);
  if (total <= mostNodes) return null;
  const message = `This query requests up to ${total.toLocaleString('en-US')} possible nodes which exceeds the maximum limit of 500,000.`;
  return limitError('MAX_NODE_LIMIT_EXCEEDED', message);
}

function numberIn(node: { readonly kind: string; readonly value?: unknown }): number {
  return node.kind === Kind.INT ? Number(node.value) : 0;
}
