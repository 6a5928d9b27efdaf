import Link from 'next/link';
import { ChevronRight } from 'lucide-react';
import type { SecretGroup } from '@/lib/contract/groups-list';
import { Badge } from '@/components/ui/badge';
import { toVisibleText } from '@/components/ui/visible-text';
import type { UrlState } from '@/components/layout/url-state';
import { EnvironmentLabel } from '@/components/secrets/environment-label';
import { listHref } from '@/components/secrets/list-url';
import { rotationWord, ROTATION_TONES } from '@/components/secrets/rotation-words';
import { openToggled, rowsOf } from './groups-url';
import { groupWords } from './group-words';

interface Props {
  by: string;
  group: SecretGroup;
  /** The folder that it is in; a group of that very key is what is in no folder below. */
  at: string;
  open: boolean;
  state: UrlState;
}

/** Its name opens it, or leads to its rows where nothing opens; its number always leads to the rows. */
export function GroupRow({ by, group, at, open, state }: Props) {
  const { key, count, worst, opens } = group;
  const here = by === 'path' && key === at;
  const rows = listHref(rowsOf(state, by, key, here));
  const words = groupWords(by, key, at);
  const content = by === 'env' ? <EnvironmentLabel value={key} /> : <bdi>{toVisibleText(words)}</bdi>;
  const look = by === 'path' && !here ? 'font-mono text-[0.78125rem] font-medium' : here ? 'text-ink-2' : 'font-medium';
  return (
    <div className="group-row">
      <Link
        href={opens ? listHref(openToggled(state, key)) : rows}
        prefetch={false}
        scroll={!opens}
        data-row-link
        {...(opens && { 'aria-expanded': open })}
        className="flex min-w-0 flex-1 items-center gap-1.5"
      >
        {opens ? (
          <ChevronRight
            aria-hidden
            size={14}
            className={open ? 'shrink-0 rotate-90 text-ink-3' : 'shrink-0 text-ink-3'}
          />
        ) : (
          <span aria-hidden className="w-3.5 shrink-0" />
        )}
        <span className={`${look} min-w-0 wrap-anywhere`}>{content}</span>
      </Link>
      <span className="md:w-28">
        <span className="sr-only">worst rotation: </span>
        <Badge tone={ROTATION_TONES[worst]}>{rotationWord(worst)}</Badge>
      </span>
      <Link
        href={rows}
        prefetch={false}
        className="relative z-1 inline-flex min-h-6 min-w-8 items-center justify-end text-ink-2 underline-offset-2 hover:text-accent hover:underline md:w-20"
      >
        {count.toLocaleString('en')}
        <span className="sr-only">
          {count === 1 ? ' secret' : ' secrets'} in {toVisibleText(words)}
        </span>
      </Link>
    </div>
  );
}
