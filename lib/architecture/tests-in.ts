import { isNode, nodesIn, textOf, type AstNode, type SourceFile } from './source-file';

/** Whether `npm test` runs it: on every machine, where something is given (a system, the long tests), or nowhere. */
export type Runs = 'always' | 'sometimes' | 'never';

export interface StatedTest {
  title: string;
  runs: Runs;
}

/** A call of `it`, `test` or `describe` in any of their forms. */
interface Stated {
  node: AstNode;
  /** What stands between `test` and the call: `describe`, `each`, `skipIf`. */
  names: readonly string[];
  title: string | null;
  isGroup: boolean;
}

const NEVER = new Set(['skip', 'todo', 'fixme']);
const SOMETIMES = new Set(['skipIf', 'runIf']);
const NO_TEST = new Set(['step', 'use', 'extend', 'beforeAll', 'beforeEach', 'afterAll', 'afterEach', 'configure']);

/** `test.describe.each(rows)` as its names, the first first; empty where it is a call of something else. */
function namesOf(callee: unknown): string[] {
  if (!isNode(callee)) return [];
  if (callee.type === 'Identifier') return [textOf(callee)];
  if (callee.type === 'CallExpression') return namesOf(callee.callee);
  if (callee.type === 'TaggedTemplateExpression') return namesOf(callee.tag);
  return callee.type === 'MemberExpression' ? [...namesOf(callee.object), textOf(callee.property)] : [];
}

function titleOf(argument: AstNode | undefined): string | null {
  if (argument?.type === 'Literal') return textOf(argument) || null;
  if (argument?.type !== 'TemplateLiteral') return null;
  const written = nodesIn(argument.quasis).map(({ value }) => value);
  return written
    .map((value) => (value && typeof value === 'object' && 'cooked' in value ? value.cooked : ''))
    .join('…');
}

function statedIn(node: AstNode): Stated[] {
  if (node.type !== 'CallExpression') return [];
  const [root = '', ...names] = namesOf(node.callee);
  if (!['it', 'test', 'describe'].includes(root) || names.some((name) => NO_TEST.has(name))) return [];
  const given = nodesIn(node.arguments);
  const isGroup = root === 'describe' || names.includes('describe');
  const title = given.length > 1 || NEVER.has(names.at(-1) ?? '') ? titleOf(given[0]) : null;
  return [{ node, names, title, isGroup }];
}

const isWithin = (inner: AstNode, outer: AstNode): boolean =>
  inner !== outer && inner.start >= outer.start && Number(inner.end) <= Number(outer.end);

const LEAST_FIRST: readonly Runs[] = ['never', 'sometimes', 'always'];
const least = (all: readonly Runs[]): Runs => LEAST_FIRST.find((runs) => all.includes(runs)) ?? 'always';

/** Every test and group of a file with its title as it is written, `…` for what is filled in. */
export function testsIn(file: SourceFile): StatedTest[] {
  const stated = file.nodes.flatMap(statedIn);
  const titled = stated.filter(({ title }) => title !== null);
  // `test.skip(condition)` speaks of what it stands in: a test, a group or the whole file.
  const conditions = stated.filter(({ names, title }) => title === null && NEVER.has(names.at(-1) ?? ''));
  const around = (node: AstNode) => titled.filter((one) => isWithin(node, one.node));
  const speaksOf = (condition: Stated, one: Stated): boolean => {
    const groups = around(condition.node);
    return groups.every((group) => group === one || isWithin(one.node, group.node));
  };
  const own = (one: Stated): Runs => {
    if (one.names.some((name) => NEVER.has(name))) return 'never';
    const isGiven = one.names.some((name) => SOMETIMES.has(name)) || conditions.some((other) => speaksOf(other, one));
    return isGiven ? 'sometimes' : 'always';
  };
  const runsOf = (one: Stated): Runs => least([one, ...around(one.node)].map(own));
  return titled.map((one) => {
    if (!one.isGroup) return { title: one.title ?? '', runs: runsOf(one) };
    const inside = titled.filter(({ node, isGroup }) => !isGroup && isWithin(node, one.node)).map(runsOf);
    return { title: one.title ?? '', runs: LEAST_FIRST.findLast((runs) => inside.includes(runs)) ?? 'never' };
  });
}
