import Link from 'next/link';

export interface FilterLink {
  key: string;
  href: string;
  on: boolean;
  words: string;
  count?: number | undefined;
}

/** The values of one filter in a line, each a link that switches it on or off. Works without JavaScript. */
export function FilterLinks({ title, links }: { title: string; links: readonly FilterLink[] }) {
  return (
    <div className="grid grid-cols-[4.5rem_1fr] items-baseline">
      <span aria-hidden className="text-sm text-ink-3">
        {title}
      </span>
      <ul aria-label={`Filter by ${title.toLowerCase()}`} className="flex flex-wrap items-center gap-0.5">
        {links.map(({ key, href, on, words, count }) => (
          <li key={key}>
            <Link
              href={href}
              prefetch={false}
              scroll={false}
              aria-current={on ? 'true' : undefined}
              className="inline-flex min-h-6 items-center gap-1 rounded-md px-1.5 text-sm text-ink-2 hover:bg-sunk aria-[current]:bg-accent-soft aria-[current]:font-medium aria-[current]:text-accent"
            >
              {words}
              {count !== undefined && <span className="font-normal text-ink-3">{count.toLocaleString('en')}</span>}
            </Link>
          </li>
        ))}
      </ul>
    </div>
  );
}
