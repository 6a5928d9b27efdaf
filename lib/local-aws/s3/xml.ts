const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Control characters, which XML 1.0 cannot hold at all, are left out. */
const clean = (text: string) =>
  text.replaceAll(/[&<>"]/g, (char) => entities[char] ?? char).replaceAll(/[^\P{Cc}\t\n\r]/gu, '');

export type Member = [name: string, value: string | number | boolean | undefined | readonly Member[]];

function toElement([name, value]: Member): string {
  if (value === undefined) return '';
  const inner = Array.isArray(value) ? value.map(toElement).join('') : clean(String(value));
  return inner === '' ? `<${name}/>` : `<${name}>${inner}</${name}>`;
}

const head = '<?xml version="1.0" encoding="UTF-8"?>\n';

/** A document of S3's (smithy restXml, namespace 2006-03-01). */
export function toXml(root: string, members: readonly Member[]): string {
  const inner = members.map(toElement).join('');
  return `${head}<${root} xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${inner}</${root}>`;
}

/** A refusal has no namespace. */
export function toErrorXml(members: readonly Member[]): string {
  return `${head}<Error>${members.map(toElement).join('')}</Error>`;
}
