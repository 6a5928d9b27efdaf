import type { UrlState } from '@/components/layout/url-state';
import { TextLink } from '@/components/ui/text-link';
import { athenaHref } from './athena-url';

interface Props {
  /** null: there is none, and nothing is said. */
  found: { days: number; scopes: number } | null;
  /** Whose and of when. */
  of: UrlState;
  className?: string;
}

/** Where days are told by Athena: figures have them, and lists of events do not. */
export function AthenaNotice({ found, of, className }: Props) {
  if (found === null) return null;
  const { days, scopes } = found;
  return (
    <p className={className}>
      {days.toLocaleString('en')} {days === 1 ? 'day is' : 'days are'} told by Athena
      {scopes > 1 && ` in ${scopes.toLocaleString('en')} scopes`}: figures of days count their reads, and no single
      event of theirs is listed.{' '}
      <TextLink href={athenaHref(of)} className="inline-flex min-h-6 items-center">
        Ask for single events
      </TextLink>
    </p>
  );
}
