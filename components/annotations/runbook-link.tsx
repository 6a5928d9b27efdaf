import { ExternalLink } from 'lucide-react';
import { isRunbook } from '@/lib/contract/annotations';
import { toVisibleText } from '@/components/ui/visible-text';

/** Leads out of here, and tells the place nothing; whatever is no address of the web is text, however it came to be kept. */
export function RunbookLink({ href }: { href: string }) {
  const words = <bdi className="wrap-anywhere">{toVisibleText(href)}</bdi>;
  if (!isRunbook(href)) return words;
  return (
    <a href={href} target="_blank" rel="noopener noreferrer" className="text-accent underline-offset-2 hover:underline">
      {words}
      <ExternalLink aria-hidden size={12} className="ml-1 inline align-baseline" />
      <span className="sr-only"> (opens in a new tab)</span>
    </a>
  );
}
