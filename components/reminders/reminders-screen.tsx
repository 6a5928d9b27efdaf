import type { ReminderRow, RemindersList, RemindersQuery } from '@/lib/contract/reminders';
import { FilterLinks } from '@/components/layout/filter-links';
import type { ParsedUrl } from '@/components/layout/parse-url-state';
import { UrlMistakes } from '@/components/layout/url-mistakes';
import { atCursor, toggled, valueOf, without, type UrlState } from '@/components/layout/url-state';
import { EnvironmentLabel } from '@/components/secrets/environment-label';
import { Badge } from '@/components/ui/badge';
import { classNames } from '@/components/ui/class-names';
import { EmptyState, EmptyTitle } from '@/components/ui/empty-state';
import { PageHeader, PageTitle } from '@/components/ui/page-header';
import { Pager } from '@/components/ui/pager';
import { Said } from '@/components/ui/said';
import { Table, TableCaption, TableHead } from '@/components/ui/table';
import { TextLink } from '@/components/ui/text-link';
import { toVisibleText } from '@/components/ui/visible-text';
import { CompleteReminder, SetReminder } from './reminder-dialogs';
import { dueWords, everyWords, STANDING_TONES, STANDING_WORDS } from './reminder-words';
import { remindersHref, REMINDERS_PATH } from './reminders-url';

interface Props {
  list: RemindersList;
  url: ParsedUrl<RemindersQuery>;
}

const STANDINGS = ['overdue', 'soon', 'later'] as const;

const toLinks = ({ counts }: RemindersList, state: UrlState) =>
  STANDINGS.map((name) => {
    const on = valueOf(state, 'due') === name;
    const href = remindersHref(toggled(on ? state : without(state, 'due'), 'due', name));
    return { key: name, href, on, words: STANDING_WORDS[name], count: counts[name] };
  });

/** What is to be replaced by hand, what is due first at the top. */
export function RemindersScreen({ list, url: { state, mistakes } }: Props) {
  const { items, nextCursor, counts } = list;
  const isLater = valueOf(state, 'cursor') !== undefined;
  const total = counts.overdue + counts.soon + counts.later;
  return (
    <>
      <PageHeader>
        <PageTitle>Reminders</PageTitle>
        <p className="text-ink-3">
          <TextLink href="/rotation" className="underline">
            Rotation
          </TextLink>{' '}
          · secrets that AWS does not rotate, to be replaced by hand
        </p>
      </PageHeader>
      <UrlMistakes mistakes={mistakes} />
      {(total > 0 || state.length > 0) && (
        <div className="border-b border-line px-5 py-2">
          <FilterLinks title="Due" links={toLinks(list, state)} />
        </div>
      )}
      {items.length === 0 ? (
        <NoReminders isNarrowed={state.length > 0} isLater={isLater} />
      ) : (
        <Table className="data-list [--edge:--spacing(5)]">
          <TableCaption>Reminders</TableCaption>
          <TableHead columns={['Secret', 'Due', 'Comes again', 'Owner', 'To do', 'Change']} />
          <tbody>
            {items.map((item) => (
              <Row key={item.secret.id} item={item} />
            ))}
          </tbody>
        </Table>
      )}
      <Pager
        label="Pages of reminders"
        first={isLater ? remindersHref(without(state, 'cursor')) : null}
        next={nextCursor ? remindersHref(atCursor(state, nextCursor)) : null}
      />
    </>
  );
}

function NoReminders({ isNarrowed, isLater }: { isNarrowed: boolean; isLater: boolean }) {
  return (
    <EmptyState>
      <EmptyTitle>{isLater ? 'Nothing further' : isNarrowed ? 'Nothing matches' : 'No reminders'}</EmptyTitle>
      {isNarrowed ? (
        <TextLink href={REMINDERS_PATH}>Show all reminders</TextLink>
      ) : (
        <p>
          A secret that AWS does not rotate gets one on its page. Look for those whose rotation is{' '}
          <TextLink href="/rotation?state=off" className="underline">
            off
          </TextLink>{' '}
          or{' '}
          <TextLink href="/rotation?state=never-configured" className="underline">
            was never configured
          </TextLink>
          .
        </p>
      )}
    </EmptyState>
  );
}

const NONE = <span className="text-ink-3">–</span>;

function Row({ item }: { item: ReminderRow }) {
  const { secret } = item;
  const name = toVisibleText(secret.name);
  return (
    <tr>
      <th scope="row" className="wrap-anywhere md:min-w-64">
        <TextLink href={`/secrets/${secret.id}`} className="inline-flex min-h-6 items-center font-mono">
          <Said text={secret.name} />
        </TextLink>
        <div className="text-sm font-normal text-ink-3">
          <EnvironmentLabel value={secret.environment.value} /> <Said text={secret.accountName} /> · {secret.region}
          {secret.rotates && <span className="block">AWS rotates it now: the reminder can be removed.</span>}
        </div>
      </th>
      <td data-label="due" className="md:whitespace-nowrap">
        <Badge tone={STANDING_TONES[item.standing]}>{dueWords(item)}</Badge>{' '}
        <time dateTime={item.dueOn} className="text-sm text-ink-3">
          {item.dueOn}
        </time>
      </td>
      <td data-label="comes again" className="md:whitespace-nowrap">
        {everyWords(item.everyDays)}
      </td>
      <td
        data-label="owner"
        className={classNames('wrap-anywhere md:min-w-32', secret.owner === null && 'max-md:hidden')}
      >
        {secret.owner === null ? NONE : <Said text={secret.owner} />}
      </td>
      <td
        data-label="to do"
        className={classNames(
          'max-w-96 whitespace-pre-line wrap-anywhere max-md:w-full',
          item.note === null && 'max-md:hidden',
        )}
      >
        {item.note === null ? NONE : <Said text={item.note} />}
      </td>
      <td>
        {item.mayChange && (
          <span className="flex gap-1.5">
            <CompleteReminder secret={secret} reminder={item} label={`Mark ${name} done`} />
            <SetReminder secret={secret} reminder={item} label={`Edit the reminder of ${name}`} />
          </span>
        )}
      </td>
    </tr>
  );
}
