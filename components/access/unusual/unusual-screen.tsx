import type { AccessList } from '@/lib/contract/access-list';
import type { ScopeView } from '@/lib/contract/system';
import type { UnusualList, UnusualQuery } from '@/lib/contract/unusual';
import { PresetScreen } from '@/components/access/preset-screen';
import { isKnownInPart } from '@/components/access/uncovered';
import type { ParsedUrl } from '@/components/layout/parse-url-state';
import { atCursor, valueOf, without } from '@/components/layout/url-state';
import { Pager } from '@/components/ui/pager';
import { FindingActs } from './finding-acts';
import { FindingStateLinks } from './finding-state-links';
import { FindingsBar } from './findings-bar';
import { RuleLinks } from './rule-links';
import { UnusualEmpty } from './unusual-empty';
import { UnusualTable } from './unusual-table';
import { unusualHref } from './unusual-url';
import { WatchedRules } from './watched-rules';

interface Props {
  list: UnusualList;
  counts: AccessList['presets'];
  url: ParsedUrl<UnusualQuery>;
  scopes: ScopeView[];
  now: string;
}

const toNames = ({ items, rules }: UnusualList): ReadonlyMap<string, string> =>
  new Map([
    ...rules.map(({ rule, title }) => [rule, title] as const),
    ...items.flatMap(({ principal, secret }) => [
      [principal.id, principal.label] as const,
      ...(secret ? [[secret.id, secret.name] as const] : []),
    ]),
  ]);

const STATE_WORDS = { open: 'open ', dismissed: 'dismissed ', all: '' } as const;

export function UnusualScreen({ list, counts, url, scopes, now }: Props) {
  const { items, total, more, learning, nextCursor, mayDismiss } = list;
  const { state, query } = url;
  const idsOf = (isDismissed: boolean) =>
    items.filter(({ dismissal }) => (dismissal !== null) === isDismissed).map(({ id }) => id);
  const known = total > 0 || isKnownInPart(list.coverage, list);
  const counted = `${more ? 'more than ' : ''}${total.toLocaleString('en')} ${STATE_WORDS[query.state]}unusual ${total === 1 ? 'read' : 'reads'}`;
  const found =
    items.length === 0 ? (
      <UnusualEmpty list={list} query={query} state={state} scopes={scopes} />
    ) : (
      <UnusualTable items={items} mayDismiss={mayDismiss} now={now} />
    );
  return (
    <PresetScreen
      view="unusual"
      url={url}
      names={toNames(list)}
      list={list}
      counts={counts}
      count={known ? counted : 'unknown how many unusual reads'}
      rule={`Each is one rule, one reader and one day. What a rule calls new is compared with the 30 days before, of which ${learning.days} must be covered; what goes on is not told again.`}
      scopes={scopes}
      now={now}
    >
      <div className="flex flex-col gap-2 border-b border-line px-5 py-2">
        <FindingStateLinks counts={list.counts} current={query.state} state={state} />
        <RuleLinks rules={list.rules} state={state} />
        <WatchedRules list={list} />
      </div>
      {mayDismiss ? (
        <FindingActs open={idsOf(false)} dismissed={idsOf(true)}>
          <FindingsBar />
          {found}
        </FindingActs>
      ) : (
        found
      )}
      <Pager
        label="Pages of unusual reads"
        first={valueOf(state, 'cursor') ? unusualHref(without(state, 'cursor')) : null}
        next={nextCursor ? unusualHref(atCursor(state, nextCursor)) : null}
      />
    </PresetScreen>
  );
}
