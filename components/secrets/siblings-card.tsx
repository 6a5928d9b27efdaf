import type { SecretDetail } from '@/lib/contract/secret-detail';
import { Badge } from '@/components/ui/badge';
import { Card, CardHeader, CardTitle } from '@/components/ui/card';
import { Table, TableCaption, TableHeader } from '@/components/ui/table';
import { TextLink } from '@/components/ui/text-link';
import { Said } from '@/components/ui/said';
import { EnvironmentLabel } from './environment-label';
import { LastRotated } from './last-rotated';
import { describeState, ROTATION_STATES, ROTATION_TONES } from './rotation-words';

/** The same logical secret in other environments. */
export function SiblingsCard({ siblings, now }: { siblings: SecretDetail['siblings']; now: string }) {
  if (siblings.length === 0) return null;
  return (
    <Card aria-label="Other environments">
      <CardHeader>
        <CardTitle>In other environments</CardTitle>
      </CardHeader>
      <Table className="data-list">
        <TableCaption>The same secret in other environments</TableCaption>
        <thead>
          <tr>
            <TableHeader>Environment</TableHeader>
            <TableHeader>Name</TableHeader>
            <TableHeader>Rotation</TableHeader>
            <TableHeader>Last rotated</TableHeader>
          </tr>
        </thead>
        <tbody>
          {siblings.map((sibling) => (
            <tr key={sibling.id}>
              <td>
                <EnvironmentLabel value={sibling.environment} />
              </td>
              <td>
                <TextLink href={`/secrets/${sibling.id}`} className="font-mono text-sm wrap-anywhere">
                  <Said text={sibling.name} />
                </TextLink>
                <div className="note">
                  {sibling.accountName} · {sibling.region}
                </div>
              </td>
              <td>
                <StateBadge sibling={sibling} />
              </td>
              <td data-label="rotated" className="whitespace-nowrap text-ink-2">
                <LastRotated at={sibling.lastRotatedAt} createdAt={sibling.createdAt} now={now} />
              </td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Card>
  );
}

function StateBadge({ sibling }: { sibling: SecretDetail['siblings'][number] }) {
  const known = ROTATION_STATES.find((candidate) => candidate === sibling.state);
  return (
    <Badge tone={known ? ROTATION_TONES[known] : 'off'}>
      <Said text={known ? describeState(known, sibling) : sibling.state} />
    </Badge>
  );
}
