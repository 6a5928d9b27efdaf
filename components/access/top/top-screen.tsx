import type { AccessList } from '@/lib/contract/access-list';
import type { AccessTop, TopQuery } from '@/lib/contract/access-top';
import type { ScopeView } from '@/lib/contract/system';
import { PresetEmpty } from '@/components/access/preset-empty';
import { PresetScreen } from '@/components/access/preset-screen';
import type { ParsedUrl } from '@/components/layout/parse-url-state';
import { valueOf, without, type UrlState } from '@/components/layout/url-state';
import { sizeOf } from './count-cells';
import { CountedLink } from './counted-link';
import { OrderLinks } from './order-links';
import { TopPrincipalsCard } from './top-principals-card';
import { TopSecretsCard } from './top-secrets-card';

interface Props {
  top: AccessTop;
  counts: AccessList['presets'];
  url: ParsedUrl<TopQuery>;
  scopes: ScopeView[];
  now: string;
}

/** Of the same time and counted alike, what the principals have and no secret has. */
function countUnnamed({ principals, secrets }: AccessTop): number {
  const alike = principals.by === secrets.by && principals.from === secrets.from && principals.to === secrets.to;
  return alike ? sizeOf(principals.total) - sizeOf(secrets.total) : 0;
}

const RULE =
  'Who did most of what the filter names, and to which secrets. Where it names no actions, reads are counted. Each row leads to exactly the events it counts.';

export function TopScreen({ top, counts, url, scopes, now }: Props) {
  const { principals, secrets, coverage, unkept } = top;
  const order = valueOf(url.state, 'order');
  const state = without(url.state, 'order');
  const kept: UrlState = order === undefined ? [] : [['order', order]];
  const { from, to, total } = principals;
  const list = { from, to: to < now ? to : now, coverage, unkept };
  const all = sizeOf(total);
  return (
    <PresetScreen
      view="top"
      url={{ state, mistakes: url.mistakes }}
      kept={kept}
      list={list}
      counts={counts}
      count={principals.found === 0 ? 'none found' : <CountedLink counted={principals} all={all} state={state} />}
      rule={RULE}
      scopes={scopes}
      now={now}
    >
      {principals.found === 0 ? (
        <PresetEmpty list={list} state={state} scopes={scopes} now={now} what="Nobody did any of it." />
      ) : (
        <div className="flex flex-col gap-3 px-5 py-4 max-md:px-3">
          <OrderLinks view="top" state={state} people={order !== 'count'} />
          <div className="grid items-start gap-3.5 xl:grid-cols-2">
            <TopPrincipalsCard list={principals} state={state} scopes={scopes} now={now} />
            <TopSecretsCard list={secrets} unnamed={countUnnamed(top)} state={state} now={now} />
          </div>
        </div>
      )}
    </PresetScreen>
  );
}
