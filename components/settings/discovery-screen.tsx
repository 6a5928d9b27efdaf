import type { DiscoverySummary, DiscoveryView, FoundAccountsQuery } from '@/lib/contract/discovery';
import type { ParsedUrl } from '@/components/layout/parse-url-state';
import type { UrlState } from '@/components/layout/url-state';
import { UrlMistakes } from '@/components/layout/url-mistakes';
import { Card, CardBody, CardHeader, CardTitle } from '@/components/ui/card';
import { PageHeader, PageTitle } from '@/components/ui/page-header';
import { TextLink } from '@/components/ui/text-link';
import { VERDICT_WORDS } from './account-verdicts';
import { DiscoveryFacts } from './discovery-facts';
import { DiscoveryTexts } from './discovery-texts';
import { DISCOVERY_PATH, discoveryHref, firstHref, nextHref } from './discovery-url';
import { FoundAccounts } from './found-accounts';
import { toFilterLinks } from './to-filter-links';

interface Props {
  view: DiscoveryView;
  url: ParsedUrl<FoundAccountsQuery>;
  now: string;
}

/** How accounts are found in the organization, which were, and what to paste for it. */
export function DiscoveryScreen({ view, url, now }: Props) {
  const { discovery, nextCursor } = view;
  const { state } = url;
  const isLater = state.some(([name]) => name === 'cursor');
  return (
    <>
      <PageHeader>
        <PageTitle>Discovery</PageTitle>
        <p className="text-ink-3">
          <TextLink href="/settings" className="underline">
            Settings
          </TextLink>{' '}
          · accounts of the organization that are not listed in keyledger.yaml
        </p>
      </PageHeader>
      <div className="flex flex-col gap-3.5 px-6 py-4 max-md:px-3">
        <UrlMistakes mistakes={url.mistakes} />
        <Card aria-label="How it is going" tone={discovery?.problem ? 'warn' : 'plain'}>
          <CardHeader>
            <CardTitle>How it is going</CardTitle>
          </CardHeader>
          <CardBody>
            {discovery ? (
              <DiscoveryFacts discovery={discovery} now={now} />
            ) : (
              <p className="max-w-prose text-ink-2">
                No accounts are looked for: keyledger.yaml has no section <code>discovery</code>. keyledger.example.yaml
                shows one; below is what it needs, with the roles called as there.
              </p>
            )}
          </CardBody>
        </Card>
        {discovery && (
          <FoundAccounts
            view={view}
            links={toVerdictLinks(discovery.counts, state)}
            clear={state.some(([name]) => name === 'verdict') ? DISCOVERY_PATH : null}
            first={isLater ? firstHref(state) : null}
            next={nextCursor ? nextHref(state, nextCursor) : null}
            now={now}
          />
        )}
        <DiscoveryTexts files={view.files} />
      </div>
    </>
  );
}

/** Counted over all that were found, whatever is shown of them. */
const toVerdictLinks = (counts: DiscoverySummary['counts'], state: UrlState) =>
  toFilterLinks({
    name: 'verdict',
    words: VERDICT_WORDS,
    counts: Object.entries(counts).map(([value, count]) => ({ value, count })),
    single: true,
    state,
    toHref: discoveryHref,
  });
