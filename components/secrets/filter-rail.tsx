import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';

interface Props {
  /** How many filters are on. */
  chosen: number;
  /** The facets; null: none were counted. */
  facets: ReactNode;
  children: ReactNode;
}

/** What narrows a list beside it; on a narrow screen above it, and closed. */
export function FilterRail({ chosen, facets, children }: Props) {
  return (
    <div className="md:grid md:grid-cols-[10.5rem_minmax(0,1fr)]">
      {facets && (
        <details className="group border-line max-md:border-b md:disclosed md:border-r">
          <summary className="flex min-h-9 items-center px-5 font-medium text-ink-2 md:hidden">
            <ChevronRight aria-hidden size={14} className="mr-1.5 group-open:rotate-90" />
            Filters{chosen > 0 && ` (${chosen})`}
          </summary>
          <aside aria-label="Filters" className="pt-3 pr-2 pb-6 pl-3.5">
            {facets}
          </aside>
        </details>
      )}
      <div className="min-w-0">{children}</div>
    </div>
  );
}
