/** What lives on between frames, or does not. */

import type { AnyNode } from 'acorn';
import type { Variable } from 'eslint-scope';
import { enclosingFunction, entryFunction } from '../../../source/functions.ts';
import { inserted, replaced, textOf } from '../edits.ts';
import { type Family, type Repair, type RepairTree, repair } from '../repair.ts';
import { kind, named, place, quoted } from '../wording.ts';

const kinds = {
  state_kept: kind(
    0.55,
    (f) =>
      `The module variable ${named(f, 'of the state')} lives on from frame to frame: what one frame leaves in it changes the next, and the other side does not follow (${place(f)}).`,
    {
      fix: (f) =>
        `Give ${named(f, 'it')} its initial value at the start of each frame, on both sides alike: ${quoted(f.after)}.`,
    },
  ),
  state_reset: kind(
    0.3,
    (f) =>
      `${quoted(f.before)} at line ${f.line} sets ${named(f, 'the state')} back where the other side keeps it.`,
    { masking: 'what is removed cannot fail' },
  ),
  quality_unused: kind(
    0.6,
    (f) =>
      `${quoted(f.before)} at line ${f.line} uses a fixed number: \`quality\` is ignored, so every quality gives the same bytes.`,
    {
      fix: (f) => `Let the quality choose it, on both sides: ${quoted(f.after)} at line ${f.line}.`,
    },
  ),
  samples_wrap: kind(
    0.6,
    (f) =>
      `${quoted(f.before)} at line ${f.line} takes samples beyond 0 to 255 modulo 256: they are not clamped and wrap.`,
    { fix: (f) => `Clamp them, or use ${quoted(f.after)} at line ${f.line}.` },
  ),
};

function find(tree: RepairTree): readonly Repair[] {
  const { code } = tree;
  const entries = (['compress', 'decompress'] as const).map(
    (call) => entryFunction(code, call)?.body ?? null,
  );
  const declared = code.program.body.flatMap((statement) => {
    const inner = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement;
    return inner?.type === 'VariableDeclaration' ? [inner] : [];
  });
  return [
    ...declared.flatMap((declaration) =>
      declaration.declarations.flatMap((declarator) => {
        const [variable] = code.declaredBy(declarator);
        if (
          !variable ||
          !declarator.init ||
          declarator.id.type !== 'Identifier' ||
          !isChanged(variable)
        )
          return [];
        return resets(declaration, declarator, variable);
      }),
    ),
    ...code.nodes.flatMap((node) => [...qualities(node), ...wrapping(node)]),
  ];

  function resets(
    declaration: AnyNode & { type: 'VariableDeclaration' },
    declarator: AnyNode & { type: 'VariableDeclarator' },
    variable: Variable,
  ): readonly Repair[] {
    if (!declarator.init) return [];
    const text = ` ${variable.name} = ${textOf(code, declarator.init)};`;
    if (text.length > 200 || (declaration.kind === 'const' && declaration.declarations.length > 1))
      return [];
    const free =
      declaration.kind === 'const'
        ? [replaced({ start: declaration.start, end: declaration.start + 5 }, 'let')]
        : [];
    const [encoder, decoder] = entries.map((body) =>
      body?.type === 'BlockStatement' ? inserted(body.start + 1, text) : null,
    );
    const choices = [[encoder, decoder], [encoder], [decoder]];
    return choices.flatMap((choice, i) => {
      const edits = choice.flatMap((edit) => edit ?? []);
      if (edits.length !== choice.length) return [];
      return [
        repair('state_kept', declarator, [...free, ...edits], {
          name: variable.name,
          weight: i === 0 ? 1 : 0.8,
        }),
      ];
    });
  }

  /** Whether a function assigns to it or changes what it holds. */
  function isChanged(variable: Variable): boolean {
    return variable.references.some((reference) => {
      const node = reference.identifier as AnyNode;
      if (enclosingFunction(code, node) === null) return false;
      if (reference.isWrite()) return true;
      const member = code.parent(node);
      if (member?.type !== 'MemberExpression' || member.object !== node) return false;
      const parent = code.parent(member);
      const isCall = parent?.type === 'CallExpression' && parent.callee === member;
      return isCall
        ? !/\.(map|at|slice|subarray|get|has|indexOf|join|keys|values|entries|reduce|find|some|every|filter)$/.test(
            textOf(code, member),
          )
        : parent?.type === 'UpdateExpression' ||
            (parent?.type === 'AssignmentExpression' && parent.left === member);
    });
  }

  /** `tableFor(base, 50)` on both sides. */
  function qualities(node: AnyNode): readonly Repair[] {
    if (node.type !== 'CallExpression' || node.callee.type !== 'Identifier') return [];
    const name = node.callee.name;
    const context = contextName(node);
    if (context === null) return [];
    return node.arguments.flatMap((argument, index) => {
      if (argument.type !== 'Literal' || typeof argument.value !== 'number') return [];
      const same = code.nodes.flatMap((each) => {
        const given =
          each.type === 'CallExpression' &&
          each.callee.type === 'Identifier' &&
          each.callee.name === name
            ? each.arguments[index]
            : undefined;
        const own = given === undefined ? null : contextName(each);
        return given?.type === 'Literal' && own !== null ? [replaced(given, `${own}`)] : [];
      });
      return [repair('quality_unused', node, same, { weight: same.length > 1 ? 1 : 0.6 })];
    });
  }

  /** How the quality is called in the exported function around a node. */
  function contextName(node: AnyNode): string | null {
    const around = enclosingFunction(code, node);
    const second = around?.params[1];
    if (!entries.includes(around?.body ?? null)) return null;
    if (second?.type === 'Identifier') return `${second.name}.quality`;
    const taken =
      second?.type === 'ObjectPattern'
        ? second.properties.find(
            (each) => each.type === 'Property' && textOf(code, each.key) === 'quality',
          )
        : undefined;
    return taken ? 'quality' : null;
  }

  function wrapping(node: AnyNode): readonly Repair[] {
    if (node.type !== 'NewExpression' || node.callee.type !== 'Identifier') return [];
    if (node.callee.name !== 'Uint8Array') return [];
    return [repair('samples_wrap', node, [replaced(node.callee, 'Uint8ClampedArray')])];
  }
}

export const state: Family = { kinds, find };
