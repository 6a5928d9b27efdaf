import { importsOf } from '@/lib/architecture/imports';
import {
  isNode,
  nodesIn,
  placeOf,
  type AstNode,
  type Rule,
  type SourceFile,
  textOf,
} from '@/lib/architecture/source-file';

const verbs = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/** Every route is made by route(); the sign-in's own handler is next-auth's. */
export const routeRule: Rule = (file) => {
  if (!/^app\/api\/.*\/?route\.tsx?$/.test(file.path) || file.path.startsWith('app/api/auth/')) return [];
  const exported = file.body.filter((node) => node.type.startsWith('Export'));
  const made = exported.flatMap((node) => judge(file, node));
  const fromDoor = importsOf(file).some(
    ({ specifier, node }) => specifier.startsWith('@/lib/http/') && namesOf(node).includes('route'),
  );
  return fromDoor ? made : [...made, `${file.path} does not import route from lib/http`];
};

function judge(file: SourceFile, node: AstNode): string[] {
  if (node.type !== 'ExportNamedDeclaration') return [`${placeOf(file, node)} exports something else than verbs`];
  const { declaration } = node;
  if (isNode(declaration) && declaration.type === 'VariableDeclaration') {
    return nodesIn(declaration.declarations)
      .filter(({ id, init }) => verbs.has(textOf(id)) && !isCallOf(init, 'route'))
      .map(({ id }) => `${placeOf(file, node)} exports ${textOf(id)}, which is not made by route()`);
  }
  if (node.exportKind === 'type') return [];
  return [`${placeOf(file, node)} exports a handler that is not made by route()`];
}

function namesOf(node: AstNode): string[] {
  return nodesIn(node.specifiers).map(({ local }) => textOf(local));
}

function isCallOf(value: unknown, name: string): boolean {
  return isNode(value) && value.type === 'CallExpression' && textOf(value.callee) === name;
}
