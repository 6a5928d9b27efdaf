/** AWS allows these in a name, and no others. */
const NAME = /[A-Za-z0-9/_+=.@!-]+/g;
const LINE = /^[\s*-]*depends on(?::\s*|\s+)(.+)$/i;

/** The names in lines of a note that begin with *depends on*: of secrets that are to be rotated before this one. */
export function findDependencies(note: string | null): string[] {
  const lines = (note ?? '').split('\n').flatMap((line) => LINE.exec(line)?.[1] ?? []);
  // A sentence ends with a full stop, which no name is likely to.
  const names = lines.flatMap((line) => line.match(NAME) ?? []).map((name) => name.replace(/\.$/, ''));
  return [...new Set(names.filter((name) => name !== ''))];
}
