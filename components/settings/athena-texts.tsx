import type { AthenaView } from '@/lib/contract/athena';
import { TextCards, toGroups, type NamedGroup } from './text-cards';

const GROUPS: readonly NamedGroup[] = [
  {
    title: 'The table',
    note: 'Run the statement once in Athena, in the database of that name. It makes no copy: the table lies over the log files as CloudTrail delivers them, and finds each day’s by itself (partition projection). It keeps what people are told apart by, such as the source identity, which the statement in AWS’s guide leaves out. A table that is there already stays as it is: drop it first where accounts or regions have changed.',
    names: { 'cloudtrail-table.sql': 'Statement that makes the table' },
  },
  {
    title: 'The role',
    note: 'It may query this table in this workgroup, read the trail’s files and write results, and nothing else; it is denied every value. Keyledger itself must be let assume it: its own policy (dashboard.json, with each account) names it once keyledger.yaml does. The workgroup needs its own limit of bytes for each query: Athena is paid by what it scans, and what AWS says of a query before it is over may be less than that.',
    names: { 'athena.json': 'Policy of the role', 'athena-trust.json': 'Trust policy of the role' },
  },
  {
    title: 'The question',
    note: 'What Keyledger asks, here for yesterday: who did what to which secret in one account and region, alike records counted together. Each day is asked for once it is over, and again three days later. It reads the files of that day and of three more, into which late records may have fallen.',
    names: { 'reads-of-a-day.sql': 'Query of yesterday' },
  },
];

/** What makes it work, to paste and to run. */
export function AthenaTexts({ files }: { files: AthenaView['files'] }) {
  return <TextCards groups={toGroups(GROUPS, files, '/api/athena/files')} />;
}
