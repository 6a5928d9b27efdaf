const listed = new Intl.ListFormat('en', { type: 'conjunction' });

/** `reads prod and staging; was only denied in dev`; null: nothing of any is known. */
export function environmentWords(all: readonly string[], read: readonly string[]): string | null {
  const denied = all.filter((environment) => !read.includes(environment));
  const parts = [
    ...(read.length > 0 ? [`reads ${listed.format(read)}`] : []),
    ...(denied.length > 0 ? [`was ${read.length > 0 ? 'only ' : ''}denied in ${listed.format(denied)}`] : []),
  ];
  return parts.length > 0 ? parts.join('; ') : null;
}

/** What opens prod opens another environment as well: what is taken from the one may be used in the other. */
export const crossesProd = (read: readonly string[]): boolean => read.includes('prod') && read.length > 1;
