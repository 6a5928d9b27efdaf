import type { DiscoverySummary } from '@/lib/contract/discovery';
import { Card, CardBody, CardHeader, CardTitle } from '@/components/ui/card';
import { TextLink } from '@/components/ui/text-link';
import { DiscoveryFacts } from './discovery-facts';

/** Whether accounts are found, and how that is going; the accounts themselves are a page of their own. */
export function DiscoveryCard({ discovery, now }: { discovery: DiscoverySummary; now: string }) {
  const found = Object.values(discovery.counts).reduce((sum, count) => sum + count, 0);
  return (
    <Card id="discovery" aria-label="Discovery" tone={discovery.problem ? 'warn' : 'plain'}>
      <CardHeader>
        <CardTitle>Accounts found in the organization</CardTitle>
        <p className="flex-1 text-ink-3">what keyledger.yaml lists goes before what is found</p>
        <TextLink href="/settings/discovery" className="underline">
          {found === 0
            ? 'Policies to paste'
            : found === 1
              ? 'The account that was found'
              : `All ${found.toLocaleString('en')} accounts`}
        </TextLink>
      </CardHeader>
      <CardBody>
        <DiscoveryFacts discovery={discovery} now={now} />
      </CardBody>
    </Card>
  );
}
