import Link from 'next/link';
import { buttonClass } from './button-class';

/** Keyset paging: there is a first page and a next one, and the browser's own way back. */
export function Pager({ label, first, next }: { label: string; first: string | null; next: string | null }) {
  if (!first && !next) return null;
  return (
    <nav aria-label={label} className="flex justify-end gap-2 px-5 py-3">
      {first && (
        <Link href={first} prefetch={false} className={buttonClass()}>
          First page
        </Link>
      )}
      {next && (
        <Link href={next} prefetch={false} rel="next" className={buttonClass()}>
          Next page
        </Link>
      )}
    </nav>
  );
}
