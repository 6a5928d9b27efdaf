import type { ReviewDetail } from '@/lib/contract/reviews';
import { Card, CardBody, CardHeader, CardTitle } from '@/components/ui/card';
import { Said } from '@/components/ui/said';
import { TextLink } from '@/components/ui/text-link';
import { Time } from '@/components/ui/time';
import { countWords, markedOf } from './review-words';
import { reviewPath, UNEXPECTED_PATH } from './reviews-url';
import { SignForm } from './sign-form';
import { Signature } from './signature';

export function SignCard({ review, now }: { review: ReviewDetail; now: string }) {
  const { state, signedAt, signature } = review;
  const isOther = signature === 'broken' || signature === 'missing';
  return (
    <Card aria-label="Sign-off" tone={state === 'overdue' || isOther ? 'bad' : 'plain'}>
      <CardHeader>
        <CardTitle>{signedAt === null ? 'Sign-off' : 'Signed off'}</CardTitle>
        {signedAt === null ? (
          <p className="text-ink-3">
            {markedOf(review).toLocaleString('en')} of {countWords(review.readers, 'reader')} marked
          </p>
        ) : (
          <p className="text-ink-3">
            <Time at={signedAt} now={now} /> by <Said text={review.signedBy ?? ''} />
          </p>
        )}
      </CardHeader>
      <CardBody className="flex flex-col gap-2">
        {signedAt === null ? <Open review={review} /> : <Next review={review} />}
        {signature !== null && <Signature signature={signature} />}
        <Since review={review} />
      </CardBody>
    </Card>
  );
}

function Open({ review }: { review: ReviewDetail }) {
  const { id, readers, mayMark, marks } = review;
  const missing = readers - markedOf(review);
  if (!mayMark || marks === null)
    return (
      <p className="max-w-[75ch] text-ink-2">
        To mark and to sign it is for those who hold review.sign and see everything that it covers.
      </p>
    );
  return (
    <>
      <p className="max-w-[75ch] text-ink-2">
        {missing > 0
          ? 'Each reader is marked as expected or not before the review is signed. What is signed stays as it is, and the ledger keeps a digest of it.'
          : readers === 0
            ? 'Nobody is known to have read it. To sign says that somebody looked.'
            : 'All readers are marked. What is signed stays as it is, and the ledger keeps a digest of it.'}
      </p>
      <SignForm key={marks} review={id} marks={marks} missing={missing} />
    </>
  );
}

function Next({ review }: { review: ReviewDetail }) {
  const { state, to, nextOn, followedBy, isThere, unexpected, done } = review;
  return (
    <p className="max-w-[75ch] text-ink-2">
      {followedBy === null && !isThere ? (
        'None of its secrets that you see is there any more: no next one is due.'
      ) : followedBy === null ? (
        <>
          The next one {state === 'overdue' ? 'was' : 'is'} due on <span className="tabular-nums">{nextOn}</span>
          {state === 'overdue' && <span className="text-bad"> and is overdue</span>}: of the same, from{' '}
          <span className="tabular-nums">{to}</span> or the day after at the latest, so that no day is left out.
        </>
      ) : (
        <>
          It was followed by{' '}
          <TextLink href={reviewPath(followedBy)} className="underline">
            a later one
          </TextLink>
          .
        </>
      )}{' '}
      {unexpected > 0 && (
        <>
          <TextLink href={UNEXPECTED_PATH} className="underline">
            {countWords(unexpected, 'unexpected reader')}
          </TextLink>
          {done === unexpected
            ? ', all dealt with.'
            : `, ${countWords(unexpected - done, 'is', 'are')} still to act on.`}
        </>
      )}
    </p>
  );
}

/** Also who read within its period, where that became known later; and whoever came after it. */
function Since({ review: { newReaders } }: { review: ReviewDetail }) {
  if (newReaders === 0) return null;
  return (
    <p className="text-sm text-warn">
      {countWords(newReaders, 'reader')} not in this review {newReaders === 1 ? 'is' : 'are'} known by now to have read
      since its first day.
    </p>
  );
}
