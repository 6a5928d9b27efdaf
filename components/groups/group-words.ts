/** What one is called, and several. */
function kindOf(by: string): readonly [string, string] {
  if (by === 'path') return ['folder', 'folders'];
  if (by === 'env') return ['environment', 'environments'];
  return by === 'service'
    ? ['service', 'services']
    : [`value of tag ${by.slice('tag:'.length)}`, `values of tag ${by.slice('tag:'.length)}`];
}

/** `12 services`. */
export function describeGroups(by: string, total: number): string {
  const [one, several] = kindOf(by);
  return `${total.toLocaleString('en')} ${total === 1 ? one : several}`;
}

export const describeWithout = (by: string): string =>
  by === 'service' ? 'without a service' : `without the tag ${by.slice('tag:'.length)}`;

/** A group's name where it stands: of a folder the part below the one that it is in. */
export function groupWords(by: string, key: string, at: string): string {
  if (by !== 'path') return key === '' ? '(empty)' : key;
  if (key !== at) return key.slice(at.length);
  return at === '' ? 'in no folder' : `directly in ${at}`;
}

/** `by` as the switch names it. */
export function byWords(by: string): string {
  if (by === 'env') return 'Environment';
  if (by.startsWith('tag:')) return `Tag ${by.slice('tag:'.length)}`;
  return by === 'path' ? 'Path' : 'Service';
}
