import type { ReviewDetail, ReviewReaderView } from '@/lib/contract/reviews';
import { ActorKindLabel } from '@/components/access/actor-kind';
import { Badge } from '@/components/ui/badge';
import { Said } from '@/components/ui/said';
import { Time } from '@/components/ui/time';
import { MarkReader } from './mark-reader';
import { ReviewedPrincipal } from './reviewed-principal';
import { SecretsRead } from './secrets-read';

interface Props {
  review: ReviewDetail;
  reader: ReviewReaderView;
  mayMark: boolean;
  now: string;
}

export function ReaderRow({ review, reader, mayMark, now }: Props) {
  const { principal, actorKind, verdict, revision, note } = reader;
  return (
    <tr>
      <ReviewedPrincipal principal={principal} since={reader.since} />
      <td className="align-top whitespace-nowrap">
        <ActorKindLabel kind={actorKind} />
      </td>
      <td data-label="first" className="align-top whitespace-nowrap tabular-nums">
        {reader.firstOn}
      </td>
      <td data-label="last" className="align-top whitespace-nowrap">
        <Time at={reader.lastAt} now={now} />
      </td>
      <td data-label="reads" className="align-top md:text-right">
        {reader.reads.toLocaleString('en')}
      </td>
      {review.subject.secret === null && (
        <td className="min-w-56 align-top wrap-anywhere max-md:w-full">
          <SecretsRead reader={reader} />
        </td>
      )}
      <td className="min-w-64 align-top max-md:w-full md:pt-1">
        {mayMark ? (
          <>
            {note !== null && (
              <p className="mb-1 wrap-anywhere">
                <Said text={note} />
              </p>
            )}
            <MarkReader
              review={review.id}
              reader={{ id: principal.id, label: principal.label, actorKind, verdict, note, revision }}
            />
          </>
        ) : (
          <Mark reader={reader} now={now} />
        )}
      </td>
    </tr>
  );
}

/** As somebody left it. */
export function Mark({ reader, now }: { reader: ReviewReaderView; now: string }) {
  const { verdict, note, markedAt, markedBy } = reader;
  if (verdict === null) return <span className="text-ink-3">not marked</span>;
  return (
    <div className="flex flex-col items-start gap-0.5">
      <span className="badge-line">
        <Badge tone={verdict === 'expected' ? 'ok' : 'bad'}>{verdict}</Badge>
        {markedAt !== null && (
          <span>
            <Time at={markedAt} now={now} /> by <Said text={markedBy ?? ''} />
          </span>
        )}
      </span>
      {note !== null && (
        <p className="wrap-anywhere">
          <Said text={note} />
        </p>
      )}
    </div>
  );
}
