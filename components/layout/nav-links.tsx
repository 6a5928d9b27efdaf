'use client';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import type { NavItem } from './nav-items';

export function NavLinks({ items }: { items: NavItem[] }) {
  const path = usePathname();
  return (
    <ul className="flex gap-0.5 md:flex-col">
      {items.map((item) => (
        <li key={item.href}>
          <Link
            href={item.href}
            prefetch={false}
            data-go={item.key}
            aria-current={path === item.href || path.startsWith(`${item.href}/`) ? 'page' : undefined}
            className="flex min-h-7 items-center rounded-md px-2 text-ink-2 hover:text-ink aria-[current]:bg-panel aria-[current]:font-medium aria-[current]:text-ink aria-[current]:ring-1 aria-[current]:ring-line"
          >
            {item.name}
          </Link>
        </li>
      ))}
    </ul>
  );
}
