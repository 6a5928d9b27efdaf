import Link from 'next/link';
import type { ReviewReaderView } from '@/lib/contract/reviews';
import { MonoName } from '@/components/ui/mono-name';
import { toVisibleText } from '@/components/ui/visible-text';
import { countWords } from './review-words';

/** The cell of who read, with how often more since the first day of the review's period, by what is known now. */
export function ReviewedPrincipal({ principal, since }: Pick<ReviewReaderView, 'principal' | 'since'>) {
  return (
    <td title={toVisibleText(principal.arn)} className="min-w-40 align-top wrap-anywhere">
      <Link
        href={`/access/principals/${principal.id}`}
        prefetch={false}
        className="inline-block min-h-6 hover:underline"
      >
        <MonoName path={`${principal.type}/`} leaf={principal.label} />
      </Link>
      {since > 0 && <div className="note">{countWords(since, 'more read')} known by now</div>}
    </td>
  );
}
