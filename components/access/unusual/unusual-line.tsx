import { TextLink } from '@/components/ui/text-link';
import type { UrlState } from '@/components/layout/url-state';
import { unusualHref } from './unusual-url';

const MOST = 100;

/** How much of the last 30 days is unusual of one secret or principal; nothing where there is none. */
export function UnusualLine({ count, of }: { count: number; of: UrlState }) {
  if (count === 0) return null;
  return (
    <p className="text-ink-2">
      <TextLink href={unusualHref(of)} className="inline-flex min-h-6 items-center">
        {count >= MOST ? `${MOST} or more` : count} unusual {count === 1 ? 'read' : 'reads'}
      </TextLink>{' '}
      in 30 days
    </p>
  );
}
