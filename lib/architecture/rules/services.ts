import { isTest } from '@/lib/architecture/rooms';
import { isNode, nodesIn, placeOf, type AstNode, type Rule, textOf } from '@/lib/architecture/source-file';

/** Verbs that ask for no permission, each with its reason. */
const open: ReadonlyMap<string, string> = new Map([
  ['getMe', 'tells people about themselves and nothing else'],
  ['listMySessions', 'shows people where they are signed in themselves'],
  ['endMySession', 'ends a session of whoever asks'],
  ['noteRefusal', 'writes down what a verb refused'],
  ['recordRefusal', 'writes down that a permission was missing'],
]);

/** authorize() is the first thing that a verb does. */
export const authorizeRule: Rule = (file) => {
  if (!/^lib\/services\/[^/]+\.ts$/.test(file.path) || isTest(file.path)) return [];
  return file.body.flatMap((node) => {
    if (node.type !== 'ExportNamedDeclaration' || !isNode(node.declaration)) return [];
    const { declaration } = node;
    const functions =
      declaration.type === 'FunctionDeclaration' ? [declaration] : nodesIn(declaration.declarations).filter(isFunction);
    return functions
      .filter((verb) => !open.has(textOf(verb.id)) && !asksFirst(verb))
      .map((verb) => `${placeOf(file, node)} ${textOf(verb.id)}() does not begin with authorize()`);
  });
};

function isFunction({ init }: AstNode): boolean {
  return isNode(init) && /Function/.test(init.type);
}

function asksFirst(verb: AstNode): boolean {
  const made = isNode(verb.init) ? verb.init : verb;
  const first = isNode(made.body) ? nodesIn(made.body.body)[0] : undefined;
  const value = first?.type === 'VariableDeclaration' ? nodesIn(first.declarations)[0]?.init : first?.expression;
  const call = isNode(value) && value.type === 'AwaitExpression' ? value.argument : value;
  return isNode(call) && call.type === 'CallExpression' && textOf(call.callee) === 'authorize';
}

const opener = 'lib/services/reveal-secret.ts';
const ours = /^(lib\/(?!local-aws\/|setup\/|architecture)|app\/|components\/|instrumentation\.ts|proxy\.ts)/;

/** A SecretValue is opened in one place: its `reveal()` takes nothing, the port's takes what to reveal. */
export const revealRule: Rule = (file) => {
  if (!ours.test(file.path) || isTest(file.path) || file.path === opener) return [];
  return file.nodes
    .filter((node) => node.type === 'CallExpression' && nodesIn(node.arguments).length === 0)
    .filter(
      ({ callee }) => isNode(callee) && callee.type === 'MemberExpression' && textOf(callee.property) === 'reveal',
    )
    .map((node) => `${placeOf(file, node)} opens a value; only ${opener} may`);
};
