import Link from 'next/link';
import type { ReviewReaderView } from '@/lib/contract/reviews';
import { MonoName } from '@/components/ui/mono-name';
import { toVisibleText } from '@/components/ui/visible-text';

/** The cell of who read, with how often since the review was begun. */
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
      {since > 0 && <div className="note">since then {since.toLocaleString('en')} more</div>}
    </td>
  );
}
