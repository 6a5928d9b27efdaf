import type { ReactNode } from 'react';
import Link from 'next/link';
import { X } from 'lucide-react';
import { toVisibleText } from './visible-text';

/** A condition that holds, and the link that takes it away. */
export function Chip({ href, label, children }: { href: string; label: string; children: ReactNode }) {
  return (
    <span className="inline-flex min-h-6 max-w-full items-center rounded-md bg-accent-soft pl-2 font-medium text-accent">
      <span className="truncate">{children}</span>
      <Link
        href={href}
        prefetch={false}
        scroll={false}
        aria-label={`Remove filter: ${toVisibleText(label)}`}
        className="grid size-6 shrink-0 place-items-center rounded-md hover:bg-panel"
      >
        <X aria-hidden size={12} />
      </Link>
    </span>
  );
}
