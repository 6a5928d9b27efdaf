import { placeOf, type Rule, type SourceFile } from '@/lib/architecture/source-file';

const MOST_LINES = 200;
const MOST_TEST_LINES = 300;

/** Lines that are not blank. */
export function countLines({ text }: Pick<SourceFile, 'text'>): number {
  return text.split('\n').filter((line) => line.trim() !== '').length;
}

/** No file is longer than one can hold in mind. */
export const sizeRule: Rule = (file) => {
  const most = /\.(test|spec)\.tsx?$/.test(file.path) ? MOST_TEST_LINES : MOST_LINES;
  const lines = countLines(file);
  return lines > most ? [`${file.path} has ${lines} lines that are not blank; ${most} are the most`] : [];
};

/** Files that a framework or tool loads by their default export. */
const framework =
  /^app\/(.*\/)?(page|layout|loading|error|global-error|not-found|template|default|opengraph-image|icon)\.tsx$|^(next|postcss|vitest)\.config\.(js|mjs|ts)$|^e2e\/(playwright\.config|fixtures\/global-(setup|teardown))\.ts$|\/global-setup\.ts$/;

/** A name is given once, where the thing is made. */
export const defaultExportRule: Rule = (file) => {
  if (framework.test(file.path)) return [];
  return file.body
    .filter(({ type }) => type === 'ExportDefaultDeclaration')
    .map((node) => `${placeOf(file, node)} has a default export`);
};

/** Files that are named for what they are not, and files that only pass others on. */
export const nameRule: Rule = (file) => {
  const name = file.path.split('/').at(-1) ?? '';
  if (/^(utils?|misc|helpers?|common|index)\.\w+$/.test(name)) return [`${file.path} has a name that says nothing`];
  const passesOn =
    file.body.length > 0 && file.body.every(({ type, source }) => /^Export(All|Named)/.test(type) && Boolean(source));
  return passesOn ? [`${file.path} only passes others on`] : [];
};
