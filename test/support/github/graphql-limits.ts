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

function cursorOf(index: number): string {
  return Buffer.from(`cursor:v2:${index}`).toString('base64');
}

function indexOf(cursor: string): number {
  const [, index] = /^cursor:v2:(\d+)$/.exec(Buffer.from(cursor, 'base64').toString('utf8')) ?? [];
  if (index !== undefined) return Number(index);
  throw limitError(
    'INVALID_CURSOR_ARGUMENTS',
    `\`${cursor}\` does not appear to be a valid cursor.`,
  );
}

/** A page of a list. Throws as GitHub does when neither `first` nor `last` says how long it may be. */
export function connection<T>(
  name: string,
  { first, last, after, before }: PageArguments,
  items: readonly T[],
  view: (item: T) => unknown,
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
  const from = after ? indexOf(after) + 1 : 0;
  const to = before ? indexOf(before) : items.length;
  const indexes = Array.from({ length: Math.max(0, to - from) }, (_, i) => from + i);
  const page = first === size ? indexes.slice(0, size) : size === 0 ? [] : indexes.slice(-size);
  const node = (index: number) => view(items[index] as T);
  return {
    totalCount: items.length,
    nodes: () => page.map(node),
    edges: () => page.map((index) => ({ cursor: cursorOf(index), node: node(index) })),
    pageInfo: {
      startCursor: page.length > 0 ? cursorOf(page[0] ?? 0) : null,
      endCursor: page.length > 0 ? cursorOf(page.at(-1) ?? 0) : null,
      hasNextPage: (page.at(-1) ?? from - 1) < to - 1 && page.length > 0,
      hasPreviousPage: (page[0] ?? 0) > from,
    },
  };
}

const mostNodes = 500_000;

/** The answer to a query that could give more nodes than GitHub allows; null otherwise. */
export function nodeLimitError(
  document: DocumentNode,
  variables: Readonly<Record<string, unknown>>,
): GraphQLError | null {
  const fragments = new Map(
    document.definitions.flatMap((each) =>
      each.kind === Kind.FRAGMENT_DEFINITION ? [[each.name.value, each.selectionSet] as const] : [],
    ),
  );
  const nodesOf = (set: SelectionSetNode | undefined, times: number): number =>
    (set?.selections ?? []).reduce((sum, each) => {
      if (each.kind === Kind.FRAGMENT_SPREAD) {
        return sum + nodesOf(fragments.get(each.name.value), times);
      }
      if (each.kind === Kind.INLINE_FRAGMENT) return sum + nodesOf(each.selectionSet, times);
      const size = each.arguments?.find(({ name }) => /^(first|last)$/.test(name.value))?.value;
      if (!size) return sum + nodesOf(each.selectionSet, times);
      const count =
        size.kind === Kind.VARIABLE ? Number(variables[size.name.value] ?? 0) : numberIn(size);
      return sum + times * count + nodesOf(each.selectionSet, times * count);
    }, 0);
  const total = document.definitions.reduce(
    (sum, each) =>
      each.kind === Kind.OPERATION_DEFINITION ? sum + nodesOf(each.selectionSet, 1) : sum,
    0,
  );
  if (total <= mostNodes) return null;
  const message = `This query requests up to ${total.toLocaleString('en-US')} possible nodes which exceeds the maximum limit of 500,000.`;
  return limitError('MAX_NODE_LIMIT_EXCEEDED', message);
}

function numberIn(node: { readonly kind: string; readonly value?: unknown }): number {
  return node.kind === Kind.INT ? Number(node.value) : 0;
}
