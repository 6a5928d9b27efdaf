import { findRoom, isTest } from '@/lib/architecture/rooms';
import { isNode, placeOf, type AstNode, type Rule, textOf } from '@/lib/architecture/source-file';

const domainWords = /secret|rotation|rotating|ledger|reveal|persona|principal|cloudtrail|lambda|kms|\barn\b|aws/i;
const statement =
  /^\s*(select\s.+\sfrom|insert\s+into|update\s+\S+\s+set|delete\s+from|(create|alter|drop)\s+(table|role|index|schema))\b/is;
const machinePath = /^\/(home|Users|root)\/\w/;

/** Names and texts of the code; not its comments. */
function* wordsOf(nodes: readonly AstNode[]): Generator<{ node: AstNode; text: string }> {
  for (const node of nodes) {
    const raw = isNode(node.value) || !('value' in node) ? '' : node.value;
    const cooked =
      node.type === 'TemplateElement' && typeof raw === 'object' && raw !== null && 'cooked' in raw ? raw.cooked : '';
    const text = textOf(node) || (typeof cooked === 'string' ? cooked : '');
    if (text) yield { node, text };
  }
}

/** Primitives and charts know shapes, not the product. */
export const primitiveRule: Rule = (file) => {
  const room = findRoom(file.path);
  if ((room !== 'ui' && room !== 'charts') || isTest(file.path)) return [];
  return [...wordsOf(file.nodes)]
    .filter(({ text }) => domainWords.test(text))
    .map(({ node, text }) => `${placeOf(file, node)} says "${text}": ${room} knows no word of the domain`);
};

/** SQL is spoken in the store alone. */
export const sqlRule: Rule = (file) => {
  const room = findRoom(file.path);
  if (room === 'store' || isTest(file.path) || room === 'e2e') return [];
  return [...wordsOf(file.nodes)]
    .filter(({ text }) => statement.test(text))
    .map(({ node }) => `${placeOf(file, node)} speaks SQL; only the store may`);
};

const mayReadEnvironment = new Set(['config', 'setup', 'e2e', 'tool', 'local-aws', 'proxy', 'instrumentation']);

/** One reader of the environment: a setting that is read elsewhere is checked by nobody. To set one for a package is not to read. */
export const environmentRule: Rule = (file) => {
  if (isTest(file.path) || mayReadEnvironment.has(findRoom(file.path) ?? '')) return [];
  const written = new Set(
    file.nodes.flatMap(({ type, left }) => (type === 'AssignmentExpression' && isNode(left) ? [left.object] : [])),
  );
  return file.nodes
    .filter((node) => node.type === 'MemberExpression' && !written.has(node))
    .filter(({ object, property }) => textOf(object) === 'process' && textOf(property) === 'env')
    .map((node) => `${placeOf(file, node)} reads process.env; only lib/config may`);
};

/** What is true on one machine alone. */
export const machineRule: Rule = (file) =>
  [...wordsOf(file.nodes)]
    .filter(({ text }) => machinePath.test(text))
    .map(({ node, text }) => `${placeOf(file, node)} names ${text}, a path of one machine`);
