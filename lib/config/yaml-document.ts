import 'server-only';
import { isMap, isNode, isPair, isScalar, LineCounter, parseDocument, visit, type Document } from 'yaml';
import type { Mistake } from './mistake';

const MAX_CHARACTERS = 1_048_576;

export type Path = readonly (string | number)[];

/** A YAML file as plain data, with the way back from a path to the line that says it. */
export interface YamlDocument {
  value: unknown;
  /** The line of what stands at a path; of the nearest thing around it where nothing does. */
  lineAt(path: Path): number;
  /** The line of a key in the map at a path. */
  lineOfKey(path: Path, key: string): number;
}

type Parsed = { ok: true; document: YamlDocument } | { ok: false; mistakes: Mistake[] };

export function parseYaml(text: string, fileName: string): Parsed {
  const refuse = (line: number | null, problem: string, mend: string): Mistake => ({
    where: line === null ? fileName : `${fileName} line ${line}`,
    problem,
    mend,
  });
  if (text.length > MAX_CHARACTERS)
    return { ok: false, mistakes: [refuse(null, 'is larger than 1 MiB', 'A configuration is far smaller.')] };
  // What a decoder puts in the place of bytes that it cannot read; a denial of such a name would hold for nobody.
  const unreadable = text.indexOf('\uFFFD');
  if (unreadable >= 0) {
    const line = text.slice(0, unreadable).split('\n').length;
    return { ok: false, mistakes: [refuse(line, 'holds what is no UTF-8 text', 'Save the file as UTF-8.')] };
  }
  const lines = new LineCounter();
  // Without `prettyErrors: false` the parser's messages quote the source, which may hold a secret put there by mistake.
  // The parser's own look for keys that are there twice takes the square of their number: twenty seconds for a megabyte.
  const parsed = parseDocument(text, { lineCounter: lines, prettyErrors: false, schema: 'core', uniqueKeys: false });
  const faults = [...parsed.errors, ...parsed.warnings].map(({ pos, message }) => ({
    at: pos[0],
    says: toWords(message),
  }));
  const wrong = faults.length > 0 ? faults : findWrongKeys(parsed);
  if (wrong.length > 0) {
    const mistakes = wrong.map(({ at, says }) => refuse(lines.linePos(at).line, says, 'Mend the YAML there.'));
    return { ok: false, mistakes };
  }
  try {
    const value: unknown = parsed.toJS({ maxAliasCount: 100 }) ?? {};
    return { ok: true, document: toDocument(parsed, value, lines) };
  } catch {
    // The only thing that a well-formed document can still do is to repeat itself without end.
    return { ok: false, mistakes: [refuse(null, 'refers to its own anchors too often', 'Write the parts out.')] };
  }
}

/** Without the source that it quotes, which may be a secret. The parser runs out of stack before anything else does. */
const toWords = (message: string): string =>
  /call stack/i.test(message) ? 'is nested too deeply' : message.replace(/:\s*["'`].*$/s, '').replace(/\.$/, '');

/**
 * Keys that are there twice, and those that are maps or lists themselves: no part of a configuration has such, and to
 * write one out as text takes minutes where a few hundred stand in each other, and tells the source to whoever reads
 * the process's warnings.
 */
function findWrongKeys(parsed: Document): { at: number; says: string }[] {
  const found: { at: number; says: string }[] = [];
  visit(parsed, {
    Map(_, { items }) {
      const seen = new Set<string>();
      for (const { key } of items) {
        if (!isScalar(key)) continue;
        const name = String(key.value);
        if (seen.has(name)) found.push({ at: key.range?.[0] ?? 0, says: 'Map keys must be unique' });
        seen.add(name);
      }
    },
    Pair(_, { key }) {
      if (!isNode(key) || isScalar(key)) return undefined;
      found.push({ at: key.range?.[0] ?? 0, says: 'A key must be plain text' });
      return visit.SKIP;
    },
  });
  return found;
}

function toDocument(parsed: Document, value: unknown, lines: LineCounter): YamlDocument {
  const startOf = (node: unknown): number | null =>
    isNode(node) && node.range ? lines.linePos(node.range[0]).line : null;
  const lineAt = (path: Path): number => {
    for (let length = path.length; length > 0; length -= 1) {
      const own = lineOfStep(path.slice(0, length - 1), path[length - 1]);
      if (own !== null) return own;
    }
    return 1;
  };
  const lineOfStep = (parent: Path, step: string | number | undefined): number | null => {
    const around: unknown = parent.length === 0 ? parsed.contents : parsed.getIn(parent, true);
    if (!isMap(around)) return startOf(parsed.getIn([...parent, step], true));
    const pair = around.items.find((item) => isPair(item) && isScalar(item.key) && String(item.key.value) === step);
    return startOf(pair?.key);
  };
  return { value, lineAt, lineOfKey: (path, key) => lineAt([...path, key]) };
}
