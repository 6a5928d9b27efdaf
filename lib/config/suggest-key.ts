import 'server-only';
import { z } from 'zod';
import { configFile } from './file-schema';
import type { Path } from './yaml-document';

interface Shape {
  properties?: Record<string, Shape>;
  additionalProperties?: Shape | boolean;
  items?: Shape;
}

// The schema as data: the same one that checks, so that a suggestion is always a key that is allowed there.
const shapeOfFile = z.toJSONSchema(configFile, { io: 'input', unrepresentable: 'any' }) as Shape;

export function knownKeys(path: Path): string[] {
  let shape: Shape | undefined = shapeOfFile;
  for (const step of path) {
    if (!shape) return [];
    const within: Shape | undefined = typeof step === 'number' ? shape.items : shape.properties?.[step];
    shape = within ?? (typeof shape.additionalProperties === 'object' ? shape.additionalProperties : undefined);
  }
  return Object.keys(shape?.properties ?? {});
}

/** The known key nearest to a misspelt one, or null where none is near enough to be meant. */
export function suggestKey(path: Path, misspelt: string): string | null {
  const near = knownKeys(path)
    .map((key) => ({ key, far: distance(key.toLowerCase(), misspelt.toLowerCase()) }))
    .filter(({ key, far }) => far <= Math.max(2, Math.floor(key.length / 3)))
    .toSorted((a, b) => a.far - b.far);
  return near[0]?.key ?? null;
}

/** Levenshtein's distance, on words so short that a table of two rows is plenty. */
function distance(a: string, b: string): number {
  const word = b.slice(0, 64);
  let above = Array.from({ length: word.length + 1 }, (_, index) => index);
  for (const [row, letter] of Array.from(a).entries()) {
    const current = [row + 1];
    for (let column = 1; column <= word.length; column += 1) {
      const change = (above[column - 1] ?? 0) + (word[column - 1] === letter ? 0 : 1);
      current.push(Math.min(change, (above[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1));
    }
    above = current;
  }
  return above[word.length] ?? 0;
}
