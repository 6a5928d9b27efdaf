import { isNode, placeOf, type Rule, type SourceFile, textOf } from '@/lib/architecture/source-file';

const screens = /^(app|components)\/.*\.tsx$/;
const refused: ReadonlyMap<string, string> = new Map([
  ['style', 'the content security policy lets no style attribute through'],
  ['dangerouslySetInnerHTML', 'markup comes from components alone'],
]);

/** What the content security policy would break, and what would break it. */
export const markupRule: Rule = (file) => {
  if (!screens.test(file.path)) return [];
  return file.nodes.flatMap((node) => {
    const name = node.type === 'JSXAttribute' ? textOf(node.name) : node.type === 'Property' ? textOf(node.key) : '';
    const why = node.type === 'Property' && name === 'style' ? undefined : refused.get(name);
    return why ? [`${placeOf(file, node)} has ${name}: ${why}`] : [];
  });
};

/** The share of `.tsx` files that the browser loads as code, and what may be. */
export function clientShareProblems(files: readonly SourceFile[]): string[] {
  const all = files.filter(({ path }) => screens.test(path) && !path.endsWith('.test.tsx'));
  const client = all.filter(({ body }) => body.some((node) => isNode(node) && node.directive === 'use client'));
  return client.length * 3 > all.length
    ? [`${client.length} of ${all.length} .tsx files are "use client"; a third is the most`]
    : [];
}
