import { Card, CardBody, CardHeader, CardTitle } from '@/components/ui/card';
import { PasteText } from './paste-text';

export interface PastedText {
  name: string;
  /** What it is, for people. */
  label: string;
  text: string;
  /** Where it is saved from, and as what. */
  href: string;
  save: string;
}

export interface TextGroup {
  title: string;
  note: string;
  texts: readonly PastedText[];
}

/** Texts to paste, a card for each that belong together. */
export function TextCards({ groups }: { groups: readonly TextGroup[] }) {
  return groups.map(({ title, note, texts }) => (
    <Card key={title} aria-label={title}>
      <CardHeader>
        <CardTitle>{title}</CardTitle>
      </CardHeader>
      <CardBody className="flex flex-col gap-2">
        <p className="max-w-prose text-ink-2">{note}</p>
        {texts.map((text) => (
          <PasteText key={text.name} {...text} />
        ))}
      </CardBody>
    </Card>
  ));
}

/** A card, and which files are in it under which labels. */
export interface NamedGroup {
  title: string;
  note: string;
  names: Readonly<Record<string, string>>;
}

/** The cards of the files at an address. */
export const toGroups = (
  groups: readonly NamedGroup[],
  files: readonly { name: string; text: string }[],
  address: string,
): TextGroup[] => groups.map(({ title, note, names }) => ({ title, note, texts: textsOf(files, names, address) }));

const textsOf = (
  files: readonly { name: string; text: string }[],
  labels: Readonly<Record<string, string>>,
  address: string,
): PastedText[] =>
  files.flatMap(({ name, text }) => {
    const label = Object.hasOwn(labels, name) ? labels[name] : undefined;
    return label === undefined ? [] : [{ name, label, text, href: `${address}/${name}`, save: name }];
  });
