import Link from 'next/link';
import type { UnusualList } from '@/lib/contract/unusual';
import { toggled, valuesOf, without, type UrlState } from '@/components/layout/url-state';
import { unusualHref } from './unusual-url';

const LOOK = 'inline-flex min-h-6 items-center rounded-md px-2 text-ink-2 hover:bg-sunk hover:text-ink aria-[current]:bg-accent-soft aria-[current]:font-medium aria-[current]:text-accent'; // prettier-ignore

/** Any of the rules that are on, or all of them. */
export function RuleLinks({ rules, state }: { rules: UnusualList['rules']; state: UrlState }) {
  const chosen = valuesOf(state, 'rule');
  const links = [
    { words: 'All rules', href: unusualHref(without(state, 'rule')), current: chosen.length === 0 },
    ...rules
      .filter(({ rule, on }) => on || chosen.includes(rule))
      .map(({ rule, title }) => ({
        words: title,
        href: unusualHref(toggled(state, 'rule', rule)),
        current: chosen.includes(rule),
      })),
  ];
  return (
    <ul aria-label="Rules" className="-mx-2 flex flex-wrap gap-0.5 text-sm">
      {links.map(({ words, href, current }) => (
        <li key={words}>
          <Link
            href={href}
            prefetch={false}
            scroll={false}
            aria-current={current ? 'true' : undefined}
            className={LOOK}
          >
            {words}
          </Link>
        </li>
      ))}
    </ul>
  );
}
