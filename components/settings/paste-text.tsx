import { CopyButton } from '@/components/ui/copy-button';

interface Props {
  /** What it is, for people. */
  label: string;
  name: string;
  text: string;
  /** Where it is saved from, and as what. */
  href: string;
  save: string;
}

/** A text to paste: to look at, to copy, and without scripts to save. */
export function PasteText({ label, name, text, href, save }: Props) {
  return (
    <details className="rounded-lg border border-line">
      <summary className="flex min-h-8 flex-wrap items-center gap-x-2 px-3 py-1 font-medium hover:bg-sunk">
        {label} <span className="font-mono text-xs font-normal text-ink-3">{name}</span>
      </summary>
      <div className="flex flex-col items-start gap-2 px-3 pb-3">
        <pre
          tabIndex={0}
          aria-label={label}
          className="max-h-96 w-full overflow-auto rounded-md border border-line bg-sunk p-2 font-mono text-xs"
        >
          {text}
        </pre>
        <p className="flex items-center gap-3">
          <CopyButton text={text} label={label} />
          <a href={href} download={save} className="text-accent underline-offset-2 hover:underline">
            Download<span className="sr-only"> {name}</span>
          </a>
        </p>
      </div>
    </details>
  );
}
