import type { TrailView } from '@/lib/contract/trail';
import { TextCards, toGroups, type NamedGroup } from './text-cards';

const GROUPS: readonly NamedGroup[] = [
  {
    title: 'The role',
    note: 'It may list the accounts’ folders in the trail’s bucket and read the files in them, and nothing else; it is denied every value. A bucket of another account names it in its policy as well, and so does the key of a trail that encrypts with one: state that as kmsKey, and kms:Decrypt stands in the policy. Keyledger itself must be let assume the role: its own policy (dashboard.json, with each account) names it once keyledger.yaml does.',
    names: { 'trail.json': 'Policy of the role', 'trail-trust.json': 'Trust policy of the role' },
  },
];

/** What makes it work, to paste. */
export function TrailTexts({ files }: { files: TrailView['files'] }) {
  return <TextCards groups={toGroups(GROUPS, files, '/api/trail/files')} />;
}
