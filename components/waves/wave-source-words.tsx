import type { WaveDetail } from '@/lib/contract/waves';
import { principalHref } from '@/components/access/principal-url';
import { reviewPath } from '@/components/reviews/reviews-url';
import { TextLink } from '@/components/ui/text-link';

/** Of what it was made, with the way there for whoever may go it. */
export function WaveSourceWords({ source, history }: { source: WaveDetail['source']; history: boolean }) {
  if (source === null) return <span className="text-ink-3">not told, since you do not see all of it</span>;
  const { kind, principal, since, review } = source;
  if (kind === 'ids') return 'secrets that were selected';
  if (kind === 'filter') return 'all that matched a filter of the list of secrets';
  if (kind === 'principal')
    return (
      <>
        all that{' '}
        {history && principal !== null ? (
          <TextLink href={principalHref(principal, since === null ? [] : [['since', since]])} className="underline">
            one principal
          </TextLink>
        ) : (
          'one principal'
        )}{' '}
        read since {since}
      </>
    );
  return (
    <>
      what the unexpected readers of{' '}
      {history && review !== null ? (
        <TextLink href={reviewPath(review)} className="underline">
          a review
        </TextLink>
      ) : (
        'a review'
      )}{' '}
      read
    </>
  );
}
