import { Download } from 'lucide-react';
import { buttonClass } from '@/components/ui/button-class';
import { toHref, without, type UrlState } from './url-state';

/** Files of all that matches; links, since a browser takes them without a script. */
export function ExportLinks({ path, state, words }: { path: string; state: UrlState; words: string }) {
  const asked = without(state, 'cursor');
  return (
    <p className="ml-auto flex flex-wrap items-center gap-2 text-sm text-ink-3">
      {words}
      {(['jsonl', 'csv'] as const).map((format) => (
        <a
          key={format}
          href={toHref(format === 'csv' ? `${path}.csv` : path, asked)}
          download
          className={buttonClass({ size: 'small' })}
        >
          <Download aria-hidden size={13} /> {format === 'csv' ? 'CSV' : 'JSON lines'}
        </a>
      ))}
    </p>
  );
}
