import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parseAst } from 'vitest/node';

/** An ESTree node, as far as the rules need to know one. */
export interface AstNode {
  readonly type: string;
  readonly start: number;
  readonly [field: string]: unknown;
}

export interface SourceFile {
  /** From the root, with slashes. */
  readonly path: string;
  readonly text: string;
  /** The statements of the file. */
  readonly body: readonly AstNode[];
  /** Every node of it, depth first. */
  readonly nodes: readonly AstNode[];
}

/** What a rule found: a line for people, beginning with the file's path. */
export type Rule = (file: SourceFile) => string[];

/** @throws where the text does not parse: a file that no rule can read must not pass for clean */
export function parseSource(path: string, text: string): SourceFile {
  const lang = path.endsWith('.tsx') ? 'tsx' : path.endsWith('.ts') ? 'ts' : 'js';
  const program: unknown = parseAst(text, { lang }, path);
  if (!isNode(program)) throw new Error(`${path}: no syntax tree`);
  const body = nodesIn(program.body);
  return { path, text, body, nodes: collect(body, []) };
}

const sources = /\.(ts|tsx|mjs|js)$/;
const outside = new Set([
  'node_modules',
  '.next',
  '.keyledger',
  '.git',
  'test-results',
  'playwright-report',
  '.artifacts',
]);

/** Every source file under the root. */
export function readSources(root: string, folder = ''): SourceFile[] {
  return readdirSync(join(root, folder)).flatMap((name) => {
    const path = folder ? `${folder}/${name}` : name;
    if (outside.has(name) || path === 'next-env.d.ts') return [];
    if (statSync(join(root, path)).isDirectory()) return readSources(root, path);
    return sources.test(name) ? [parseSource(path, readFileSync(join(root, path), 'utf8'))] : [];
  });
}

export function isNode(value: unknown): value is AstNode {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}

export function nodesIn(value: unknown): AstNode[] {
  return Array.isArray(value) ? value.filter(isNode) : [];
}

function collect(nodes: readonly AstNode[], found: AstNode[]): AstNode[] {
  for (const node of nodes) {
    found.push(node);
    for (const value of Object.values(node)) {
      if (isNode(value)) collect([value], found);
      else if (Array.isArray(value)) collect(value.filter(isNode), found);
    }
  }
  return found;
}

/** An identifier's name, a literal's text, a private or JSX name; else ''. */
export function textOf(value: unknown): string {
  if (!isNode(value)) return '';
  if (typeof value.name === 'string') return value.name;
  return typeof value.value === 'string' ? value.value : '';
}

/** `path:line`, for an editor to open. */
export function placeOf(file: SourceFile, node: AstNode): string {
  return `${file.path}:${file.text.slice(0, node.start).split('\n').length}`;
}
