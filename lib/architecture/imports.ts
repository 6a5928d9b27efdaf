import { posix } from 'node:path';
import { isNode, nodesIn, type AstNode, type SourceFile, textOf } from './source-file';

export interface Import {
  readonly specifier: string;
  readonly node: AstNode;
  /** Nothing of it is left when the program runs. */
  readonly typesOnly: boolean;
}

const withSource = new Set([
  'ImportDeclaration',
  'ExportNamedDeclaration',
  'ExportAllDeclaration',
  'ImportExpression',
  'TSImportType',
]);

/** Static and dynamic imports, re-exports and `import('…')` in types. */
export function importsOf(file: SourceFile): Import[] {
  const found: Import[] = [];
  for (const node of file.nodes) {
    if (!withSource.has(node.type) || !isNode(node.source)) continue;
    found.push({ specifier: sourceText(node.source), node, typesOnly: isTypesOnly(node) });
  }
  return found;
}

/** A dynamic import of something computed has no text that a rule could judge: it is shown as it is. */
function sourceText(source: AstNode): string {
  if (source.type === 'TSLiteralType') return textOf(source.literal);
  return source.type === 'Literal' ? textOf(source) : '(computed)';
}

function isTypesOnly(node: AstNode): boolean {
  if (node.type === 'TSImportType' || node.importKind === 'type' || node.exportKind === 'type') return true;
  const names = nodesIn(node.specifiers);
  return names.length > 0 && names.every((name) => name.importKind === 'type' || name.exportKind === 'type');
}

/** The path from the root that an import of the house means; null for a package. */
export function toHousePath(from: string, specifier: string): string | null {
  if (specifier.startsWith('@/')) return posix.normalize(specifier.slice(2));
  return specifier.startsWith('.') ? posix.join(posix.dirname(from), specifier) : null;
}
