import { Download } from 'lucide-react';
import type { ReviewDetail } from '@/lib/contract/reviews';
import { EnvironmentLabel } from '@/components/secrets/environment-label';
import { buttonClass } from '@/components/ui/button-class';
import { Said } from '@/components/ui/said';
import { TextLink } from '@/components/ui/text-link';
import { Time } from '@/components/ui/time';
import { DiscardReview } from './discard-review';
import { RotateUnexpected } from './rotate-unexpected';
import { countWords, ReviewBadge, subjectWords } from './review-words';
import { REVIEWS_PATH } from './reviews-url';

interface Props {
  review: ReviewDetail;
  /** On any secret at all. */
  mayRotate: boolean;
  now: string;
}

export function ReviewHeader({ review, mayRotate, now }: Props) {
  const { id, subject, state, from, to, secrets, readers, unexpected } = review;
  const environment = subject.secret?.environment ?? subject.environment;
  return (
    <header className="flex flex-wrap items-start gap-x-4 gap-y-2 border-b border-line px-6 py-4 max-md:px-5">
      <div className="min-w-0 flex-1 basis-80">
        <p className="text-sm text-ink-3">
          <TextLink href={REVIEWS_PATH} data-escape className="inline-flex min-h-6 items-center">
            Access reviews
          </TextLink>
        </p>
        <h1 className="text-xl font-semibold tracking-tight wrap-anywhere">{subjectWords(subject)}</h1>
        <div className="mt-1.5 flex flex-wrap items-center gap-x-3 gap-y-1">
          <ReviewBadge state={state} />
          {environment !== null && <EnvironmentLabel value={environment} />}
          <span className="text-ink-2 tabular-nums">
            {from} to {to}
          </span>
          <span className="text-ink-3">{`${countWords(secrets, 'secret')} · ${countWords(readers, 'reader')}`}</span>
          <span className="text-ink-3">
            begun <Time at={review.begunAt} now={now} /> by <Said text={review.begunBy} />
          </span>
          {subject.secret && <TextLink href={`/secrets/${subject.secret.id}`}>its page</TextLink>}
        </div>
      </div>
      <div className="flex flex-wrap items-center gap-2">
        {state === 'open' && review.mayMark && <DiscardReview review={id} subject={subjectWords(subject)} />}
        {unexpected > 0 && <RotateUnexpected review={id} subject={subjectWords(subject)} mayRotate={mayRotate} />}
        <a href={`/api/reviews/${id}/export.csv`} download className={buttonClass({ size: 'small' })}>
          <Download aria-hidden size={13} /> CSV
        </a>
      </div>
    </header>
  );
}
