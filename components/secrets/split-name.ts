/** A name as path and leaf; all leaf where the leaf is not how it ends. */
export function splitName(name: string, leaf: string): { path: string; leaf: string } {
  if (leaf === '' || !name.endsWith(leaf)) return { path: '', leaf: name };
  return { path: name.slice(0, name.length - leaf.length), leaf };
}
